"""Fingerprints and counts of passage keys, kept apart from the articles: always those of the articles."""

from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from index_samples import SEED, entries, story

from dedup.index.errors import IndexDamagedError, IndexMismatchError
from dedup.index.outlines import PER_ROW, strike_outlines, write_outlines
from dedup.index.rows import passage_count
from dedup.index.sqlite import SqliteIndex


def by_articles(index):
    """What the articles' own rows say."""
    rows = index.heads(index.numbers())
    return [row[2] for row in rows], [passage_count(row[7]) for row in rows]


def by_outlines(index):
    """What the table says."""
    prints, counts = index.read_outlines(index.numbers())
    return prints.tolist(), counts.tolist()


def stored(index):
    with index.reading(), index.transactions.call() as connection:
        return connection.execute("SELECT number, outlines FROM outlines ORDER BY number").fetchall()


STEPS = st.lists(st.tuples(st.booleans(), st.integers(0, 6), st.integers(0, 2)), max_size=14)


@given(STEPS)
def test_outlines_are_those_of_the_articles(steps):
    """Equal texts come and go, so that others come to stand for them."""
    with TemporaryDirectory() as folder, SqliteIndex.create(Path(folder) / "news.index", seed=SEED) as index:
        for is_added, identity, text in steps:
            if is_added:
                index.add(entries(story(identity, text=story(100 + text).text)))
            else:
                index.remove([f"a{identity}"])
            assert by_outlines(index) == by_articles(index)
        assert index.verify() == []


def test_an_index_that_an_earlier_version_began_is_read_and_goes_on(path):
    with SqliteIndex.create(path, seed=SEED) as index:
        index.add(entries(*[story(k) for k in range(5)]))
        with index.writing(), index.transactions.call() as connection:
            connection.execute("DROP TABLE outlines")
            connection.pragma("user_version", 1)
            index.state.outlined, index.transactions.is_dirty = 0, True
    with SqliteIndex(path) as index:
        assert by_outlines(index) == by_articles(index)
        assert index.info().details["layout"] == 1
        index.remove(["a1"])
        index.add(entries(story(7), story(8, text=story(7).text), story(9, text=story(2).text)))
        index.remove(["a7", "a2"])
        assert by_outlines(index) == by_articles(index)
        assert (index.state.outlined, index.verify()) == (6, [])
        assert index.info().details["layout"] == 2  # programs of that version refuse it from now on


def test_nothing_of_a_removed_article_is_left(path):
    with SqliteIndex.create(path, seed=SEED) as index:
        index.add(entries(*[story(k) for k in range(PER_ROW + 4)]))
        assert [number for number, _ in stored(index)] == [0, 1]
        gone = int(index.numbers_of(["a2"])[0])
        index.remove(["a2"])
        table = np.frombuffer(stored(index)[0][1], dtype="<i8").reshape(PER_ROW, 2)
        assert np.flatnonzero(~table.any(axis=1)).tolist() == [0, gone]  # numbers begin at 1
        first = [stored.id for stored, _ in index.rows_of(index.numbers()) if stored.number < PER_ROW]
        index.forget(first)
        assert [number for number, _ in stored(index)] == [1]
        assert index.verify() == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("DELETE FROM outlines", "record 0 of outlines is missing"),
        ("UPDATE outlines SET outlines = substr(outlines, 9)", "record 0 of outlines is damaged"),
        ("UPDATE outlines SET number = number + 5", "record 0 of outlines is missing"),
        ("UPDATE outlines SET sum = 'x'", "record 0 of outlines is damaged"),
        ("UPDATE outlines SET outlines = 7", "record 0 of outlines is damaged"),
    ],
)
def test_damage_is_told(path, change, told):
    with SqliteIndex.create(path, seed=SEED) as index:
        index.add(entries(*[story(k) for k in range(5)]))
        with index.writing(), index.transactions.call() as connection:
            connection.execute(change)
            index.transactions.is_dirty = True
    with SqliteIndex(path) as index:
        with pytest.raises(IndexDamagedError, match=told):
            index.fingerprints_of(np.array([2]))
        assert any(told in fault for fault in index.verify())


def test_an_article_without_outline_is_told(path):
    with SqliteIndex.create(path, seed=SEED) as index:
        index.add(entries(*[story(k) for k in range(5)]))
        with index.writing():
            strike_outlines(index.transactions.connection, path, np.array([3]))
            index.transactions.is_dirty = True
        with pytest.raises(IndexDamagedError, match="record 3 of outlines is missing"):
            index.passage_counts_of(np.array([1, 3]))


def test_outlines_that_differ_from_their_articles_are_a_fault(path):
    with SqliteIndex.create(path, seed=SEED) as index:
        index.add(entries(*[story(k) for k in range(5)]))
        with index.writing():
            numbers = np.array([2])
            write_outlines(index.transactions.connection, path, numbers, np.array([77]), np.array([1]))
            index.transactions.is_dirty = True
        assert any("outlines of articles from 1 on differ" in fault for fault in index.verify())


def test_an_index_of_a_later_version_is_refused(path):
    with SqliteIndex.create(path, seed=SEED) as index, index.transactions.call() as connection:
        connection.pragma("user_version", 3)
    with pytest.raises(IndexMismatchError, match="has layout 3, this program reads 2; upgrade the program"):
        SqliteIndex(path)
