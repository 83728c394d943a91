
import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dedup.candidates import count_common
from dedup.confirm.align import enter_seed, newest_place, seed_slot
from dedup.confirm.seeds import keep_in_filter, write_in_filter, write_sampled
from dedup.keys import BAND, PASSAGE, TERM, salted, slot_of, write_band_keys, write_passage_keys
from dedup.language.background import background, background_level, pair_hash
from dedup.rising import places_among, seek_each
from dedup.runtime.kernels import M63, compile_kernels, mul63, run
from dedup.shingles import gram_hash, shingle_count, shingles, write_gram_hashes, write_grams
from dedup.sketch import scatter32
from dedup.text_bytes import decode_utf8, encode
from dedup.tokens import CHARACTER, mix63, tokenise

WHOLE = st.integers(0, M63)
EXTREME = [0, 1, 2, 31, 2**31 - 1, 2**31, 2**32 - 1, 2**32, 2**53, 2**62 - 1, 2**62, M63 - 1, M63, 2665159530496993847]
WORDS = st.lists(st.integers(0, 2**31 - 1), min_size=1, max_size=40)
each_extreme = pytest.mark.parametrize("x", EXTREME)


@pytest.fixture(scope="module", autouse=True)
def _compiled():
    compile_kernels()


def both(function, *arguments):
    """The results of the interpreted and of the compiled kernel."""
    return run(function, False, *arguments), run(function, True, *arguments)


# Hashes: the whole range of 63 bits -----------------------------------------------------------------------------------


@given(WHOLE, WHOLE)
@example(M63, M63)
@example(M63, 2)
@example(2**62, 2**62)
def test_a_product_is_its_low_63_bits_in_both_ways(a, b):
    assert both(mul63, a, b) == (a * b % 2**63,) * 2


@given(WHOLE)
@settings(max_examples=500)
def test_scattering_is_the_same_and_stays_within_63_bits(x):
    one, other = both(mix63, x)
    assert one == other
    assert 0 <= one <= M63


@each_extreme
def test_scattering_extreme_values_is_the_same(x):
    one, other = both(mix63, x)
    assert one == other
    assert 0 <= one <= M63


@each_extreme
@pytest.mark.parametrize("kind", [BAND, PASSAGE, TERM])
def test_keys_of_extreme_hashes_are_the_same_and_stay_within_63_bits(x, kind):
    one, other = both(salted, x, kind)
    assert one == other
    assert 0 <= one <= M63


@given(WHOLE)
def test_keys_of_different_kinds_differ(x):
    assert len({salted(x, kind) for kind in (BAND, PASSAGE, TERM)}) == 3


@given(st.integers(0, 2**32 - 1))
@example(2**32 - 1)
def test_32_bit_scattering_is_the_same(x):
    one, other = both(scatter32, x)
    assert one == other
    assert 0 <= one < 2**32


@given(st.integers(0, 2**31 - 1), st.integers(0, 2**31 - 1))
@example(2**31 - 1, 2**31 - 1)
def test_hashes_of_word_pairs_are_the_same(left, right):
    one, other = both(pair_hash, left, right)
    assert one == other


@given(WORDS)
@example([2**31 - 1] * 8)
@example([0])
def test_gram_hashes_are_the_same(words):
    array = np.array(words, dtype=np.int32)
    one, other = both(gram_hash, array, 0, len(words))
    assert one == other
    assert 0 <= one <= M63


@given(WORDS, st.integers(1, 8))
def test_gram_hashes_of_many_are_those_of_each(words, size):
    array = np.array(words, dtype=np.int32)
    count = max(0, len(words) - size + 1)
    for compiled in (False, True):
        out = np.zeros(count, dtype=np.int64)
        run(write_gram_hashes, compiled, array, size, out)
        assert out.tolist() == [run(gram_hash, compiled, array, k, size) for k in range(count)]


@given(WORDS, st.integers(1, 8))
def test_shingles_are_the_same(words, size):
    array = np.array(words, dtype=np.int32)
    assert shingles(array, size).tolist() == shingles(array, size, compiled=True).tolist()


@given(st.lists(st.tuples(st.integers(0, 2**31 - 1), st.booleans()), min_size=1, max_size=60))
def test_grams_of_mixed_scripts_are_the_same(tokens):
    words = np.array([word for word, _ in tokens], dtype=np.int32)
    flags = np.array([CHARACTER if single else 0 for _, single in tokens], dtype=np.uint8)
    found = []
    for compiled in (False, True):
        out = np.zeros(len(words) + 1, dtype=np.int64)
        count = run(write_grams, compiled, words, flags, 0, len(words), 3, 8, out)
        found.append(out[:count].tolist())
    assert found[0] == found[1]


@given(st.lists(WHOLE, min_size=1, max_size=60), st.integers(1, 16))
@example([M63] * 20, 8)
def test_passage_keys_of_any_hashes_are_the_same(grams, window):
    array, found = np.array(grams, dtype=np.int64), []
    for compiled in (False, True):
        out = np.zeros(len(grams) + 1, dtype=np.int64)
        count = run(write_passage_keys, compiled, array, len(grams), window, out, 0)
        found.append(out[:count].tolist())
    assert found[0] == found[1]
    assert 0 < len(found[0]) <= len(grams)


@given(st.lists(st.integers(0, 2**32 - 1), min_size=16, max_size=16))
@example([2**32 - 1] * 16)
@example([0] * 16)
def test_band_keys_of_any_signature_are_the_same(values):
    signature, found = np.array(values, dtype=np.uint32), []
    for compiled in (False, True):
        out = np.zeros(8, dtype=np.int64)
        run(write_band_keys, compiled, signature, 8, 2, out, 0)
        found.append(out.tolist())
    assert found[0] == found[1]
    assert all(0 <= key <= M63 for key in found[0])


@each_extreme
def test_table_slots_of_extreme_values_are_the_same(x):
    table, stamps = np.zeros(256, dtype=np.int64), np.zeros(256, dtype=np.int32)
    one, other = both(slot_of, table, stamps, 255, 1, x)
    assert one == other
    assert 0 <= one <= 255


def test_a_full_run_of_slots_wraps_around_in_both_ways():
    table, stamps = np.arange(256, dtype=np.int64), np.ones(256, dtype=np.int32)
    stamps[3] = 0
    one, other = both(slot_of, table, stamps, 255, 1, 251 + (1 << 40))
    assert one == other == 3


@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=30))
def test_decoding_is_the_same_and_that_of_python(text):
    data = np.frombuffer(encode(text), dtype=np.uint8)
    for compiled in (False, True):
        i, codes = 0, []
        while i < len(data):
            code, i = run(decode_utf8, compiled, data, i)
            codes.append(code)
        assert codes == [ord(c) for c in text]


@given(st.text("abcßсοаАΟтдΣ\u200b \n", min_size=1, max_size=20))
def test_words_of_letters_that_look_alike_are_the_same(text):
    compile_kernels()
    for one, other in zip(tokenise(text), tokenise(text, compiled=True), strict=True):
        assert one.tolist() == other.tolist()


FEW_AND_MANY = st.frozensets(st.integers(0, 40)) | st.frozensets(st.integers(0, 400), min_size=60)


@given(st.lists(FEW_AND_MANY, min_size=2, max_size=6))
def test_common_keys_are_counted_the_same_and_as_sets_count_them(sets):
    keys = np.array([key for each in sets for key in sorted(each)], dtype=np.int64)
    bounds = np.concatenate([[0], np.cumsum([len(each) for each in sets])])
    left, right = (side.copy() for side in np.triu_indices(len(sets)))
    for compiled in (False, True):
        common = np.full(len(left), -1)
        run(count_common, compiled, left, right, bounds, keys, common)
        assert common.tolist() == [len(sets[i] & sets[j]) for i, j in zip(left.tolist(), right.tolist(), strict=True)]


@given(st.lists(st.integers(0, 9), max_size=60), st.sets(st.integers(0, 9), max_size=4))
def test_seeds_of_a_long_host_are_those_that_its_guests_may_ask_for(host, asked):
    """A table of all seeds and one of those that a filter lets through give the same places."""
    values = [mix63(k) & ~(3 << 7) if k % 3 else mix63(k) | 1 << 7 for k in range(10)]
    hashes, filled = np.array([values[k] for k in host] or [0], dtype=np.int64), np.zeros(64, dtype=np.uint8)
    for k in asked:
        filled[(values[k] >> 12) & 63] |= 1 << ((values[k] >> 9) & 7)
    for compiled in (False, True):
        found = []
        for of_all in (True, False):
            seeds, earlier, mask = np.zeros(512, dtype=np.int64), np.zeros(64, dtype=np.int32), 255
            chosen = np.zeros(64, dtype=np.int32)
            count = run(write_sampled, compiled, hashes, len(host), chosen)
            if not of_all:
                count = run(keep_in_filter, compiled, hashes, chosen, count, filled, 63)
            for place in chosen[:count].tolist():
                run(enter_seed, compiled, int(hashes[place]), place, seeds, mask, 1, earlier)
            places = {}
            for k in asked:
                p = run(newest_place, compiled, seeds, run(seed_slot, compiled, seeds, mask, 1, values[k]), 1)
                places[k] = []
                while p >= 0:
                    places[k].append(p)
                    p = int(earlier[p])
            found.append(places)
        sampled = {k: [p for p in reversed(range(len(host))) if host[p] == k and k % 3] for k in asked}
        assert found == [sampled, sampled]


@given(st.lists(st.integers(0, 9), min_size=1, max_size=40), st.integers(0, 255))
def test_places_in_a_filter_are_those_whose_bit_is_set(numbers, bits):
    hashes, filled = np.array([k << 9 for k in numbers], dtype=np.int64), np.array([bits, bits >> 3], dtype=np.uint8)
    for compiled in (False, True):
        out = np.zeros(len(hashes), dtype=np.int32)
        count = run(write_in_filter, compiled, hashes, len(hashes), filled, 1, out)
        assert out[:count].tolist() == [k for k, n in enumerate(numbers) if filled[n >> 3 & 1] >> (n & 7) & 1]


@given(st.integers(0, 100), st.integers(1, 8))
def test_shingle_counts_are_the_same(count, size):
    one, other = both(shingle_count, count, size)
    assert one == other


@given(st.integers(0, 2**31 - 1))
def test_background_levels_are_the_same(word):
    table = background()
    one, other = both(background_level, word, table.keys, table.levels)
    assert one == other


@given(st.sets(st.integers(0, 300)), st.sets(st.integers(0, 300)) | st.sets(st.integers(0, 2**31 - 1), min_size=80))
def test_places_among_rising_keys_are_those_of_a_dictionary(keys, held):
    keys, held = (np.array(sorted(some), dtype=np.uint32) for some in (keys, held))
    places, out = {key: place for place, key in enumerate(held.tolist())}, np.empty(len(keys), dtype=np.int64)
    run(seek_each, True, keys, held, out)
    assert out.tolist() == places_among(keys, held).tolist() == [places.get(key, -1) for key in keys.tolist()]


