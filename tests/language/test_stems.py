"""Stems of words."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.folding import fold_table
from dedup.language.stems import are_forms, are_kindred, write_stems
from dedup.runtime.kernels import run
from dedup.text_bytes import encode
from dedup.tokens import tokenise


@given(st.text(alphabet="abcdefghiABС6/2.,'\n北京ก้é\u0301ﬁ½\u200b\u00ad²", max_size=80))
def test_every_word_has_one_stem(text):
    data, tokens = encode(text), tokenise(text)
    stems = np.empty(len(text) + 1, dtype=np.int32)
    buffer = np.frombuffer(data or b"\0", dtype=np.uint8)
    flags = np.append(tokens.flags, np.uint8(0))
    sizes, tails = np.empty(len(stems), dtype=np.uint8), np.empty(len(stems), dtype=np.int64)
    tables = fold_table()[:3]
    count = run(write_stems, False, buffer, 0, len(data), *tables, flags, 0, len(text) + 1, stems, sizes, tails, 0)
    assert count == len(tokens.words)


def tails_of(text: str) -> list[int]:
    """The tails of the words of a text."""
    data, flags = np.frombuffer(encode(text), dtype=np.uint8), np.append(tokenise(text).flags, np.uint8(0))
    stems, sizes, tails = (np.empty(len(text), dtype=kind) for kind in (np.int32, np.uint8, np.int64))
    tables = fold_table()[:3]
    count = run(write_stems, False, data, 0, len(data), *tables, flags, 0, len(text), stems, sizes, tails, 0)
    assert len(set(stems[:count].tolist())) == 1
    return list(map(int, tails[:count]))


@pytest.mark.parametrize(
    "words",
    [
        "bridge bridges", "flooded flooding", "Gemeinde Gemeinden", "Krankenhaus Krankenhauses", "министра министром",
        "pelabuhan pelabuhannya", "منصورة منصوري", "ciudad ciudades", "hükümet hükümeti",
        "manifestation manifestations",
    ],
)  # fmt: skip
def test_two_forms_of_a_word(words):
    assert are_forms(*tails_of(words), False)


@pytest.mark.parametrize(
    "words",
    [
        "flooding floodlights", "Marktstraße Marktplatz", "Siebenmeterpunkt Siebenmeterschütze",
        "internet international", "правительство правильный", "pemerintah pemeriksaan",
    ],
)  # fmt: skip
def test_two_words_that_begin_alike(words):
    assert not are_forms(*tails_of(words), False)


@pytest.mark.parametrize("words", ["Rowland Rowlands", "Москвы Москве", "Warszawą Warszawie", "Berlin Berlins"])
def test_two_forms_of_a_name(words):
    assert are_forms(*tails_of(words), True)


@pytest.mark.parametrize(
    "words",
    ["Dunmore Dunmow", "Brentholm Brentwood", "Southampton Southend", "Kirkwall Kirkwood", "Roberta Roberto",
     "Wolverhampton Wolverton", "Shrewsbury Shrewley", "Wulan Wulandari", "Петровск Петрозаводск"],
)  # fmt: skip
def test_two_names_that_begin_alike(words):
    assert not are_forms(*tails_of(words), True)


@pytest.mark.parametrize(
    ("words", "akin"),
    [("Ukraine Ukrainian", True), ("Hochwasser Hochwasserlage", True), ("Europa europäischen", True),
     ("Brentholm Brentwood", False), ("flooding floodlights", False)],
)  # fmt: skip
def test_kindred_words(words, akin):
    assert are_kindred(*tails_of(words)) == akin
