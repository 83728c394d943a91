"""The record of a pair is the same whatever else stands in the batch."""

from stories import made_up

from dedup.detect import find_duplicates
from dedup.model import Article

SENTENCES = [
    f"{made_up(('item', k), 24)} on 3 May 2024 for {1000 + 37 * k} euros {made_up(('rest', k), 8)}." for k in range(260)
]


def test_what_changed_between_two_texts_is_told_pair_by_pair():
    long = Article("a", " ".join(SENTENCES))
    near = Article("b", " ".join(SENTENCES[4:9]).replace(" for 1222 euros", " for 1222 and 4701 euros"))
    far = Article("c", " ".join(SENTENCES[220:226]).replace("9251", "8251"))
    together = {(m.left, m.right): m for m in find_duplicates([long, near, far], workers=1).matches}
    for note, changed in ((near, ("", "4701")), (far, ("9251", "8251"))):
        (alone,) = find_duplicates([long, note], workers=1).matches
        assert together["a", note.id] == alone
        assert [(change.left, change.right) for change in alone.changed] == [changed]
