"""Two texts and what is found between them."""

from dedup.detect import find_duplicates
from dedup.model import Article, Match, Relation
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


def changes_in(frame: str, left: str, right: str) -> list[tuple[str, str]]:
    """The changes of two texts that differ in what is put into a frame, after a check of the other direction."""
    one, two = (Article(side, frame.format(side)) for side in (left, right))
    found, back = compare(one, two).changed, compare(two, one).changed
    assert sorted(c[1:] for c in found) == sorted((c[2], c[1]) for c in back)
    return [(c.left, c.right) for c in found]
