"""A report for a person at a terminal: what was found, why, where, and what to do next.

Copies come first, a cluster at a time; then the other relations, the strongest pair
first; then texts that stand twice in one article. A section shows its first pairs in
full and the others one a line; the JSON lines always hold everything.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import BinaryIO

from dedup.model import Article, Cluster, Match, Relation, Repeat, Report
from dedup.report import wording
from dedup.report.marks import longest
from dedup.report.one_form import Form, forms_of, strongest_first
from dedup.report.terminal import Paint, columns, command, cut, padded, rule, shortened, shown, shown_id, steady, wrap
from dedup.report.wording import change_line, count
from dedup.sizes import percent

FULL = 50  # pairs of a section shown with their evidence
CLUSTER_FULL = 5  # pairs of a cluster shown with their evidence
PASSAGES = 3  # passages quoted for a pair
MEMBERS = 20  # members of a cluster listed
PLACES = 10  # rejected records named
LONGEST_ID = 400  # columns of an id that are shown
LINES = 3  # lines of a passage quoted

_INDENT = "   "
_LABEL = 9


def write(
    report: Report, stream: BinaryIO, *, colour: bool, width: int, narrowed_by: Sequence[str] = ()
) -> None:
    """Write ``report`` to ``stream`` for a terminal of ``width`` columns; options of ``narrowed_by`` left some out."""
    page = TextReport(report, Paint(colour), max(width, 30), narrowed_by)
    for line in page.lines():
        stream.write(line.rstrip(" ").encode("utf-8", "replace") + b"\n")


class TextReport:
    """The lines of one report, made section by section."""

    def __init__(self, report: Report, paint: Paint, width: int, narrowed_by: Sequence[str] = ()) -> None:
        """Keep what every section needs."""
        self.report = report
        self.narrowed_by = narrowed_by
        self.paint = paint
        self.width = width
        self.clusters = wording.names_of_clusters(report)

    def lines(self) -> Iterator[str]:
        """Yield the whole report, line by line."""
        report = self.report
        copies = _pairs_in_clusters(report)
        if report.clusters:
            yield from self._heading("Copies", len(report.clusters), "articles that are copies of one another")
            for number, cluster in enumerate(report.clusters[:FULL], 1):
                yield from self._cluster(number, cluster, copies.get(cluster.id, []))
            yield from self._further("clusters, the canonical first", map(_members_line, report.clusters[FULL:]))
        listed = {(match.left, match.right) for pairs in copies.values() for match in pairs}
        for relation in Relation:
            pairs = [
                match
                for match in report.matches
                if match.relation is relation and (match.left, match.right) not in listed
            ]
            if pairs:
                yield from self._relation(relation, pairs)
        if report.repeats:
            yield from self._repeats(report.repeats)
        if not (report.matches or report.clusters or report.repeats):
            yield from self._nothing()
        yield from self._rejected()
        yield from self._next_steps()
        yield from wrap(wording.summary_line(report), self.width)
        if report.left_out:
            yield from wrap(wording.left_out_line(report), self.width)

    def _heading(self, title: str, number: int, meaning: str, advice: str = "") -> Iterator[str]:
        """Yield the heading of a section."""
        first, *others = wrap(f"{title.upper()} ({number:,}): {meaning}.", self.width)
        yield self.paint("title", first)
        yield from (self.paint("title", line) for line in others)
        if advice:
            yield from (self.paint("dim", line) for line in wrap(advice, self.width))
        yield self.paint("dim", rule(self.width))

    def _relation(self, relation: Relation, pairs: list[Match]) -> Iterator[str]:
        """Yield the section of one relation."""
        yield from self._heading(
            wording.HEADINGS[relation], len(pairs), wording.MEANINGS[relation], wording.ADVICE[relation]
        )
        if relation is Relation.TEMPLATE:
            yield from self._forms(forms_of(pairs))
            return
        pairs = strongest_first(pairs)
        for number, match in enumerate(pairs[:FULL], 1):
            yield from self._pair(f"{number}.", match)
        yield from self._further("pairs, with their certainty", map(_pair_line, pairs[FULL:]))

    def _forms(self, forms: Sequence[Form]) -> Iterator[str]:
        """Yield the templates, one form at a time: its articles and its strongest pair."""
        for number, form in enumerate(forms[:FULL], 1):
            more = len(form.matches) - 1
            if not more:
                yield from self._pair(f"{number}.", form.matches[0])
                continue
            title = f"{len(form.members):,} articles in one form; its surest pair is shown"
            yield from wrap(title, self.width, first=f"{number}. ", rest=_INDENT)
            for member in form.members[:MEMBERS]:
                yield from self._named("", " ", member)
            if len(form.members) > MEMBERS:
                yield f"{_INDENT}  and {len(form.members) - MEMBERS:,} more"
            yield ""
            yield from self._pair("", form.matches[0])
            yield from wrap(f"and {count(more, 'other pair')} of these articles", self.width, first=_INDENT)
            yield ""
        yield from self._further("forms", map(_form_line, forms[FULL:]))

    def _further(self, what: str, entries: Iterable[str]) -> Iterator[str]:
        """Yield the findings beyond the first ``FULL`` of a section, one a line."""
        lines = [_INDENT + entry for entry in entries]
        if lines:
            yield f"The other {len(lines):,} {what}:"
            yield from lines
            yield ""

    def _cluster(self, number: int, cluster: Cluster, pairs: list[Match]) -> Iterator[str]:
        """Yield one cluster: its members, then the pairs that are more than equal."""
        to_canonical = {
            match.right if match.left == cluster.canonical else match.left: match
            for match in pairs
            if cluster.canonical in (match.left, match.right)
        }
        title = f"{count(len(cluster.members), 'copy', 'copies')}, named after {shown_id(cluster.canonical)}"
        yield from wrap(f"{title}: {shown(cluster.reason)}", self.width, first=f"{number}. ", rest=_INDENT)
        telling = [match for match in to_canonical.values() if not _equal_in_everything(match)]
        telling.sort(key=lambda match: (-len(match.changed), match.score, match.left, match.right))
        if len(cluster.members) > 2 or not telling:
            yield from self._members(cluster, to_canonical)
            yield ""
        for match in telling[:CLUSTER_FULL]:
            yield from self._pair("", match)
        hidden = len(pairs) - min(len(telling), CLUSTER_FULL)
        if hidden and telling:
            yield from wrap(f"and {count(hidden, 'other pair')} among these members", self.width, first=_INDENT)
            yield ""

    def _members(self, cluster: Cluster, to_canonical: Mapping[str, Match]) -> Iterator[str]:
        """Yield the members of a cluster, each with what it is to the canonical."""
        for member in cluster.members[:MEMBERS]:
            match = to_canonical.get(member)
            role = match.relation.value if match else "copy of a copy"
            if member == cluster.canonical:
                role = "canonical"
            yield from self._named("", padded(role, 14), member)
        if len(cluster.members) > MEMBERS:
            yield f"{_INDENT}and {len(cluster.members) - MEMBERS:,} more"

    def _named(self, number: str, label: str, article_id: str) -> Iterator[str]:
        """Yield an id after its number and label, with title, source and date if known."""
        before = f"{f'{number} ':<{len(_INDENT)}}{label} " if number else f"{_INDENT}{label} "
        name = cut(shown_id(article_id), LONGEST_ID)  # longer than the line if it must be: ids are there to be copied
        line = before + self.paint("bold", name)
        known = shown(wording.byline(self._article(article_id)))
        room = self.width - columns(before) - columns(name) - 2
        if known and room >= 20:
            line = steady([line, self.paint("dim", cut(known, room))], "  ")
        yield line

    def _pair(self, number: str, match: Match) -> Iterator[str]:
        """Yield one pair with its evidence."""
        yield from self._sides(number, match)
        yield from self._evidence(match)
        yield from self._passages(match)
        yield ""

    def _sides(self, number: str, match: Match) -> Iterator[str]:
        """Yield which two articles a pair consists of."""
        yield from self._named(number, "A", match.left)
        yield from self._named("", "B", match.right)

    def _evidence(self, match: Match) -> Iterator[str]:
        """Yield what was found of a pair, why, and what changed."""
        numbers = wording.three_numbers(match.containment, match.passages, "A", "B")
        found = f"{match.relation.value} ({percent(match.score)} certain)"
        yield from self._labelled("found", f"{found}: {numbers}" if numbers else found)
        yield from self._listed("why", (shown(wording.lettered(reason)) for reason in match.reasons))
        yield from self._listed("changed", (shown(change_line(change)) for change in match.changed), style="warn")
        name = self.clusters.get(match.left)
        if name is not None and name == self.clusters.get(match.right) and not match.relation.is_copy:
            yield from self._labelled("note", wording.BY_A_THIRD.format(shown_id(name)))

    def _listed(self, label: str, texts: Iterable[str], style: str = "") -> Iterator[str]:
        """Yield texts one below the other, the label beside the first."""
        for text in texts:
            yield from self._labelled(label, text, style)
            label = ""

    def _passages(self, match: Match) -> Iterator[str]:
        """Yield the longest shared passages, shortened, with their places."""
        left, right = self._article(match.left), self._right(match)
        chosen = longest(match.passages, PASSAGES)
        for passage in chosen:
            quoted = self._quoted(left, passage.left)
            places = f"A {_place(left.text, passage.left)}; B {_place(right.text, passage.right)}"
            yield from self._labelled("shared", f"“{quoted}”", style="quote")
            yield from self._labelled("", f"({wording.length(passage)}; {places})", style="dim")
        if len(match.passages) > len(chosen):
            more = count(len(match.passages) - len(chosen), "shorter passage")
            yield from self._labelled("", f"and {more}", style="dim")

    def _repeats(self, repeats: Sequence[Repeat]) -> Iterator[str]:
        """Yield the section of texts that stand twice in one article."""
        yield from self._heading(
            wording.REPEAT_HEADING, len(repeats), wording.REPEAT_MEANING, wording.REPEAT_ADVICE
        )
        for number, repeat in enumerate(repeats[:FULL], 1):
            article = self._article(repeat.article)
            yield from self._named(f"{number}.", "in", repeat.article)
            part, whole = repeat.containment
            numbers = f"{percent(part)} of the first is in the second, {percent(whole)} of the second in the first"
            said = f"{repeat.relation.value} ({percent(repeat.score)} certain): {wording.length(repeat)}"
            yield from self._labelled("found", f"{said} stand twice; {numbers}")
            for label, span in (("first", repeat.first), ("second", repeat.second)):
                yield from self._labelled(label, f"“{self._quoted(article, span)}”", style="quote")
                yield from self._labelled("", f"({_place(article.text, span)})", style="dim")
            yield ""
        yield from self._further("repeats, with their characters", map(_repeat_line, repeats[FULL:]))

    def _nothing(self) -> Iterator[str]:
        """Yield the kind word when there is nothing to report."""
        yield from wrap(wording.nothing_found(self.report, self.narrowed_by), self.width)
        yield ""

    def _rejected(self) -> Iterator[str]:
        """Yield what could not be compared, and why."""
        rejected = self.report.rejected
        if not rejected:
            return
        yield self.paint("warn", f"NOT COMPARED ({len(rejected):,})")
        for place, why in rejected[:PLACES]:
            yield from wrap(f"{shown_id(place)}: {shown(why)}", self.width, first=_INDENT, rest=_INDENT)
        if len(rejected) > PLACES:
            yield f"{_INDENT}and {len(rejected) - PLACES:,} more"
        yield ""

    def _next_steps(self) -> Iterator[str]:
        """Yield the commands that lead on from here."""
        matches = self.report.matches
        if not matches and not self.report.repeats:
            return
        yield self.paint("title", "WHAT TO DO NEXT")
        if matches:
            first = max(matches, key=lambda match: (bool(match.passages), match.score))
            line = command("dedup compare", first.left, first.right)
            if line and _is_file(first.left) and _is_file(first.right):
                yield from self._step(line, "shows a pair side by side; run it where these files are")
            else:
                yield from self._step("dedup compare LEFT RIGHT", "shows two files, one article each, side by side")
        yield from self._step("--format html --output report.html", "makes a page with every passage marked")
        yield from self._step("--format jsonl", "gives all of it to a program")
        yield ""

    def _step(self, line: str, does: str) -> Iterator[str]:
        """Yield one command and what it does."""
        if len(line) + len(does) + 2 * len(_INDENT) <= self.width:
            yield f"{_INDENT}{self.paint('bold', line)}{_INDENT}{does}"
        else:
            yield f"{_INDENT}{self.paint('bold', line)}"  # a command is never broken: it is there to be copied
            yield from wrap(does, self.width, first=2 * _INDENT, rest=2 * _INDENT)

    def _labelled(self, label: str, text: str, style: str = "") -> Iterator[str]:
        """Yield text beside a label, in one column of its own."""
        before = len(_INDENT) + _LABEL
        for line in wrap(text, self.width - before):
            yield f"{_INDENT}{self.paint('dim', padded(label, _LABEL))}{self.paint(style, line) if style else line}"
            label = ""

    def _quoted(self, article: Article, span: tuple[int, int]) -> str:
        """Return a passage of an article, shortened to a few lines."""
        start, end = span
        if end - start > 8000:  # only the ends will be shown
            return shortened(shown(article.text[start : start + 4000] + article.text[end - 4000 : end]), self._quote)
        return shortened(shown(article.text[start:end]).strip(), self._quote)

    @property
    def _quote(self) -> int:
        """Columns of a quoted passage."""
        return LINES * (self.width - len(_INDENT) - _LABEL) - 4

    def _right(self, match: Match) -> Article:
        """Return the second article of a match."""
        return self._article(match.right)

    def _article(self, article_id: str) -> Article:
        """Return an article, or an empty one if the report does not hold it."""
        return self.report.articles.get(article_id) or Article(article_id, "")


def _pairs_in_clusters(report: Report) -> dict[str, list[Match]]:
    """Return the matches that join each cluster, by its id."""
    cluster_of = wording.names_of_clusters(report)
    pairs: dict[str, list[Match]] = {}
    for match in report.matches:
        cluster_id = cluster_of.get(match.left)
        if match.relation.is_copy and cluster_id is not None and cluster_id == cluster_of.get(match.right):
            pairs.setdefault(cluster_id, []).append(match)
    return pairs


def _equal_in_everything(match: Match) -> bool:
    """True for an identical pair of which there is nothing more to say."""
    return match.relation is Relation.IDENTICAL and not match.changed


def _is_file(article_id: str) -> bool:
    """True if an id looks like the name of a file, as the ids of one-article files do."""
    return "://" not in article_id and PurePath(article_id).suffix in (".txt", ".json", ".html", ".htm", ".xml", ".gz")


def _pair_line(match: Match) -> str:
    """Return a pair as one line."""
    return f"{percent(match.score):>9}  {shown_id(match.left)}  {shown_id(match.right)}"


def _members_line(cluster: Cluster) -> str:
    """Return a cluster as one line."""
    return _ids_line([cluster.canonical, *(member for member in cluster.members if member != cluster.canonical)])


def _form_line(form: Form) -> str:
    """Return the articles of a form as one line, with the certainty of its strongest pair."""
    return f"{percent(form.matches[0].score):>9}  {_ids_line(form.members)}"


def _ids_line(ids: Sequence[str]) -> str:
    """Return ids in one line, of many the first ones."""
    more = f"  and {len(ids) - 1 - MEMBERS:,} more" if len(ids) > MEMBERS + 1 else ""
    return "  ".join(map(shown_id, ids[: MEMBERS + 1])) + more


def _repeat_line(repeat: Repeat) -> str:
    """Return a repeat as one line."""
    (first, first_end), (second, second_end) = repeat.first, repeat.second
    return f"{shown_id(repeat.article)}  {first:,}–{first_end:,} and {second:,}–{second_end:,}"


def _place(text: str, span: tuple[int, int]) -> str:
    """Return where a passage stands, for a person who will look for it."""
    return f"line {wording.line_number(text, span[0]):,}, characters {span[0]:,}–{span[1]:,}"
