"""Templates in groups: articles of one form are shown together, not pair by pair."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from dedup.model import Match


class Form(NamedTuple):
    """Articles that templates link with one another."""

    members: Sequence[str]  #: their ids, sorted
    matches: Sequence[Match]  #: the pairs of them, strongest first


def strongest_first(matches: Iterable[Match]) -> list[Match]:
    """Return matches by score, then by their ids."""
    return sorted(matches, key=lambda match: (-match.score, match.left, match.right))


def forms_of(templates: Iterable[Match]) -> list[Form]:
    """Put templates that share an article into one form, the one with the strongest pair first."""
    group_of: dict[str, set[str]] = {}
    ordered = strongest_first(templates)
    for match in ordered:
        one, other = (group_of.setdefault(side, {side}) for side in (match.left, match.right))
        if one is not other:
            small, large = sorted((one, other), key=len)
            large |= small
            group_of |= dict.fromkeys(small, large)
    pairs: dict[int, list[Match]] = {}
    for match in ordered:
        pairs.setdefault(id(group_of[match.left]), []).append(match)
    return [Form(sorted(group_of[each[0].left]), each) for each in pairs.values()]
