"""What a screening of articles against an index found: values only."""

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from dedup.model import Article, Change, Cluster, Match, Rejected, Repeat


class Update(NamedTuple):
    """An article that the index holds under the same id with another text; no finding."""

    article: str
    jaccard: float
    containment: tuple[float, float]  #: share of the new text found in the indexed one, and the reverse
    changed: tuple[Change, ...]  #: left is the new text, right the indexed one
    previous: Article  #: as the index holds it


class Screening(NamedTuple):
    """Everything that ``check`` found. An article is never matched with itself."""

    articles: Mapping[str, Article]  #: the screened articles by id, in input order
    others: Mapping[str, Article]  #: the indexed articles that occur in matches, by id
    matches: Sequence[Match]  #: left is screened, right indexed or an earlier input; in input order, then by right
    repeats: Sequence[Repeat] = ()  #: in input order
    updates: Sequence[Update] = ()  #: in input order
    clusters: Sequence[Cluster] = ()
    rejected: Sequence[Rejected] = ()
    left_out: int = 0  #: pairs of equal texts beyond the pairwise limit that were not listed
    added: Sequence[str] = ()  #: ids, when adding; the next five as well
    replaced: Sequence[str] = ()
    unchanged: Sequence[str] = ()
    older: Sequence[str] = ()  #: the index holds a later version, which stays
    refused: Sequence[str] = ()  #: forgotten on request, and not taken back
    removed: Sequence[str] = ()
    seconds: float = 0.0
    parameters: Mapping[str, object] = MappingProxyType({})  #: all that decided the result
    past: Collection[tuple[str, str]] = ()  #: matches whose right is the indexed text, behind an input with its id

    def article(self, name: str) -> Article:
        """Return an article of the inputs or of the index; one without text if neither holds it."""
        return self.articles.get(name) or self.others.get(name) or Article(name, "")

    def rights(self) -> list[Article]:
        """Return the right article of each match.

        Where an input and the index have one id, that is the input if it came before, is no older version, and is not
        among ``past``.
        """
        turn, older, past = {name: k for k, name in enumerate(self.articles)}, set(self.older), set(self.past)
        found = []
        for match in self.matches:
            indexed, name = self.others.get(match.right), match.right
            is_indexed = name in older or turn.get(name, len(turn)) > turn[match.left]
            is_indexed |= (match.left, name) in past
            found.append(indexed if indexed is not None and is_indexed else self.article(name))
        return found
