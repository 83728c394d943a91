import numpy as np

from dedup.language.background import RAREST, background, background_level, pair_hash, weight_of
from dedup.runtime.kernels import compile_kernels, run
from dedup.tokens import tokenise


def level(word: str, compiled: bool = False) -> int:
    table = background()
    [number] = tokenise(word).words.tolist()
    return run(background_level, compiled, number, table.keys, table.levels)


def test_function_words_of_every_language_are_common():
    for word in ("the", "die", "de", "dan", "yang", "les", "ve", "и", "من", "的", "i"):
        assert level(word) < 40, word


def test_rare_and_unknown_words_are_rare():
    assert level("the") < level("percent") < level("denpasar") <= RAREST
    assert level("qqxqzzqv") == RAREST
    assert weight_of(tokenise("qqxqzzqv").words.tolist()[0]) == 10.0


def test_case_and_accents_do_not_matter():
    assert level("DIE") == level("die")
    assert level("mañana") == level("MANANA")


def test_single_characters_of_unspaced_scripts_have_frequencies():
    assert level("的") < level("魑")
    assert level("ก") < 10


def test_weights_rise_with_the_level():
    weight = background().weight
    assert len(weight) == 256
    assert weight[0] == 0.0
    assert (np.diff(weight) > 0).all()


def test_every_word_of_the_table_is_found_by_probing():
    table = background()
    keys, levels = memoryview(table.keys), memoryview(table.levels)
    at = np.flatnonzero(table.keys)
    assert len(np.unique(table.keys[at])) == len(at)
    sample = at[:: len(at) // 2000]
    assert [background_level(int(table.keys[i]), keys, levels) for i in sample] == table.levels[sample].tolist()
    assert len(table.keys) & (len(table.keys) - 1) == 0


def test_compiled_lookup_gives_the_same_levels():
    compile_kernels()
    words = ("the", "denpasar", "qqxqzzqv", "的", "2024")
    assert [level(w) for w in words] == [level(w, compiled=True) for w in words]


def test_pair_hash_knows_the_order_and_stays_within_31_bits():
    assert pair_hash(3, 5) != pair_hash(5, 3)
    assert 0 <= pair_hash(0x7FFFFFFF, 0x7FFFFFFF) < 1 << 31


def test_compiled_pair_hash_is_the_same():
    compile_kernels()
    for left, right in ((1, 2), (0x7FFFFFFF, 0x7FFFFFFE), (123456789, 987654321)):
        assert run(pair_hash, True, left, right) == pair_hash(left, right)
