import sys
import threading

import numpy as np
import pytest
from all_kinds import everything
from stories import FOOTER, STORIES, edited, made_up, seeds

from dedup.confirm.confirm import measure_pairs
from dedup.corpus.corpus import build_corpus
from dedup.detect import find_duplicates
from dedup.measured_candidates import compiled_for
from dedup.model import Article
from dedup.pair import compare
from dedup.params import Params
from dedup.runtime import kernels
from dedup.runtime.kernels import compile_kernels, run


@pytest.fixture(scope="module", autouse=True)
def _compiled():
    compile_kernels()


@pytest.fixture(autouse=True)
def _pairs_do_not_compile(monkeypatch):
    for limit in ("COMPILE_WORDS", "COLD_WORDS"):
        monkeypatch.setattr(f"dedup.measured_candidates.{limit}", 1 << 40)


def test_all_columns_of_a_corpus_are_the_same():
    one, other = (build_corpus(everything(), Params(), compiled=compiled) for compiled in (False, True))
    for name, left, right in zip(one._fields, one, other, strict=True):
        if isinstance(left, np.ndarray):
            assert left.dtype == right.dtype, name
            assert left.tobytes() == right.tobytes(), name


@pytest.mark.parametrize("size", [1, 2, 3, 5])
def test_reports_are_the_same_for_other_sizes(size, monkeypatch):
    params = Params(shingle_size=size, passage_size=max(3, size), passage_window=4, num_perm=64, band_count=20)
    reports = []
    for least in (1 << 40, 0):
        monkeypatch.setattr("dedup.corpus.corpus.COMPILE_CHARACTERS", least)
        reports.append(find_duplicates(everything(), params, workers=1)._replace(seconds=0.0))
    assert reports[0] == reports[1]
    assert len(reports[0].matches) > 10


def test_whole_runs_use_every_kernel_and_find_the_same(monkeypatch):
    seen: set[object] = set()

    def watch(frame, event, argument):
        if event == "call":
            seen.add(frame.f_code)

    monkeypatch.setattr("dedup.corpus.corpus.COMPILE_CHARACTERS", 1 << 40)
    threading.setprofile(watch)
    sys.setprofile(watch)
    try:
        interpreted = find_duplicates(everything(), workers=1)
        pair = compare(*everything()[:2])
    finally:
        sys.setprofile(None)
        threading.setprofile(None)  # type: ignore[arg-type]
    compiled_only = {"write_signature", "scatter32"}  # their interpreted twin is numpy; see test_sketch.py
    compiled_only |= {"count_common", "seek_each"}  # of checks against an index alone
    compiled_only.add("fewest_changes")  # of the profile ocr alone; see test_misread.py
    unused = {name for name, function in kernels.REGISTRY.items() if function.__code__ not in seen}
    monkeypatch.setattr("dedup.corpus.corpus.COMPILE_CHARACTERS", 0)
    compiled = find_duplicates(everything(), workers=1)
    assert compiled._replace(seconds=0.0) == interpreted._replace(seconds=0.0)
    assert compare(*everything()[:2]) == pair
    assert unused - compiled_only == set()
    assert {match.relation.value for match in compiled.matches} >= {"identical", "near-duplicate", "excerpt", "overlap"}


def test_many_pairs_of_a_small_input_are_measured_by_compiled_kernels_and_are_the_same(monkeypatch):
    corpus = build_corpus(everything(), Params(), compiled=False)
    left, right = np.array([0], dtype=np.int32), np.array([1], dtype=np.int32)
    assert not compiled_for(corpus, left, right).compiled
    interpreted = find_duplicates(everything(), workers=1)
    for limit in ("COMPILE_WORDS", "COLD_WORDS"):
        monkeypatch.setattr(f"dedup.measured_candidates.{limit}", 0)
    assert compiled_for(corpus, left, right).compiled
    assert find_duplicates(everything(), workers=1)._replace(seconds=0.0) == interpreted._replace(seconds=0.0)


def test_long_texts_are_aligned_the_same(monkeypatch):
    text = made_up("long", 1500)
    pair = Article("a", text), Article("b", edited(text, 0.2, 1))
    found = []
    for least in (1 << 40, 0):
        for limit in ("COMPILE_CHARACTERS", "COLD_CHARACTERS"):
            monkeypatch.setattr(f"dedup.corpus.corpus.{limit}", least)
        found.append(compare(*pair))
    assert found[0] == found[1]
    assert measure_pairs.__name__ in kernels.COMPILED


# Indices --------------------------------------------------------------------------------------------------------------


class Forward:
    """Memory in which an item is asked for by its place from the start only, as compiled kernels do."""

    def __init__(self, memory):
        self.memory = memory

    def __len__(self):
        return len(self.memory)

    def __getitem__(self, index):
        if isinstance(index, slice):
            assert min(index.start or 0, index.stop or 0) >= 0
            return Forward(self.memory[index])
        assert index >= 0
        return self.memory[index]

    def __setitem__(self, index, value):
        assert index >= 0
        self.memory[index] = value


def test_no_kernel_counts_from_the_end(monkeypatch):
    """Compiled kernels do not ask whether an index is negative, so they would read what stands before the array."""
    monkeypatch.setattr(kernels, "viewed", lambda a: Forward(a.data) if isinstance(a, np.ndarray) else a)
    with pytest.raises(AssertionError):
        run(lambda values: values[-1], False, np.arange(3))
    texts = [*STORIES, *(edited(text, 0.1, k) for k, text in enumerate(STORIES)), *(a.text for a in seeds())]
    texts += [f"{text}\n\n{FOOTER}" for text in STORIES] + [f"{text} {text}" for text in STORIES[:2]]
    report = find_duplicates([Article(str(k), text) for k, text in enumerate(["", ".", "a", *texts])])
    assert len({match.relation for match in report.matches}) >= 2
    assert report.repeats
