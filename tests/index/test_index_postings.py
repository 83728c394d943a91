"""Postings in a file: flushed, merged and counted, and all answers stay."""

import numpy as np
from index_samples import SEED, entries, story

from dedup.index import levels
from dedup.index.sqlite import SqliteIndex
from dedup.keys import PASSAGE


def test_postings_are_flushed_and_merged_and_all_answers_stay(path, monkeypatch):
    monkeypatch.setattr(levels, "RECENT_POSTINGS", 300)
    index = SqliteIndex.create(path, seed=SEED)
    every = entries(*[story(k) for k in range(60)])
    for entry in every:
        index.add([entry])
    index.tend()
    assert 1 <= len(index.state.segments) <= 6
    keys = np.unique(np.concatenate([entry.passage_keys for entry in every]))
    owners = index.owners(PASSAGE, keys)
    expected = [sum(key in entry.passage_keys for entry in every) for key in keys]
    assert owners.counts.tolist() == expected
    assert index.verify() == []
    other = SqliteIndex(path)
    assert other.owners(PASSAGE, keys).numbers.tolist() == owners.numbers.tolist()


def test_a_text_of_many_copies_always_has_a_representative(path, monkeypatch):
    monkeypatch.setattr(levels, "RECENT_POSTINGS", 100)
    index = SqliteIndex.create(path, seed=SEED)
    for start in range(0, 400, 40):
        index.add(entries(*[story(1, id=f"c{k:03}") for k in range(start, start + 40)]))
    [entry] = entries(story(1))
    for k in range(1, 300):
        index.remove([f"c{k:03}"])
    assert index.owners(PASSAGE, entry.passage_keys).numbers[0] == 1
    index.remove(["c000"])
    assert set(index.owners(PASSAGE, entry.passage_keys).numbers.tolist()) == {301}
    assert len(index.members([entry.fingerprint])[0]) == 100
    assert index.verify() == []
    with SqliteIndex(path) as other:
        assert set(other.owners(PASSAGE, entry.passage_keys).numbers.tolist()) == {301}


def test_counts_are_exact_where_chunks_are_short(path, monkeypatch):
    monkeypatch.setattr(levels, "RECENT_POSTINGS", 300)
    monkeypatch.setattr("dedup.index.sqlite.SMALL_STEP", 260)
    monkeypatch.setattr("dedup.index.segments.WHOLE", 0)
    index = SqliteIndex.create(path, seed=SEED)
    same = "the minister said in a statement on the budget of the state"
    every = entries(*[story(k, text=f"{same} {k} {k + 1000} {k + 2000}") for k in range(600)])
    for start in range(0, 600, 4):
        index.add(every[start : start + 4])
    common = max(every[0].passage_keys, key=lambda key: sum(key in each.passage_keys for each in every))
    for cap in (10, 300, 10_000):
        assert index.owners(PASSAGE, np.array([common]), limit=5, cap=cap).counts.tolist() == [min(cap, 600)]


def test_settling_leaves_few_large_segments_and_the_same_answers(path, monkeypatch):
    monkeypatch.setattr(levels, "RECENT_POSTINGS", 300)
    monkeypatch.setattr(levels, "WHOLE", 200)
    index = SqliteIndex.create(path, seed=SEED)
    every = entries(*[story(k) for k in range(40)])
    for start in range(0, 40, 4):
        index.add(every[start : start + 4])
    keys = np.unique(np.concatenate([entry.passage_keys for entry in every]))
    before = index.owners(PASSAGE, keys).numbers.tolist()
    index.settle()
    assert len(index.state.segments) <= 2
    assert index.owners(PASSAGE, keys).numbers.tolist() == before
    assert index.verify() == []


def test_removed_articles_leave_the_postings_when_all_is_merged(path, monkeypatch):
    monkeypatch.setattr(levels, "RECENT_POSTINGS", 300)
    index = SqliteIndex.create(path, seed=SEED)
    index.add(entries(*[story(k, published="2024-01-01") for k in range(1500)]))
    before = index.state.posting_count
    index.remove([f"a{k}" for k in range(1400)])
    index.tend()
    assert index.state.posting_count < before / 5
    assert index.state.gone_count == 0
    assert index.verify() == []
