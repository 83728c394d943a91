import numpy as np
import pytest
from stories import BRIDGE

from dedup.corpus.corpus import build_corpus
from dedup.evidence.evidence import details
from dedup.evidence.passages import AS_A_WHOLE, UNASKED
from dedup.model import Article
from dedup.params import Params


def found(copies, compiled):
    """The details of a text, one with another figure, and one without; every pair, sorted by host."""
    texts = [f"{BRIDGE} It cost 40 million.", f"{BRIDGE} It cost 60 million.", BRIDGE]
    corpus = build_corpus([Article(str(k), text) for k, text in enumerate(texts)], Params(), compiled=compiled)
    hosts, guests = np.array([[0, 1], [0, 2], [1, 2]], dtype=np.int32).T
    spans = np.zeros((3, 2), dtype=np.int32)
    codes = np.array(copies, dtype=np.uint8)
    return details(corpus, hosts, guests, np.zeros(3, dtype=np.bool_), codes, spans, 3, 1)


@pytest.mark.parametrize("compiled", [False, True])
def test_nothing_but_passages_is_found_of_pairs_that_nobody_asks_about(compiled):
    asked = found([AS_A_WHOLE, AS_A_WHOLE, AS_A_WHOLE], compiled)
    some, none = found([AS_A_WHOLE, UNASKED, UNASKED], compiled), found([UNASKED] * 3, compiled)
    assert asked.passages.tolist() == some.passages.tolist() == none.passages.tolist()
    assert some.change_counts.tolist() == [asked.change_counts[0], 0, 0]
    assert some.changes.tolist() == asked.changes[: len(some.changes)].tolist()
    assert len(some.changes) > 0 == len(none.changes)
