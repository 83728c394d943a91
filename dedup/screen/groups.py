"""The articles under passage keys, of which some without relations to one another are chosen; what links articles."""

from collections.abc import Iterable, Mapping

from dedup.furniture.furniture import CHOSEN
from dedup.screen.strength import FIRMLY, Link
from dedup.screen.view import INPUT


def ordered_pair(one: int, other: int) -> Link:
    """Return two articles as a pair, the smaller number first."""
    return (one, other) if one < other else (other, one)


class Links:
    """Which pairs are related apart from common passages; those of inputs are forgotten with the check."""

    def __init__(self, kept: dict[Link, int]) -> None:
        """Begin with what is known of the index."""
        self._kept, self._passing = kept, dict[Link, int]()

    def get(self, pair: Link) -> int | None:
        """What is known of a pair."""
        return (self._passing if pair[1] >= INPUT else self._kept).get(pair)

    def update(self, found: Mapping[Link, int]) -> None:
        """Take note."""
        for pair, link in found.items():
            (self._passing if pair[1] >= INPUT else self._kept)[pair] = link


class Group:
    """The articles under some keys, gone through until the verdict is clear: those of a copied text share many keys."""

    def __init__(self, keys: list[int], size: int, members: list[int], least: int, *, is_asked: bool = False) -> None:
        """Start with nobody chosen; ``is_asked``: only for the verdict, not for who is chosen."""
        self.keys, self.size, self.least, self.is_asked = keys, size, min(least, CHOSEN), is_asked
        self.members, self.chosen, self.place = members, list[int](), 0
        self.rests_on_terms = False

    def go_on(self, links: Links) -> bool | None:
        """Choose members that are related to none chosen before; None if a link must be known first."""
        while self.place < len(self.members) and len(self.chosen) < self.least:
            if self.is_asked and len(self.chosen) + len(self.members) - self.place < self.least:
                return False
            pairs = [ordered_pair(member, self.members[self.place]) for member in self.chosen]
            found = [links.get(pair) for pair in pairs]
            if any(found):
                self.rests_on_terms |= FIRMLY not in found
                self.place += 1
            elif None in found:
                return None
            else:
                self.chosen.append(self.members[self.place])
                self.place += 1
        return len(self.chosen) >= self.least

    def asked(self, ahead: int) -> Iterable[Link]:
        """The links that are worth knowing next, those of so many members."""
        for member in self.members[self.place : self.place + ahead]:
            yield from (ordered_pair(other, member) for other in self.chosen)
