"""A report as one page: clusters, matches side by side, repeats.

The page stays bounded however much was found: the strongest matches of each relation in
full, the others in a table, and it says so.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, NamedTuple

from dedup.model import Article, Cluster, Match, Relation, Repeat, Report
from dedup.report import wording
from dedup.report.html_marks import Marks, marked_text, text_map
from dedup.report.html_page import article_id, article_title, footer, phrase, write_page
from dedup.report.html_pair import Pair, about, pair_body, text_box
from dedup.report.one_form import forms_of, strongest_first
from dedup.report.wording import count
from dedup.sizes import percent

FULL = 500  # matches, and repeats, shown in full
TEXT_BUDGET = 6_000_000  # characters of article text on a page: about what a browser opens at once
LONG_PAIR = 60_000  # characters of a pair from which long stretches are shortened
ROWS = 2000  # rows of a table of further matches
CLUSTERS = 500  # clusters listed
MEMBERS = 100  # members of a cluster listed
OPEN = 20  # findings unfolded from the start

_FIGURES = ("Certainty", "Of A in B", "Of B in A", "Longest passage, words")

Keys = Mapping[tuple[str, str], str]


class Group(NamedTuple):
    """The matches of one section of a page."""

    where: str  #: the element id of the section
    title: str
    meaning: str  #: sentences below the title
    matches: Sequence[Match]  #: strongest first


def write(report: Report, stream: BinaryIO, narrowed_by: Sequence[str] = ()) -> None:
    """Write ``report`` as a page to ``stream``; options of ``narrowed_by`` left some findings out."""
    write_page(f"dedup: {_title(report)}", Page(report, narrowed_by).body(), stream)


class Page:
    """The parts of the page of one report."""

    def __init__(self, report: Report, narrowed_by: Sequence[str] = ()) -> None:
        """Decide which matches are shown in full."""
        self.report = report
        self.narrowed_by = narrowed_by
        self.groups = self._grouped()
        self.keys = _shown_in_full(report, self.groups)
        self.clusters = wording.names_of_clusters(report)
        forms = forms_of(match for match in report.matches if match.relation is Relation.TEMPLATE)
        self.forms = {(form.matches[0].left, form.matches[0].right): form for form in forms}

    def body(self) -> Iterator[str]:
        """Yield the page from header to footer."""
        report = self.report
        yield "<header>\n"
        yield from self._opening()
        if report.left_out:
            yield f"<p>{wording.left_out_line(report)}</p>\n"
        yield self._contents()
        yield '</header>\n<main id="main">\n'
        if report.clusters:
            yield from self._clusters()
        for group in self.groups:
            yield from self._group(group)
        if report.repeats:
            yield from self._repeats()
        yield from self._more_sections()
        if not (report.matches or report.clusters or report.repeats):
            yield f"<p>{self._nothing()}</p>\n"
        yield from self._rejected()
        yield "</main>\n"
        yield footer(
            "Shares are of three-word shingles, passages of whole words. Keys: <kbd>j</kbd> and <kbd>k</kbd> lead to "
            "the next and the previous finding."
        )

    def _opening(self) -> Iterator[str]:
        """Yield the heading of the page and its counts."""
        yield f"<h1>{_title(self.report)}</h1>\n<p>Compared: {wording.counts(self.report)}.</p>\n"

    def _nothing(self) -> str:
        """Return what stands in place of findings."""
        return wording.nothing_found(self.report, self.narrowed_by)

    def _grouped(self) -> list[Group]:
        """Return the sections of matches, in the order of the page: one a relation."""
        return by_relation(self.report.matches)

    def _more_sections(self) -> Iterator[str]:
        """Yield sections after the findings; a report has none."""
        return iter(())

    def _label(self, match: Match) -> str:
        """Return what stands beside the title of a match."""
        form = self.forms.get((match.left, match.right))
        more = f"; {len(form.members):,} articles" if form is not None and len(form.matches) > 1 else ""
        return f"{match.relation.value}, {percent(match.score)} certain{more}"

    def _note(self, match: Match) -> str:
        """Return what is said of a match before its evidence: the form it stands for, the cluster both are in."""
        notes = []
        form = self.forms.get((match.left, match.right))
        if form is not None and len(form.matches) > 1:
            members = ", ".join(map(article_id, form.members[:MEMBERS]))
            more = f" and {len(form.members) - MEMBERS:,} more" if len(form.members) > MEMBERS else ""
            notes.append(f"{len(form.members):,} articles are in this form: {members}{more}")
        name = self.clusters.get(match.left)
        if name is not None and name == self.clusters.get(match.right) and not match.relation.is_copy:
            notes.append(wording.BY_A_THIRD.format(article_id(name)))
        return "".join(f"<p>Note: {note}.</p>\n" for note in notes)

    def _contents(self) -> str:
        """Return the links to the sections."""
        report = self.report
        items = []
        if report.clusters:
            items.append(("clusters", "Copies", len(report.clusters)))
        items += [(group.where, group.title, len(group.matches)) for group in self.groups]
        if report.repeats:
            items.append(("repeats", wording.REPEAT_HEADING, len(report.repeats)))
        links = "".join(f'<li><a href="#{where}">{title} ({number:,})</a></li>' for where, title, number in items)
        return f'<nav aria-label="Sections"><ul id="tools">{links}</ul></nav>\n' if items else ""

    def _clusters(self) -> Iterator[str]:
        """Yield the section of clusters."""
        clusters = self.report.clusters
        yield section("clusters", "Copies", "Articles that are copies of one another, named after one of them.")
        between = {(match.left, match.right): match for match in self.report.matches if match.relation.is_copy}
        head = "".join(f'<th scope="col">{title}</th>' for title in ("Member", "Is", "Title", "Source", "Published"))
        yield '<div class="card wide" role="region" tabindex="0" aria-label="Table of copies">\n'
        yield f'<table class="clusters"><thead><tr>{head}</tr></thead>\n'
        for number, cluster in enumerate(clusters[:CLUSTERS], 1):
            title = f"{count(len(cluster.members), 'copy', 'copies')}, named after {article_id(cluster.canonical)}"
            reason = f'<span class="soft">{phrase(cluster.reason)}</span>'
            yield f'<tbody id="c{number}"><tr><th scope="rowgroup" colspan="5"><div>{title} {reason}</div></th></tr>\n'
            yield f"{self._members(cluster, between)}</tbody>\n"
        yield "</table></div>\n"
        if len(clusters) > CLUSTERS:
            yield _not_shown(len(clusters) - CLUSTERS, "further cluster")
        yield "</section>\n"

    def _members(self, cluster: Cluster, between: Mapping[tuple[str, str], Match]) -> str:
        """Return the rows of a cluster's members, each with what it is to the canonical."""
        rows = []
        for member in cluster.members[:MEMBERS]:
            pair = (min(member, cluster.canonical), max(member, cluster.canonical))
            match = between.get(pair)
            role = f"{match.relation.value}, {percent(match.score)}" if match else "copy of a copy"
            if member == cluster.canonical:
                role = "<strong>canonical</strong>"
            elif pair in self.keys:
                role = f'<a href="#{self.keys[pair]}">{role}</a>'
            cells = f'<td>{article_id(member)}</td><td data-name="Is">{role}</td>{self._known(member)}'
            rows.append(f"<tr>{cells}</tr>\n")
        if len(cluster.members) > MEMBERS:
            rows.append(f'<tr><td colspan="5">and {len(cluster.members) - MEMBERS:,} more</td></tr>\n')
        return "".join(rows)

    def _known(self, member: str) -> str:
        """Return the cells that say which article it is."""
        article = self._article(member)
        date = phrase(wording.date_words(article.published))
        known = [("Title", article_title(article) if article.title.strip() else ""), ("Source", phrase(article.source))]
        known.append(("Published", date))
        return "".join(f'<td data-name="{column}">{said}</td>' for column, said in known)

    def _group(self, group: Group) -> Iterator[str]:
        """Yield one section of matches."""
        yield section(*group[:3])
        matches = group.matches
        rest = []
        for match in matches:
            key = self.keys.get((match.left, match.right))
            if key:
                yield from self._card(key, match)
            else:
                rest.append(match)
        if rest:
            yield self._table_of_rest(rest, len(matches))
        yield "</section>\n"

    def _table_of_rest(self, rest: Sequence[Match], number: int) -> str:
        """Return the matches that are not shown in full as a table."""
        said = f"The strongest {number - len(rest):,} of {number:,} are shown in full; the others follow as a table."
        if len(rest) > ROWS:
            said += f" It ends after {ROWS:,}; the JSON lines hold all."
        rows = "".join(map(self._row, rest[:ROWS]))
        head = "".join(f'<th scope="col">{title}</th>' for title in ("A", "B", *_FIGURES))
        table = f'<table class="rest"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'
        box = '<div class="wide" role="region" tabindex="0" aria-label="Table of the others">'
        return f"<p>{said}</p>\n{box}{table}</div>\n"

    def _row(self, match: Match) -> str:
        """Return one row of the table of further matches."""
        part, whole = match.containment
        figures = percent(match.score), percent(part), percent(whole), f"{wording.longest_passage(match.passages):,}"
        named = zip(_FIGURES, figures, strict=True)
        cells = "".join(f'<td class="figure" data-name="{title}">{figure}</td>' for title, figure in named)
        sides = _named("A", self._article(match.left)) + _named("B", self._right(match))
        return f"<tr>{sides}{cells}</tr>\n"

    def _card(self, key: str, match: Match) -> Iterator[str]:
        """Yield one match, folded if it is far down the page."""
        left, right = self._article(match.left), self._right(match)
        yield f'<article class="card" id="{key}" aria-labelledby="{key}h"><details{_open(key)}><summary>'
        yield f'<span class="sure">{self._label(match)}</span>'
        yield f'<h3 id="{key}h">{_heading(left)}<span class="versus">and</span>{_heading(right)}</h3></summary>\n'
        yield self._note(match)
        numbers = match.containment, match.jaccard, match.cosine
        pair = Pair(key, left, right, *numbers, match.passages, match.changed, match.reasons)
        yield from pair_body(pair, pair.differing(), shorten=len(left.text) + len(right.text) > LONG_PAIR)
        yield "</details></article>\n"

    def _repeats(self) -> Iterator[str]:
        """Yield the section of texts that stand twice in one article."""
        repeats = self.report.repeats
        meaning = f"{wording.REPEAT_MEANING.capitalize()}. {wording.REPEAT_ADVICE}"
        yield section("repeats", wording.REPEAT_HEADING, meaning)
        budget = TEXT_BUDGET
        shown = 0
        for repeat in repeats[:FULL]:
            article = self._article(repeat.article)
            budget -= min(len(article.text), LONG_PAIR)
            if budget < 0:
                break
            shown += 1
            yield from self._repeat(f"r{shown}", repeat, article)
        if len(repeats) > shown:
            yield _not_shown(len(repeats) - shown, "further repeat")
        yield "</section>\n"

    def _repeat(self, key: str, repeat: Repeat, article: Article) -> Iterator[str]:
        """Yield one article with both its regions marked."""
        yield f'<article class="card" id="{key}" aria-labelledby="{key}h"><details{_open(key)}><summary>'
        yield f'<span class="sure">{repeat.relation.value}, {percent(repeat.score)} certain</span>'
        yield f'<h3 id="{key}h">{_heading(article)}</h3></summary>\n'
        part, whole = repeat.containment
        numbers = f"{percent(part)} of region 1 is in region 2; {percent(whole)} of region 2 is in region 1"
        yield f'<p class="numbers">{numbers}; {wording.length(repeat)} stand twice.</p>\n'
        spans = [repeat.first, repeat.second]
        links = [f"{key}p2", f"{key}p1"]
        marks = Marks(spans, f"{key}p", links, ["Region 1, go to region 2", "Region 2, go to region 1"])
        yield text_map(spans, len(article.text), f"{key}p")
        yield about("", article)
        text = marked_text(article.text, marks, shorten=len(article.text) > LONG_PAIR)
        yield text_box("Text", article, text, single=True)
        yield "</details></article>\n"

    def _rejected(self) -> Iterator[str]:
        """Yield what could not be compared."""
        rejected = self.report.rejected
        if not rejected:
            return
        yield section("rejected", "Not compared", f"{count(len(rejected), 'record')} could not be compared.")
        yield "<ul>"
        yield from (f"<li>{article_id(place)}: {phrase(why)}</li>\n" for place, why in rejected[:MEMBERS])
        yield "</ul>\n"
        if len(rejected) > MEMBERS:
            yield f"<p>and {len(rejected) - MEMBERS:,} more</p>\n"
        yield "</section>\n"

    def _right(self, match: Match) -> Article:
        """Return the second article of a match."""
        return self._article(match.right)

    def _article(self, article: str) -> Article:
        """Return an article, or an empty one if the report does not hold it."""
        return self.report.articles.get(article) or Article(article, "")


def _title(report: Report) -> str:
    """Return what the page is about, in one line."""
    findings = len(report.matches) + len(report.repeats)
    return f"{count(findings, 'finding')} in {count(len(report.articles), 'article')}"


def by_relation(matches: Sequence[Match], mark: str = "", title: str = "") -> list[Group]:
    """Return the matches in one group a relation, the strongest relation and the strongest match first.

    Of templates the strongest of each form come first.

    Args:
        matches: In any order.
        mark: Added to the element ids of the sections.
        title: Added to their titles.
    """
    groups = []
    for relation in Relation:
        chosen = strongest_first(match for match in matches if match.relation is relation)
        if relation is Relation.TEMPLATE:  # one pair of each form, then the others
            forms = forms_of(chosen)
            chosen = [form.matches[0] for form in forms]
            chosen += strongest_first(match for form in forms for match in form.matches[1:])
        meaning = f"{wording.MEANINGS[relation].capitalize()}. {wording.ADVICE[relation]}"
        if chosen:
            groups.append(Group(relation.value + mark, wording.HEADINGS[relation] + title, meaning, chosen))
    return groups


def _shown_in_full(report: Report, groups: Sequence[Group]) -> dict[tuple[str, str], str]:
    """Return the element ids of the matches that are shown in full: the strongest of each group in turn."""
    ranked = [
        (rank, place, match)
        for place, group in enumerate(groups)
        for rank, match in enumerate(group.matches[:FULL])
    ]
    ranked.sort(key=lambda entry: entry[:2])
    chosen: set[tuple[str, str]] = set()
    budget = TEXT_BUDGET
    for _, _, match in ranked[:FULL]:
        texts = {report.articles[side].text for side in (match.left, match.right) if side in report.articles}
        budget -= min(sum(map(len, texts)), LONG_PAIR)
        if budget < 0:
            break
        chosen.add((match.left, match.right))
    in_page_order = sorted(ranked, key=lambda entry: (entry[1], entry[0]))
    pairs = [(match.left, match.right) for _, _, match in in_page_order]
    return {pair: f"m{number}" for number, pair in enumerate((pair for pair in pairs if pair in chosen), 1)}


def _open(key: str) -> str:
    """Return whether a card is unfolded from the start."""
    return " open" if int(key[1:]) <= OPEN else ""


def section(where: str, title: str, meaning: str) -> str:
    """Return the start of a section."""
    return f'<section id="{where}" aria-labelledby="{where}-h"><h2 id="{where}-h">{title}</h2>\n<p>{meaning}</p>\n'


def _heading(article: Article) -> str:
    """Return an article's title, or its id if it has none."""
    return article_title(article) if article.title.strip() else article_id(article.id)


def _named(side: str, article: Article) -> str:
    """Return the cell of a table that says which article a side is: id, title, source and date."""
    title = f"<div>{article_title(article)}</div>" if article.title.strip() else ""
    known = " · ".join(phrase(value) for value in (article.source, wording.date_words(article.published)) if value)
    rest = f'<div class="soft"><bdi>{known}</bdi></div>' if known else ""
    return f'<td data-name="{side}">{article_id(article.id)}{title}{rest}</td>'


def _not_shown(number: int, what: str) -> str:
    """Return the sentence that says what the page leaves out."""
    return f"<p>{count(number, what)} not shown here; the JSON lines hold all.</p>\n"
