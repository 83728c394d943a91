"""Words are found as whole words, in long texts as in short ones."""

import random
import re

import pytest

from dedup.changes.whole_words import stands_in


@pytest.mark.parametrize("length", [40, 30_000])
def test_words_stand_in_a_text_where_a_pattern_finds_them(length):
    rng = random.Random(5)
    parts = ["Ann", "Anna", "An", "New York", "New", "York", "U.S.", "b_c", "7", "17", "é", "-"]
    text = ""
    while len(text) < length:
        text += rng.choice(parts) + rng.choice([" ", "-", "", ".", "\n"])
    for words in (*parts, "Anne", "York New", "S", "w York", "New Yorker", "-An", "", "Ann."):
        found = words and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text)
        assert stands_in(words, text) == bool(found), words
