"""Backups of an index, and what is restored of them."""

import apsw
import pytest
from index_samples import at_rest, entries, filled, story

from dedup.index.copying import backup, restore
from dedup.index.errors import IndexBusyError, IndexDamagedError, IndexFullError
from dedup.index.protocol import Decision
from dedup.index.sqlite import SqliteIndex


def test_a_backup_holds_the_same_and_is_restored_under_another_name(path, tmp_path):
    index = filled(path)
    index.add_decision(Decision("0" * 32, "1" * 32, "duplicate", "same", "eva", "2025-01-01"))
    assert backup(path, tmp_path / "monday.backup") == 12
    assert restore(tmp_path / "monday.backup", tmp_path / "back.index") == (12, 0, None)
    with SqliteIndex(tmp_path / "back.index") as back:
        assert back.articles(back.numbers()) == index.articles(index.numbers())
        assert back.decisions() == index.decisions()
        assert back.params == index.params


def test_a_backup_onto_a_full_disk_leaves_nothing_and_names_the_copy(path, tmp_path, monkeypatch):
    class Small(apsw.Connection):
        def __init__(self, name, **options):
            super().__init__(name, **options)
            if not options:  # the copy, not the index
                self.execute("PRAGMA max_page_count = 2")

    filled(path).close()
    (tmp_path / "there").mkdir()
    monkeypatch.setattr("dedup.index.copying.apsw.Connection", Small)
    with pytest.raises(IndexFullError, match=r"monday\.backup: the disk is full"):
        backup(path, tmp_path / "there" / "monday.backup")
    assert list((tmp_path / "there").iterdir()) == []


def test_a_damaged_index_gives_no_backup(path, tmp_path):
    data = bytearray(at_rest(path))
    place = data.find(SqliteIndex(path).transactions.connection.execute("SELECT text FROM articles").fetchone()[0])
    data[place + 10] ^= 4
    path.write_bytes(data)
    with pytest.raises(IndexDamagedError, match="does not verify"):
        backup(path, tmp_path / "monday.backup")
    assert not (tmp_path / "monday.backup").exists()


@pytest.mark.parametrize("is_there", [True, False], ids=["over the index", "after the index was lost"])
def test_an_older_backup_forgets_again(path, tmp_path, is_there):
    index = filled(path)
    backup(path, tmp_path / "monday.backup")
    index.forget(["a3"])
    index.close()
    if not is_there:
        path.unlink()
    count, again, kept = restore(tmp_path / "monday.backup", path)
    assert (count, again, kept is not None) == (11, 1, is_there)
    with SqliteIndex(path) as back:
        assert back.numbers_of(["a3"]).tolist() == [0]
        assert back.add(entries(story(3))).refused == ("a3",)
        assert back.verify() == []


def test_restoring_over_an_index_in_use_is_refused(path, tmp_path):
    index = filled(path)
    backup(path, tmp_path / "monday.backup")
    with index.reading(), pytest.raises(IndexBusyError, match="end it"):
        restore(tmp_path / "monday.backup", path)
    assert len(index) == 12
