"""The values that pass between the stages; immutable, compared by content.

They are named tuples rather than dataclasses: an archive makes hundreds of
thousands of them, and a frozen dataclass costs four times as much to make.
Spans are ``(start, end)``, half-open, in characters (Unicode code points) of the
article's text as read; the title is not part of the text.
"""

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

Span = tuple[int, int]


class Relation(StrEnum):
    """What one article is to another, strongest first (the order of weight).

    Each is a string, and ``docs/reference.md`` says when it holds.

    >>> Relation("excerpt") is Relation.EXCERPT, Relation.EXCERPT == "excerpt", Relation.EXCERPT.is_copy
    (True, True, False)
    """

    IDENTICAL = "identical"
    NEAR_DUPLICATE = "near-duplicate"
    EXCERPT = "excerpt"
    OVERLAP = "overlap"
    TEMPLATE = "template"
    SAME_EVENT = "same-event"

    @property
    def is_copy(self) -> bool:
        """True for the two relations that join a cluster."""
        return self in (Relation.IDENTICAL, Relation.NEAR_DUPLICATE)

    @property
    def weight(self) -> int:
        """Position in the order of weight: 0 is the strongest."""
        return _WEIGHTS[self]


_WEIGHTS = {relation: position for position, relation in enumerate(Relation)}


CANCELED = "canceled"  #: status of an article that its publisher took back
_WITHDRAWN = frozenset((CANCELED, "cancelled"))


class Article(NamedTuple):
    """One news text. Absent metadata is the empty string, never None.

    Attributes:
        id: Distinct among the articles of a run.
        text: Without the title; all spans are places in it.
        title: The headline.
        source: Who publishes it.
        url: Its address on the web.
        published: ISO 8601, with or without a time of day and a zone; what is not counts as no date.
        lang: Its language, as the input names it.
        version: As the format gives it; a higher one of the same id replaces the lower.
        modified: ISO 8601; decides between equal or absent versions.
        credit: Its credit line or agency.
        status: "canceled" for a withdrawal.
        kin: Ids of articles that it says it evolved from, rewrites or also goes by.
    """

    id: str
    text: str
    title: str = ""
    source: str = ""
    url: str = ""
    published: str = ""
    lang: str = ""
    version: str = ""
    modified: str = ""
    credit: str = ""
    status: str = ""
    kin: tuple[str, ...] = ()

    @property
    def is_withdrawn(self) -> bool:
        """True if its publisher took it back: the article of this id is to be removed."""
        return self.status.lower() in _WITHDRAWN


class Rejected(NamedTuple):
    """An input record that is not an article (no words, or a bad row that was skipped)."""

    place: str  #: "PATH", "PATH:LINE" or "PATH#N" for the N-th item of a feed, as the user named it
    why: str


def unit_of(words: int, span: Span) -> str:
    """Return what the words of a span are: "word", or "character" in a script without spaces.

    >>> unit_of(3, (0, 15)), unit_of(15, (0, 16))
    ('word', 'character')
    """
    return "character" if 2 * words > span[1] - span[0] else "word"


class Passage(NamedTuple):
    """A run of text that two articles share."""

    left: Span
    right: Span
    words: int  #: counted on the left


class Change(NamedTuple):
    """A fact that differs between two texts of one wording: copies, templates, versions of one article."""

    what: str  #: "number", "date" or "name"; of versions of one article also "title"
    left: str  #: as written; empty if only the right one has it
    right: str


class Match(NamedTuple):
    """A confirmed pair of articles with its evidence.

    All scores are from 0.0 to 1.0.

    Attributes:
        left: An id. Of ``find`` it comes before the right one; of ``check`` and ``compare`` it is the article asked
            about, or named first.
        right: The other id.
        relation: The one relation that holds.
        score: Probability that the relation holds.
        jaccard: Jaccard index of the two sets of word n-grams, exact.
        containment: Share of left's word n-grams found in right, of right's found in left.
        cosine: TF-IDF cosine of the words.
        passages: What both share, in the order of the left text.
        changed: The facts that differ where both have one wording.
        reasons: The evidence in words.
    """

    left: str
    right: str
    relation: Relation
    score: float
    jaccard: float
    containment: tuple[float, float]
    cosine: float
    passages: tuple[Passage, ...]
    changed: tuple[Change, ...]
    reasons: tuple[str, ...]


class Repeat(NamedTuple):
    """A text of ``min_passage_words`` or more that stands twice in one article."""

    article: str
    first: Span
    second: Span
    relation: Relation
    score: float
    jaccard: float
    containment: tuple[float, float]
    cosine: float
    words: int


class Furniture(NamedTuple):
    """A passage that recurs across otherwise unrelated articles, as it was learnt from them."""

    text: str  #: as it stands in the example
    words: int
    articles: int  #: that hold it, or most of it
    sources: tuple[tuple[str, int], ...]  #: names and articles of each, most first; unnamed left out
    example: str  #: id of an article that holds it
    span: Span  #: where, in that article's text


class Cluster(NamedTuple):
    """Articles that are copies of one another."""

    id: str  #: the id of the canonical member
    canonical: str
    members: tuple[str, ...]  #: sorted; at least two
    reason: str  #: why the canonical is the canonical


class Comparison(NamedTuple):
    """What ``compare`` says of one pair, related or not.

    Attributes:
        left: The one article.
        right: The other.
        match: None if no relation holds.
        jaccard: As of a :class:`Match`, as are ``containment``, ``cosine``, ``passages`` and ``changed``.
        containment: Of left in right, of right in left.
        cosine: Of the words.
        passages: Shared ones.
        changed: Facts that differ.
        same_event: Probability that both report one event, 0.0 to 1.0, for any pair.
        explanation: Keys, furniture and thresholds, if they were asked for.
    """

    left: Article
    right: Article
    match: Match | None
    jaccard: float
    containment: tuple[float, float]
    cosine: float
    passages: tuple[Passage, ...]
    changed: tuple[Change, ...]
    same_event: float
    explanation: Mapping[str, object]

    def __hash__(self) -> int:
        """Return a hash of all but the explanation, which has none."""
        return hash(self[:-1])


#: Told of long work: what is done now, how many parts of it are done, and of how many.
Progress = Callable[[str, int, int], None]


class Report(NamedTuple):
    """Everything that ``find`` found.

    Attributes:
        articles: By id, in sorted order; those without words are not here.
        matches: Sorted by (left, right).
        repeats: Texts that stand twice in one article, sorted by (article, first, second).
        clusters: Articles that are copies of one another, sorted by id.
        rejected: What was left out: articles without words; of the command also records that cannot be read.
        left_out: Pairs asked for that were not listed, since more texts are equal than are listed pair by pair.
        seconds: The time it took; the one thing that differs from run to run.
        parameters: All that decided the result, by name.
        furniture: What was learnt to be furniture, in most articles first, if it was asked for.
        crowded: Keys under which too many articles lie for all of them to be compared.
        recurring: Passage keys that were learnt to be furniture: what lies under them is no evidence.
    """

    articles: Mapping[str, Article]
    matches: Sequence[Match]
    repeats: Sequence[Repeat]
    clusters: Sequence[Cluster]
    rejected: Sequence[Rejected]
    left_out: int
    seconds: float
    parameters: Mapping[str, object]
    furniture: Sequence[Furniture] = ()
    crowded: int = 0
    recurring: int = 0
