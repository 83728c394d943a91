"""Pairs of short notices in nine languages, written by hand: what an editor would call them."""

from itertools import chain

import pytest
from notices_in_common_words import WORDINGS
from notices_of_events import EVENTS

from dedup.detect import find_duplicates
from dedup.model import Article
from dedup.pair import compare

PAIRS = [*EVENTS, *WORDINGS]  # name, left text, right text, relation


@pytest.mark.parametrize(("left", "right", "relation"), [row[1:] for row in PAIRS], ids=[row[0] for row in PAIRS])
def test_a_pair_of_notices_is_what_an_editor_calls_it(left, right, relation):
    found = compare(Article("a", left), Article("b", right)).match
    assert (str(found.relation) if found else None) == relation


def test_find_says_of_the_pairs_what_compare_says():
    sides = [
        [Article(f"{name} {side}", text) for side, text in zip("ab", texts, strict=True)] for name, *texts, _ in PAIRS
    ]
    found = {match[:2]: str(match.relation) for match in find_duplicates([*chain(*sides)]).matches}
    for (one, two), (*_, relation) in zip(sides, PAIRS, strict=True):
        assert found.get((one.id, two.id)) == relation
