"""Several handles on one file: what each sees, whose turn it is, and what is left behind."""

import os
import threading

import pytest
from index_samples import entries, filled, story

from dedup.index.errors import IndexAccessError, IndexBusyError, IndexMissingError, IndexReaderError
from dedup.index.sqlite import SqliteIndex
from dedup.index.transactions import Transactions
from dedup.keys import PASSAGE


def test_another_handle_sees_what_was_added_and_erased(path):
    index = filled(path)
    other = SqliteIndex(path)
    keys = entries(story(3))[0].passage_keys
    assert other.owners(PASSAGE, keys).numbers.size
    index.add(entries(story(50)))
    assert other.numbers_of(["a50"]).tolist() == [13]
    index.forget(["a3"])
    assert 4 not in other.owners(PASSAGE, keys).numbers.tolist()


def test_a_reading_keeps_its_state_while_another_writes(path):
    index, other = filled(path), SqliteIndex(path)
    with other.reading():
        assert len(other) == 12
        index.add(entries(story(50)))
        assert len(other) == 12
        assert other.numbers_of(["a50"]).tolist() == [0]
    assert len(other) == 13


def test_a_writer_that_gets_no_turn_says_so(path):
    index, other = filled(path), SqliteIndex(path, wait_s=0.05)
    with index.writing(), pytest.raises(IndexBusyError, match="wait, or end"):
        other.add(entries(story(50)))
    assert other.add(entries(story(50))).added == ("a50",)


def test_exactly_one_of_many_threads_finds_an_article_new(path):
    index = filled(path)
    [entry] = entries(story(70))
    new = []

    def submit():
        with index.writing():
            if index.numbers_of(["a70"])[0] == 0:
                index.add([entry])
                new.append(1)

    threads = [threading.Thread(target=submit) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(new) == 1


def test_a_reader_that_was_cut_off_is_told(path):
    index = filled(path)
    with index.reading():
        index.transactions.is_cut_off = True
        with pytest.raises(IndexReaderError, match="read again"):
            index.numbers()
    assert len(index.numbers()) == 12


def test_a_file_that_takes_the_place_of_an_open_index_is_noticed(path, tmp_path):
    index = filled(path)
    SqliteIndex.create(tmp_path / "other.index").close()
    os.replace(tmp_path / "other.index", path)
    with pytest.raises(IndexMissingError, match="open it again"):
        index.numbers()


def test_two_writers_take_turns(path):
    index, other = filled(path), SqliteIndex(path)
    order = []

    def write(handle, name):
        for k in range(15):
            handle.add(entries(story(100 + k, id=f"{name}{k}")))
            order.append(name)

    threads = [threading.Thread(target=write, args=(h, n)) for h, n in ((index, "x"), (other, "y"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(index) == 42
    assert index.verify() == []


def test_the_lock_files_of_a_closed_handle_are_let_go(path):
    index = filled(path)
    own = Transactions(path)
    own.close()
    own.close()
    assert index.add(entries(story(90))).added == ("a90",)


def test_an_index_in_a_read_only_folder_is_read_and_refuses_to_be_written(tmp_path, monkeypatch):
    path = tmp_path / "fixed.index"
    with SqliteIndex.create(path) as index:
        index.transactions.checkpoint(whole=True)
    monkeypatch.setattr("dedup.index.connection.is_read_only", lambda _: True)
    with SqliteIndex(path) as index:
        assert index.verify() == []
        with pytest.raises(IndexAccessError, match="cannot be written"):
            index.remove(["a"])
    assert not (tmp_path / "fixed.index-turn").exists()
