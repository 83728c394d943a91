"""The words in which reports speak to a person; the same in the terminal and on a page.

They say "shared" and "overlap": what a finding means is for an editor to decide.
"""

import re
from collections.abc import Sequence

from dedup.model import Article, Change, Comparison, Passage, Relation, Repeat, Report, unit_of
from dedup.sizes import percent

HEADINGS = {
    Relation.IDENTICAL: "Identical",
    Relation.NEAR_DUPLICATE: "Near-duplicates",
    Relation.EXCERPT: "Excerpts",
    Relation.OVERLAP: "Shared passages",
    Relation.TEMPLATE: "Same form, other facts",
    Relation.SAME_EVENT: "Same event",
}
MEANINGS = {
    Relation.IDENTICAL: "the same words in the same order",
    Relation.NEAR_DUPLICATE: "one text with edits",
    Relation.EXCERPT: "most of one text stands inside the other",
    Relation.OVERLAP: "the texts share a passage of some length",
    Relation.TEMPLATE: "the same wording with other dates, places, names or figures",
    Relation.SAME_EVENT: "independently written reports of one event",
}
ADVICE = {
    Relation.IDENTICAL: "Keep one; the other adds nothing.",
    Relation.NEAR_DUPLICATE: "Where something is shown as changed, it may be an update, a correction or an error.",
    Relation.EXCERPT: "See whether the longer text replaces the shorter, or quotes it and says so.",
    Relation.OVERLAP: "See where the passage comes from and whether the source is named.",
    Relation.TEMPLATE: "Not copies: check only that the facts are those of the right day.",
    Relation.SAME_EVENT: "Not copies: decide whether you want both, or one that links to the other.",
}
CHANGED_COPY = "Look at what changed: it may be an update, a correction or an error."
CHANGED_WORDS = "No number, date or name changed, but words differ: see whether they say something else."
CHANGED_EQUAL = "The words are the same, but look at what changed: it may be a correction or an error."
CHANGED_INSIDE = (
    "In the marked passages no number, date or name changed, but words differ; what stands outside them is compared in "
    "part only: look at both."
)
UNCHANGED_COPY = (
    "No word inside the marked passages differs: look at what stands outside them, whose numbers, dates and names are "
    "compared in part only, and at their order."
)
DIFFERING = "Words {} differ: the other text does not have them in that place."
BY_A_THIRD = "no copies of one another, but versions by way of a third: both are in the cluster of {}"
REPEAT_HEADING = "Repeated inside one article"
REPEAT_MEANING = "the same text stands twice in one article"
REPEAT_ADVICE = "Often a page saved twice or a teaser above the text: keep the complete one."
NOTHING = "Nothing found: no two of these articles are related, and none repeats itself."
RECURRING = "Passages that recur around unrelated articles were left out; --format furniture lists them."
NOTHING_ASKED_FOR = "Nothing found of what was asked for; {} may have left something out."
NO_ARTICLES = "There was no article to compare."
ABSENT = "(none)"
UNCHANGED_FACTS = "No number, date or name was found to differ."

HEADLINES = {
    Relation.IDENTICAL: "Identical",
    Relation.NEAR_DUPLICATE: "Near-duplicate",
    Relation.EXCERPT: "Excerpt",
    Relation.OVERLAP: "Shared passage",
    Relation.TEMPLATE: "Same form, other facts",
    Relation.SAME_EVENT: "Same event",
}
UNRELATED_HEADING = "No relation"
UNRELATED = "Neither a copy nor a passage of note in common; too little says that they report one event."
NO_EVENT = (
    "Neither a copy nor a passage of note in common. The words are those of reports of one event, but dates or figures "
    "speak against it, or few facts for it."
)
NOT_ASKED_FOR = "None of those asked for; --relation, --min-score or --window may have left one out."

LIKELY = 0.5  #: probability of one event from which on the words alone do not say why there is no relation
_ZONE = re.compile(r"(?<=\d)(?:Z|[+-]\d\d:?\d\d)$")
_OF_SIDES = re.compile(
    r"(?:most words stand in the same order; )?(?:(?:equal words of )?shared passages\b|alike;)[^“”]*"
)
_WORD = re.compile(r"\w")
_SIDE = re.compile(r"\b(?:left|right)\b")
_OF_FACTS = re.compile(r"\d+ facts? differs?: ")
_ONE_SIDED = re.compile(r" only on the (left|right)(?=, (?:number|date|name) |, …$|$)")
_LETTERS = {"left": "A", "right": "B"}
OLDER = "older than the indexed version"  #: of an update


def lettered(reason: str) -> str:
    """Return a reason as a report says it, in which the articles of a pair are A and B, for left and right.

    >>> lettered("shared passages are 100 % of left; right has much more besides")
    'shared passages are 100 % of A; B has much more besides'
    >>> lettered("most words stand in the same order; equal words of shared passages are 9 % of left and 8 % of right")
    'most words stand in the same order; equal words of shared passages are 9 % of A and 8 % of B'
    >>> lettered("2 facts differ: name Left → Right, number 14 only on the right")
    '2 facts differ: name Left → Right, number 14 only in B'
    """
    if _OF_FACTS.match(reason):
        return _ONE_SIDED.sub(lambda side: f" only in {_LETTERS[side[1]]}", reason)
    return _SIDE.sub(lambda side: _LETTERS[side[0]], reason) if _OF_SIDES.fullmatch(reason) else reason


def advice(comparison: Comparison, *, shows_words: bool) -> str:
    """Return what to do with one pair; the empty string if it has no relation.

    Args:
        comparison: The pair.
        shows_words: Whether words of a passage are shown that the other text does not have there.
    """
    if not comparison.match:
        return ""
    relation = comparison.match.relation
    if relation is Relation.NEAR_DUPLICATE:
        if comparison.changed:
            return CHANGED_COPY
        if not shows_words:
            return UNCHANGED_COPY
        return CHANGED_INSIDE if _has_more(comparison) else CHANGED_WORDS
    return CHANGED_EQUAL if relation is Relation.IDENTICAL and comparison.changed else ADVICE[relation]


def _has_more(comparison: Comparison) -> bool:
    """Say whether words stand outside the passages in one of the texts."""
    for text, spans in (
        (comparison.left.text, [passage.left for passage in comparison.passages]),
        (comparison.right.text, [passage.right for passage in comparison.passages]),
    ):
        end = 0
        for first, last in sorted(spans):
            if _WORD.search(text, end, max(first, end)):
                return True
            end = max(end, last)
        if _WORD.search(text, end):
            return True
    return False


def names_of_clusters(report: Report) -> dict[str, str]:
    """Return for each article in a cluster the id of the cluster."""
    return {member: cluster.id for cluster in report.clusters for member in cluster.members}


def unrelated(same_event: float, *, is_narrowed: bool) -> str:
    """Return what is said of two articles without a relation that counts.

    Args:
        same_event: How likely it is by their words that both report one event, in [0, 1].
        is_narrowed: Some relations were not asked for, so that one of them may hold.
    """
    if is_narrowed:
        return NOT_ASKED_FOR
    return NO_EVENT if same_event >= LIKELY else UNRELATED


def nothing_found(report: Report, narrowed_by: Sequence[str]) -> str:
    """Return what is said of a report without findings.

    Args:
        report: It may also hold no articles.
        narrowed_by: Options that leave findings out, so that there may be some.
    """
    if not report.articles:
        return NO_ARTICLES
    *others, last = narrowed_by or ("",)
    options = f"{', '.join(others)} or {last}" if others else last
    nothing = NOTHING_ASKED_FOR.format(options) if options else NOTHING
    return f"{nothing} {RECURRING}" if report.recurring else nothing


def count(number: int, singular: str, plural: str = "") -> str:
    """Return a number with its noun.

    >>> count(1, "match", "matches"), count(1200, "article")
    ('1 match', '1,200 articles')
    """
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def length(shared: Passage | Repeat) -> str:
    """Return the length of what is shared or repeated: "12 words", or "40 characters" in a script without spaces."""
    span = shared.left if isinstance(shared, Passage) else shared.first
    return count(shared.words, unit_of(shared.words, span))


def longest_passage(passages: Sequence[Passage]) -> int:
    """Return the words of the longest passage; 0 if there is none."""
    return max((passage.words for passage in passages), default=0)


def three_numbers(containment: tuple[float, float], passages: Sequence[Passage], left: str, right: str) -> str:
    """Return how much of each text is in the other, and the longest shared passage; nothing if they share none.

    The shares are of shingles, which a passage with changed words has fewer of: so they are said to be word for word.

    >>> three_numbers((0.82, 0.64), [Passage((0, 912), (5, 914), 143)], "A", "B")
    '82 % of A is in B word for word, 64 % of B in A; longest shared passage 143 words'
    >>> three_numbers((0.0, 0.0), [], "A", "B")
    ''
    """
    part, whole = containment
    said = []
    if part or whole:
        said.append(f"{percent(part)} of {left} is in {right} word for word, {percent(whole)} of {right} in {left}")
    if passages:
        said.append(f"longest shared passage {length(max(passages, key=lambda p: p.words))}")
    return "; ".join(said)


def date_words(published: str) -> str:
    """Return a date to the minute with its zone, as read in a list: beside others an hour says nothing without.

    >>> date_words("2024-02-06T10:20:30Z"), date_words("2024-02-06T08:00:00-05:00"), date_words("2024-02-06")
    ('2024-02-06 10:20 UTC', '2024-02-06 08:00 -05:00', '2024-02-06')
    """
    zone = _ZONE.search(published)
    written = "" if not zone else " UTC" if zone[0] in ("Z", "+00:00") else f" {zone[0]}"
    return published[:16].replace("T", " ") + written


def byline(article: Article) -> str:
    """Return title, source and date of an article, as far as they are known."""
    title = article.title.strip()
    parts = [f"“{title}”" if title else "", article.source, date_words(article.published)]
    return " · ".join(part for part in parts if part)


def change_line(change: Change) -> str:
    """Return a differing fact as one line; ``ABSENT`` stands for a fact that one side lacks.

    >>> change_line(Change("number", "3", "8")), change_line(Change("name", "", "Ana"))
    ('number: 3 → 8', 'name: (none) → Ana')
    """
    return f"{change.what}: {change.left or ABSENT} → {change.right or ABSENT}"


def counts(report: Report) -> str:
    """Return what was compared and what was found, in numbers."""
    found = [
        (len(report.matches), "match", "matches"),
        (len(report.clusters), "cluster of copies", "clusters of copies"),
        (len(report.repeats), "repeat", "repeats"),
        (len(report.rejected), "rejected", "rejected"),
    ]
    numbers = [count(number, one, more) for number, one, more in found if number]
    articles = count(len(report.articles), "article")
    return ", ".join([articles, *(numbers or ["nothing found"])])


def summary_line(report: Report) -> str:
    """Return the counts of a report in one sentence, with the time it took."""
    return f"{counts(report)} in {report.seconds:.1f} s."


def left_out_line(report: Report) -> str:
    """Return what was not listed pair by pair, or the empty string."""
    if not report.left_out:
        return ""
    if report.clusters:
        why = "the clusters name all their members"
    else:  # a check has none
        why = "of many articles with one text the earliest is named, with a policy the earliest of each source"
    return f"{count(report.left_out, 'pair')} of equal texts not listed one by one: {why}."


def line_number(text: str, place: int) -> int:
    """Return the line, from 1, on which a character of ``text`` stands; lines may end in CR, LF or both.

    >>> line_number("one\\rtwo\\r\\nthree", 9), line_number("one\\r\\ntwo", 4)
    (3, 1)
    """
    lines = text.count("\n", 0, place) + 1
    if "\r" in text:
        lines += text.count("\r", 0, place) - text.count("\r\n", 0, place + 1)
    return lines
