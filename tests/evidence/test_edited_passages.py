import random

import numpy as np
import pytest
from pairs import match_of
from stories import FOOTER, STORIES, edited, made_up

from dedup.corpus.corpus import build_corpus
from dedup.detect import find_duplicates
from dedup.evidence.edited_passages import COLUMNS, DROP, LEAST, edited_passages, with_regions, write_cut
from dedup.evidence.rewriting import ADDED, CHANGED, GAIN, parallel_regions
from dedup.model import Article, Relation
from dedup.params import Params
from dedup.runtime.kernels import compile_kernels, run
from dedup.tokens import FURNITURE

TEXT = made_up("edited", 240)
THAI = "".join(random.Random(1).choices([chr(k) for k in range(0xE01, 0xE2F)], k=900))
CHINESE = "".join(random.Random(2).choices([chr(k) for k in range(0x4E00, 0x5A00)], k=500))


def with_replaced(text, width, share):
    """A text of a script without spaces with so many of its words, of ``width`` characters, replaced."""
    rng = random.Random(share)
    pieces = [text[k : k + width] for k in range(0, len(text), width)]
    return "".join("".join(rng.choices(text, k=width)) if rng.random() < share else piece for piece in pieces)


def scanned(text, share):
    """A text of which so many letters were misread."""
    rng = random.Random(share)
    return "".join(rng.choice("abcdeiklmnorstu") if c.isalpha() and rng.random() < share else c for c in text)


def overlap(spans, length):
    """What part of a text lies in its spans."""
    return len({k for start, end in spans for k in range(start, end)}) / length


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param(TEXT, edited(TEXT, 0.2, 1), id="20 %"),
        pytest.param(TEXT, edited(TEXT, 0.4, 1), id="40 %"),
        pytest.param(TEXT, scanned(TEXT, 0.08), id="scan"),
        pytest.param(THAI, with_replaced(THAI, 5, 0.1), id="Thai, 10 %"),
        pytest.param(THAI, with_replaced(THAI, 5, 0.2), id="Thai, 20 %"),
        pytest.param(THAI, with_replaced(THAI, 5, 0.4), id="Thai, 40 %"),
        pytest.param(CHINESE, with_replaced(CHINESE, 2, 0.2), id="Chinese, 20 %"),
    ],
)
def test_the_passages_of_an_edited_copy_are_all_of_it(one, other):
    match = match_of(one, other)
    assert match is not None
    assert match.relation is Relation.NEAR_DUPLICATE
    assert overlap([passage.left for passage in match.passages], len(one)) >= 0.85
    assert overlap([passage.right for passage in match.passages], len(other)) >= 0.85
    assert "some words changed" in match.reasons[-1] or "some words changed" in match.reasons[1]
    assert not any("other words" in reason for reason in match.reasons)


def test_a_paragraph_written_anew_is_in_no_passage():
    new, last = made_up("new", 90), made_up("last", 120)
    one, other = f"{TEXT}\n{made_up('old', 90)}\n{last}", f"{edited(TEXT, 0.25, 2)}\n{new}\n{edited(last, 0.25, 3)}"
    match = match_of(one, other)
    assert match is not None
    start = other.index(new)
    spans = [passage.right for passage in match.passages]
    inside = [max(0, min(end, start + len(new)) - max(begin, start)) for begin, end in spans]
    assert sum(inside) <= 0.15 * len(new)
    assert overlap([passage.right for passage in match.passages], len(other)) >= 0.65


def test_furniture_around_an_edited_copy_is_in_no_passage():
    pages = [Article(f"{k}", f"{text}\n{FOOTER}") for k, text in enumerate([*STORIES, TEXT, edited(TEXT, 0.4, 4)])]
    [match] = find_duplicates(pages, workers=1).matches
    end = match.passages[-1].left[1]
    assert 0.9 * len(TEXT) <= end <= len(TEXT) + len("\nFollow us")


def test_a_copy_whose_passages_say_all_keeps_them():
    other = f"{made_up('headline', 9)}\n{TEXT}"
    assert [passage.words for passage in match_of(TEXT, other).passages] == [240]


def found_in(one, other, compiled):
    corpus = build_corpus([Article("a", one), Article("b", other)], Params(), workers=1)
    rows, pairs = edited_passages(
        corpus._replace(compiled=compiled), np.array([0]), np.array([1]), np.array([False]), workers=1
    )
    return rows.tolist(), pairs.tolist()


def test_compiled_and_interpreted_agree():
    compile_kernels()
    for one, other in ((TEXT, edited(TEXT, 0.4, 1)), (THAI, with_replaced(THAI, 5, 0.4))):
        assert found_in(one, other, compiled=True) == found_in(one, other, compiled=False)
    assert found_in("one two", "three four", compiled=True) == ([], [])


def test_pairs_in_any_order_and_with_one_host_have_what_each_has_alone():
    texts = [TEXT, *(edited(TEXT, share, 1) for share in (0.2, 0.3, 0.4)), THAI, with_replaced(THAI, 5, 0.3)]
    corpus = build_corpus([Article(str(k), text) for k, text in enumerate(texts)], Params(), workers=1)
    pairs = [(0, 1), (2, 3), (0, 2), (4, 5), (2, 0), (0, 3)]
    hosts, guests = np.array(pairs).T
    rows, of_pair = edited_passages(corpus, hosts, guests, np.zeros(len(pairs), np.bool_), workers=1)
    regions = parallel_regions(corpus, hosts, guests, workers=1)
    for k in range(len(pairs)):
        alone = edited_passages(corpus, hosts[k : k + 1], guests[k : k + 1], np.array([False]), workers=1)[0]
        assert rows[of_pair == k].tolist() == alone.tolist()
        assert regions[k].tolist() == parallel_regions(corpus, hosts[k : k + 1], guests[k : k + 1], 1)[0].tolist()


def cut(runs, flags, words=range(200), is_form=True):
    """The passages of a chain of runs (left, right, words) that is as it stands the best one."""
    flat, count = np.array(runs, dtype=np.int32).reshape(-1), len(runs)
    common = np.cumsum([run[2] for run in runs])
    before = np.arange(-1, count - 1)
    ends = [np.array([run[side] + run[2] for run in runs]) for side in (0, 1)]
    out = np.zeros(COLUMNS * (count + 1), dtype=np.int32)
    found = run(
        write_cut, False, flat, count - 1, common, before, *ends, np.array(words), flags, 0, 0,
        is_form, np.zeros(count, np.int64), out, 0,
    )  # fmt: skip
    return out[: COLUMNS * found].reshape(-1, COLUMNS).tolist()


@pytest.mark.parametrize("gap", [DROP // CHANGED - 1, DROP // CHANGED + 1])
def test_a_chain_is_cut_where_too_much_lies_between(gap):
    one, two = (0, 3, 30), (30 + gap, 33 + gap, 40)
    whole, parts = [[0, 70 + gap, 3, 73 + gap, 70]], [[0, 30, 3, 33, 30], [30 + gap, 70 + gap, 33 + gap, 73 + gap, 40]]
    assert cut([one, two], np.zeros(200, np.uint8)) == (whole if gap * CHANGED <= DROP else parts)


def test_few_words_are_no_passage_and_furniture_is_trimmed():
    flags = np.zeros(200, np.uint8)
    assert cut([(5, 5, LEAST - 1)], flags) == []
    flags[:8] = FURNITURE
    assert cut([(0, 0, 5), (6, 6, 30)], flags) == [[8, 36, 8, 36, 28]]
    flags[:] = FURNITURE
    assert cut([(0, 0, 30)], flags) == []


def test_what_follows_costs_more_than_it_gains_is_left_out():
    assert GAIN > CHANGED > ADDED
    assert cut([(0, 0, 20), (40, 40, 2)], np.zeros(99, np.uint8)) == [[0, 20, 0, 20, 20]]


#: A run of 12 words and more of 6, with so many other words between any two that fewer than half are equal.
THIN = [(0, 3, 12), *((22 + 16 * k, 25 + 16 * k, 6) for k in range(5))]


def test_a_form_of_which_fewer_than_half_of_the_words_are_equal_is_cut_again():
    assert cut(THIN, np.zeros(200, np.uint8)) == [[0, 12, 3, 15, 12]]
    assert cut(THIN, np.zeros(200, np.uint8), is_form=False) == [[0, 92, 3, 95, 42]]
    dense = [(0, 3, 12), *((16 + 10 * k, 19 + 10 * k, 6) for k in range(5))]
    assert cut(dense, np.zeros(200, np.uint8)) == [[0, 62, 3, 65, 42]]


def test_a_form_with_equal_words_that_stand_alone_is_not_cut_again():
    words = np.arange(200)
    for _, guest, length in THIN:
        words[guest + length : guest + length + 10 : 2] = words[guest + length - 3 : guest + length + 7 : 2]
    assert cut(THIN, np.zeros(200, np.uint8), words) == [[0, 92, 3, 95, 42]]


def put_among(rows, pair_of, pairs, regions, furniture=slice(0)):
    """Passages of two texts with regions among them; some words of one text are furniture."""
    corpus = build_corpus([Article("a", TEXT), Article("b", TEXT)], Params(), workers=1)
    corpus.flags[furniture] |= FURNITURE
    return with_regions(corpus, np.zeros(9, np.int64), np.ones(9, np.int64), rows, pair_of, pairs, regions)


def test_furniture_inside_a_region_is_told_apart():
    none, region = np.zeros((0, 6), dtype=np.int32), np.array([[0, 50, 0, 50, 40]], dtype=np.int32)
    for furniture in (slice(20, 32), slice(260, 272)):  # of the one text, of the other
        found, _ = put_among(none, np.zeros(0, np.int64), np.array([3]), region, furniture)
        assert found.tolist() == [[0, 50, 0, 50, 40, 12]]


def test_a_region_takes_the_place_of_the_pieces_in_it():
    rows = np.array([[0, 6, 0, 6, 6, 0], [9, 15, 8, 14, 6, 0], [40, 46, 90, 96, 6, 0], [1, 7, 2, 8, 6, 0]])
    found, pair_of = put_among(
        rows.astype(np.int32), np.array([2, 2, 2, 3]), np.array([2]), np.array([[0, 15, 0, 14, 12]], dtype=np.int32)
    )
    assert found.tolist() == [rows[2].tolist(), rows[3].tolist(), [0, 15, 0, 14, 12, 0]]
    assert pair_of.tolist() == [2, 3, 2]


def test_a_piece_that_goes_on_beyond_a_region_makes_it_longer():
    rows = np.array([[0, 20, 0, 20, 20, 0], [70, 90, 70, 90, 10, 0], [70, 90, 10, 20, 9, 0]], dtype=np.int32)
    region = np.array([[10, 80, 10, 80, 50]], dtype=np.int32)
    found, pair_of = put_among(rows, np.array([4, 4, 4]), np.array([4]), region)
    assert found.tolist() == [rows[2].tolist(), [0, 90, 0, 90, 65, 0]]
    assert pair_of.tolist() == [4, 4]
