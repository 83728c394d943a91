import random

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stories import BRIDGE, OPERA, STORIES

from benchmarks.edits import ocr_noise
from dedup.decide.misread import MOST_LETTERS, agreement, signs_of
from dedup.detect import find_duplicates
from dedup.index.memory import MemoryIndex
from dedup.model import Article, Relation
from dedup.pair import compare
from dedup.params import Params
from dedup.runtime.kernels import compile_kernels
from dedup.screen.screen import Screener

OCR = Params.for_profile("ocr")
TEXT = "\n".join(STORIES)


def scan(text, rate, seed):
    return ocr_noise(random.Random(seed), text, rate)


def relation_of(left, right, params=OCR):
    match = compare(Article("a", left), Article("b", right), params).match
    return match and match.relation


def slow_agreement(longer, shorter):
    """The obvious twin: the table of edit distances, free ends in the longer text."""
    if not longer or not shorter:
        return 0.0
    row = list(range(len(shorter) + 1))
    fewest = row[-1]
    for a in longer:
        last, row[0] = row[0], 0
        for k, b in enumerate(shorter, 1):
            last, row[k] = row[k], min(last + (a != b), row[k] + 1, row[k - 1] + 1)
        fewest = min(fewest, row[-1])
    return 1.0 - fewest / len(shorter)


@given(st.lists(st.integers(0, 4), max_size=150), st.lists(st.integers(0, 4), max_size=150))
def test_agreement_is_that_of_dynamic_programming(longer, shorter):
    one, other = (np.array(each, dtype=np.int32) for each in (longer, shorter))
    assert agreement(one, other) == pytest.approx(slow_agreement(longer, shorter))


def test_compiled_and_interpreted_agree_over_many_limbs():
    compile_kernels()
    rng = random.Random(7)
    for length in (1, 61, 62, 63, 124, 400):
        one, other = (np.array(rng.choices(range(3), k=size), dtype=np.int32) for size in (500, length))
        assert agreement(one, other, compiled=True) == agreement(one, other)


def test_reports_of_compiled_and_interpreted_kernels_are_the_same(monkeypatch):
    articles = [Article(f"{k}{n}", scan(text, 0.08, 10 * k + n)) for k, text in enumerate(STORIES) for n in (1, 2)]
    reports = []
    for least in (1 << 40, 0):
        monkeypatch.setattr("dedup.corpus.corpus.COMPILE_CHARACTERS", least)
        reports.append(find_duplicates(articles, OCR)._replace(seconds=0.0))
    assert reports[0] == reports[1]
    assert len(reports[0].matches) == len(STORIES)


def test_digits_count_and_of_very_long_texts_the_beginning_does():
    assert signs_of("Nr. 7").tolist() == [ord(c) for c in "nr7"]
    assert len(signs_of("word " * 10_000)) == MOST_LETTERS


@pytest.mark.parametrize("rate", [0.02, 0.05, 0.1, 0.15])
def test_two_scans_of_one_text_are_near_duplicates(rate):
    assert relation_of(scan(TEXT, rate, 1), scan(TEXT, rate, 2)) is Relation.NEAR_DUPLICATE


def test_scan_of_a_part_is_an_excerpt():
    assert relation_of(scan(TEXT, 0.12, 1), scan(BRIDGE, 0.12, 2)) is Relation.EXCERPT


def test_scans_of_two_stories_are_unrelated():
    assert relation_of(scan(BRIDGE, 0.1, 1), scan(OPERA, 0.1, 2)) is None


def test_form_filled_with_other_facts_is_no_copy():
    form = "Net profit of {0} rose to {1} million in the year to {2}, from {3} million, the firm said in {4} on {5}. "
    one = form.format("Alder Mills", "41.2", "March", "38.9", "Leeds", "Monday")
    two = form.format("Quince & Hay", "7.6", "October", "12.3", "Turku", "Friday")
    assert relation_of(one, two) is not Relation.NEAR_DUPLICATE


def test_jaccard_stays_that_of_words():
    left, right = (Article(name, scan(TEXT, 0.02, seed)) for seed, name in enumerate("ab"))
    assert compare(left, right, OCR).jaccard == compare(left, right).jaccard


def test_check_finds_in_an_index_what_find_finds():
    articles = [Article(f"{k}{n}", scan(text, 0.1, 10 * k + n)) for k, text in enumerate(STORIES) for n in (1, 2)]
    found = find_duplicates(articles, OCR).matches
    assert len(found) == len(STORIES)
    index = MemoryIndex(OCR)
    Screener(index).screen(articles[::2], add=True)
    checked = Screener(index).screen(articles[1::2]).matches
    assert [(m.right, m.left, m.relation, m.score) for m in checked] == [
        (m.left, m.right, m.relation, m.score) for m in found
    ]
