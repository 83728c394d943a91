"""Backups of an index, and what is restored of them."""

from pathlib import Path

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


@pytest.mark.parametrize(
    ("number", "line", "said"),
    [
        (1, b"dedup forgotten 12", ":1: does not say which index it is of"),
        (1, b"", ":1: does not say which index it is of"),
        (2, b"z" * 32, ":2: is no mark"),
        (2, b"0" * 31, ":2: is no mark"),
        (3, b"\xff" * 32, ":3: is no mark"),
    ],
)
def test_a_damaged_memory_of_what_was_forgotten_is_said_and_nothing_is_restored(path, tmp_path, number, line, said):
    index = filled(path)
    backup(path, tmp_path / "monday.backup")
    index.forget(["a3"])
    index.close()
    beside = Path(f"{path}-forgotten")
    sound = beside.read_bytes()
    lines = sound.split(b"\n")
    lines[number - 1] = line
    beside.write_bytes(b"\n".join(lines))
    path.unlink()
    with pytest.raises(IndexDamagedError, match=f"{path.name}-forgotten{said}.*nothing was changed"):
        restore(tmp_path / "monday.backup", path)
    assert not path.exists()
    beside.write_bytes(sound.replace(b"\n", b"\r\n") + b"\n")
    assert restore(tmp_path / "monday.backup", path) == (11, 1, None)


def test_without_the_damaged_line_it_is_restored(path, tmp_path):
    index = filled(path)
    backup(path, tmp_path / "monday.backup")
    index.forget(["a3"])
    index.close()
    path.unlink()
    beside = Path(f"{path}-forgotten")
    beside.write_text("\n".join(beside.read_text().splitlines()[:2]))
    (tmp_path / "other.index-forgotten").write_text(f"dedup forgotten {'0' * 32}\nof another\n")
    (tmp_path / "things-forgotten").write_text("of no index\n")
    (tmp_path / "folder-forgotten").mkdir()
    assert restore(tmp_path / "monday.backup", path)[1] == 1


def test_the_name_of_the_memory_is_durable(path, monkeypatch):
    synced = []
    monkeypatch.setattr("dedup.index.forgotten_file.sync_folder", synced.append)
    with filled(path) as index:
        index.forget(["a3"])
    assert synced == [path.parent]
