"""Two texts and what is found between them."""

from dedup.detect import find_duplicates
from dedup.model import Article, Change, Match, Relation
from dedup.pair import compare


def match_of(one: str, other: str, **dates: str) -> Match | None:
    """The match that a run over both texts reports, if any; it is the one of a comparison, too."""
    pair = [Article("a", one, published=dates.get("a", "")), Article("b", other, published=dates.get("b", ""))]
    found = find_duplicates(pair, workers=1).matches
    assert len(found) <= 1
    assert compare(*pair).match == (found[0] if found else None)
    return found[0] if found else None


def relation_of(one: str, other: str, **dates: str) -> Relation | None:
    match = match_of(one, other, **dates)
    return match.relation if match else None


def changes_of(one: str, other: str) -> list[Change]:
    """The changes of two texts, after a check that the pair turned round has the same ones turned round."""
    left, right = Article("a", one), Article("b", other)
    found, back = compare(left, right).changed, compare(right, left).changed
    assert sorted(found) == sorted(Change(what, b, a) for what, a, b in back)
    return list(found)


def changes_in(frame: str, left: str, right: str) -> list[tuple[str, str]]:
    """The sides of the changes of two texts that differ in what is put into a frame."""
    return [(change.left, change.right) for change in changes_of(frame.format(left), frame.format(right))]
