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
    """What one article is to another, strongest first (the order of weight)."""

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
    """One news text. Absent metadata is the empty string, never None."""

    id: str
    text: str
    title: str = ""
    source: str = ""
    url: str = ""
    published: str = ""  #: ISO 8601, with or without a time of day
    lang: str = ""
    version: str = ""  #: as the format gives it; a higher one of the same id replaces the lower
    modified: str = ""  #: ISO 8601; decides between equal or absent versions
    credit: str = ""  #: credit line or agency
    status: str = ""  #: ``CANCELED`` for a withdrawal
    kin: tuple[str, ...] = ()  #: ids of articles that it says it evolved from, rewrites or also goes by

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

    Of ``find`` the left id comes before the right one; of ``check`` and ``compare`` the left article is the one asked
    about, or named first.
    """

    left: str
    right: str
    relation: Relation
    score: float  #: probability that the relation holds, 0.0 to 1.0
    jaccard: float
    containment: tuple[float, float]  #: share of left found in right, of right found in left
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
    """What ``compare`` says of one pair, related or not."""

    left: Article
    right: Article
    match: Match | None  #: None when no relation holds
    jaccard: float
    containment: tuple[float, float]
    cosine: float
    passages: tuple[Passage, ...]
    changed: tuple[Change, ...]
    same_event: float  #: probability that both report one event, for any pair
    explanation: Mapping[str, object]  #: keys, furniture, thresholds; for ``--explain``


#: Told of long work: what is done now, how many parts of it are done, and of how many.
Progress = Callable[[str, int, int], None]


class Report(NamedTuple):
    """Everything that ``find`` found."""

    articles: Mapping[str, Article]  #: by id, in sorted order
    matches: Sequence[Match]  #: sorted by (left, right)
    repeats: Sequence[Repeat]  #: sorted by (article, first, second)
    clusters: Sequence[Cluster]  #: sorted by id
    rejected: Sequence[Rejected]
    left_out: int  #: pairs asked for that were not listed, since more texts are equal than are listed pair by pair
    seconds: float
    parameters: Mapping[str, object]  #: all that decided the result
    furniture: Sequence[Furniture] = ()  #: what was learnt to be furniture, if it was asked for
    crowded: int = 0  #: keys under which too many articles lie for all of them to be compared
