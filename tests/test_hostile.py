"""Texts that no one writes, but that arrive: none may crash, and none may take long."""

import pytest
from stories import BRIDGE, relations

from dedup.detect import find_duplicates
from dedup.model import Article
from dedup.pair import compare
from dedup.runtime.kernels import compile_kernels
from dedup.tokens import tokenise

SIZE = 1_000_000
HOSTILE = {
    "one letter": "a" * SIZE,
    "one letter with spaces": "a " * (SIZE // 2),
    "spaces": " " * SIZE,
    "line breaks": "\n" * SIZE,
    "combining marks": "e" + "\u0301" * SIZE,
    "Hindi vowel signs": "क" + "\u093f" * (SIZE // 3),
    "one repeated word": "spam " * (SIZE // 5),
    "two repeated words": "spam eggs " * (SIZE // 10),
    "emoji": "😀👍🏽" * (SIZE // 12),
    "NUL": "\0" * SIZE,
    "words parted by NUL": "spam\0eggs\0" * (SIZE // 10),
    "zero-width spaces": "\u200b" * (SIZE // 3),
    "lone surrogates": "\ud800x" * (SIZE // 4),
    "one character of an unspaced script": "的" * (SIZE // 6),
    "numbers": " ".join(str(k) for k in range(SIZE // 10)),
    "numbers joined": "1.2" * (SIZE // 30),
    "dates": "6/2/2024 " * (SIZE // 18),
    "capitals": "Ab " * (SIZE // 6),
    "mixed look-alikes": "aа" * (SIZE // 6),
    "right to left overrides": "\u202eabc\u202c " * (SIZE // 30),
    "a long word in a story": BRIDGE + " " + "x" * SIZE,
}
each_hostile = pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)


@pytest.fixture(autouse=True)
def _compiled(monkeypatch):
    """Large texts are worked on compiled; hold all of these to that."""
    compile_kernels()
    monkeypatch.setattr("dedup.corpus.corpus.COMPILE_CHARACTERS", 0)


@each_hostile
def test_a_megabyte_is_tokenised_with_spans_inside_the_text(text):
    found = tokenise(text, compiled=True)
    assert len(found.words) <= len(text)
    if len(found.words):
        assert found.ends[-1] <= len(text)


@each_hostile
def test_a_megabyte_and_its_copies_go_through_a_whole_run(text):
    near = text[: len(text) // 2] + " unheard of words " + text[len(text) // 2 :]
    report = find_duplicates(
        [Article("a", text), Article("b", text), Article("c", near), Article("d", BRIDGE)], workers=2
    )
    has_words = len(tokenise(text, compiled=True).words) > 0
    assert relations(report).get(("a", "b")) == ("identical" if has_words else None)
    assert len(report.matches) <= 6
    for match in report.matches:
        left, right = (report.articles[name].text for name in (match.left, match.right))
        assert all(p.left[1] <= len(left) and p.right[1] <= len(right) for p in match.passages)
        assert len(match.passages) <= len(left) // 20


@pytest.mark.parametrize("name", ["one letter with spaces", "combining marks", "NUL", "emoji", "lone surrogates"])
def test_a_megabyte_can_be_compared_with_a_story(name):
    result = compare(Article("a", HOSTILE[name]), Article("b", BRIDGE), explain=True)
    assert result.match is None
    assert 0.0 <= result.same_event <= 1.0


def test_many_articles_of_one_repeated_word_stay_bounded():
    found = find_duplicates([Article(f"{k:03}", "spam " * (20 + k)) for k in range(120)], workers=2)
    assert len(found.articles) == 120


def test_ids_of_any_kind_are_kept():
    names = ["", " ", "\0", "é", "\ud800", "x" * 10_000, "-", "../../etc"]
    report = find_duplicates([Article(name, BRIDGE) for name in names], workers=1)
    assert list(report.articles) == sorted(names)
    assert len(report.matches) == len(names) * (len(names) - 1) // 2
