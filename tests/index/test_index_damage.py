"""Faults of the disk and damage that a whole handle meets: what is answered, told, saved and forgotten."""

import os
import re
import shutil
from pathlib import Path

import apsw
import numpy as np
import pytest
from index_samples import SEED, entries, filled, story

from dedup.cli.app import main
from dedup.index import fault_points, levels
from dedup.index.connection import PAGE_BYTES, translated
from dedup.index.copying import restore
from dedup.index.errors import IndexDamagedError, IndexFailedError, IndexFullError, IndexThereError
from dedup.index.packing import KINDS, pack
from dedup.index.protocol import Decision
from dedup.index.rebuilding import repair
from dedup.index.sqlite import SqliteIndex


def zero_page_of(path, table):
    """Overwrite the first page of a table with zeros."""
    connection = apsw.Connection(str(path))
    [[page]] = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchall()
    connection.close()
    data = bytearray(path.read_bytes())
    data[(page - 1) * PAGE_BYTES : page * PAGE_BYTES] = bytes(PAGE_BYTES)
    path.write_bytes(data)


def change(path, statement):
    """Change the file behind the back of the index."""
    connection = apsw.Connection(str(path))
    connection.execute(statement)
    connection.close()


def test_a_commit_that_fails_leaves_nothing_in_the_handle(path, monkeypatch):
    index, [lost, kept] = filled(path), entries(story(50), story(51))

    def full(point):
        if point == "commit.before":
            raise IndexFullError("no room")

    monkeypatch.setattr(fault_points, "hook", full)

    def add_and_look():
        with index.writing():
            index.add([lost])
            assert len(index.members([lost.fingerprint])[0]) == 1

    with pytest.raises(IndexFullError):
        add_and_look()
    monkeypatch.setattr(fault_points, "hook", None)
    index.add([kept])
    assert [len(found) for found in index.members([lost.fingerprint, kept.fingerprint])] == [0, 1]
    index.settle()
    assert index.verify() == []


@pytest.mark.parametrize("table", ["header", "header_again"])
def test_one_bad_page_does_not_take_both_copies_of_the_stamp(path, table):
    filled(path).close()
    zero_page_of(path, table)
    with SqliteIndex(path) as index:
        assert (index.params.seed, len(index)) == (SEED, 12)


def test_an_index_of_the_first_layout_has_both_copies_in_one_table(path):
    filled(path).close()
    change(path, "INSERT INTO header SELECT 2, stamp FROM header_again; DROP TABLE header_again; PRAGMA user_version=1")
    with SqliteIndex(path) as index:
        assert index.params.seed == SEED


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE header SET stamp = 'abc'; UPDATE header_again SET stamp = 7", "UPDATE state SET record = 'abc'",
        "UPDATE state SET record = x''", "UPDATE state SET record = 7",
    ],
)  # fmt: skip
def test_records_that_say_nothing_are_damage(path, statement):
    filled(path).close()
    change(path, statement)
    with pytest.raises(IndexDamagedError, match=re.escape(str(path))):
        SqliteIndex(path)


@pytest.mark.parametrize("is_dropped", [True, False])
def test_postings_that_cannot_be_read_are_a_fault_that_verify_tells(path, is_dropped, monkeypatch, capsys):
    monkeypatch.setattr(levels, "RECENT_POSTINGS", 300)
    filled(path, 40).close()
    if is_dropped:
        change(path, "DROP TABLE chunks")
    else:
        zero_page_of(path, "chunks")
    with SqliteIndex(path) as index:
        assert any(str(path) in fault for fault in index.verify())
    assert main(["index", "verify", str(path)]) == 2
    assert str(path) in capsys.readouterr().err


def test_chunks_in_each_other_s_places_are_damage(path, monkeypatch):
    monkeypatch.setattr(levels, "RECENT_POSTINGS", 300)
    with SqliteIndex.create(path, seed=SEED) as index:
        index.add(entries(*[story(k) for k in range(40)]))
        segment = next(iter(index.levels.segments.values()))
        segment.whole, count = None, segment.chunk_count
        assert count > 2
        with pytest.raises(IndexDamagedError, match="of chunks"):
            segment.opened([(5, b"", b""), (4, b"", b"")], [4, 5])


def test_a_damaged_decision_is_told_when_articles_are_forgotten(path):
    with filled(path) as index:
        index.add_decision(Decision("0" * 32, "1" * 32, "duplicate", "same", "eva", "2025-01-01"))
    change(path, "UPDATE decisions SET record = 'abc'")
    with SqliteIndex(path) as index, pytest.raises(IndexDamagedError, match="decisions"):
        index.forget(["a3"])


def keys_in(path, number, keys):
    """How many whole postings of an article stand in the file or in its log."""
    data = path.read_bytes() + Path(f"{path}-wal").read_bytes()
    return sum(
        each.tobytes() in data
        for kind, some in zip(KINDS, keys.by_kind, strict=True)
        for each in pack(kind, some, number).astype("<i8")
    )


@pytest.mark.parametrize("postings", [150_000, 300])
def test_forgetting_erases_what_removals_and_earlier_versions_left_behind(path, postings, monkeypatch):
    monkeypatch.setattr(levels, "RECENT_POSTINGS", postings)
    with filled(path, 30) as index:
        numbers = index.numbers_of(["a3", "a4", "a5"])
        keys = index.keys_of(numbers)
        index.add(entries(story(3, text=story(90).text)))  # another version
        index.remove(["a4"])
        index.transactions.checkpoint(whole=True)
        assert all(keys_in(path, *pair) for pair in zip(numbers.tolist(), keys, strict=True))
        index.forget(["a3"])
        left = [keys_in(path, *pair) for pair in zip(numbers.tolist(), keys, strict=True)]
        assert left[:2] == [0, 0]
        assert left[2] > 0
        assert (index.state.gone_count, index.verify()) == (0, [])
        found = index.owners(KINDS[1], np.unique(np.concatenate([each.passage for each in keys]))).numbers
        assert not set(numbers.tolist()[:2]) & set(found.tolist())
    with SqliteIndex(path) as index:
        assert len(index) == 28


def test_repair_remembers_what_was_forgotten_by_the_file_beside_the_index(path, tmp_path):
    with filled(path) as index:
        index.forget(["a3"])
    zero_page_of(path, "forgotten")
    saved = tmp_path / "saved.index"
    assert repair(path, saved).notes == ()
    with SqliteIndex(saved) as index:
        assert index.add(entries(story(3))).refused == ("a3",)


def test_repair_takes_the_sound_lines_of_a_damaged_memory_and_names_the_others(path, tmp_path):
    with filled(path) as index:
        index.forget(["a3"])
        index.forget(["a4"])
    beside = Path(f"{path}-forgotten")
    first, *marks = beside.read_text().splitlines()
    beside.write_text("\n".join([first, "zz" + marks[0][2:], *marks[1:]]) + "\n")
    zero_page_of(path, "forgotten")
    saved = tmp_path / "saved.index"
    told = repair(path, saved).notes
    assert [note.split(",")[0] for note in told] == [
        "some of what was forgotten", f"{beside}:2: is no mark of what was forgotten (32 hexadecimal digits)",
    ]  # fmt: skip
    with SqliteIndex(saved) as index:
        assert len(index.forgotten_marks()) == len(marks) - 1 == 3
    assert len(Path(f"{saved}-forgotten").read_text().splitlines()) == len(marks)


def test_repair_says_what_else_is_lost(path, tmp_path, capsys):
    with filled(path) as index:
        index.forget(["a3"])
        index.add_decision(Decision("0" * 32, "1" * 32, "duplicate", "same", "eva", "2025-01-01"))
    Path(f"{path}-forgotten").unlink()
    copy = tmp_path / "copy.index"
    shutil.copy(path, copy)
    for table in ("forgotten", "decisions", "audit"):
        zero_page_of(path, table)
    told = repair(path, tmp_path / "one.index").notes
    assert [note.split(",")[0] for note in told] == [
        "3 lines of the audit log", "1 decisions", "some of what was forgotten",
    ]  # fmt: skip
    for table in ("header", "header_again"):
        zero_page_of(copy, table)
    assert main(["index", "repair", str(copy), str(tmp_path / "two.index")]) == 0
    assert "lost, too: what the index was built with" in capsys.readouterr().out


def test_an_error_of_a_disk_without_room_names_the_room(path, monkeypatch):
    usage = shutil.disk_usage(path.parent)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=4096))
    with pytest.raises(IndexFullError, match=r"the disk is full, 0\.0 MB are free"), translated(path):
        raise apsw.IOError("disk I/O error")
    monkeypatch.undo()
    with pytest.raises(IndexFailedError, match="the disk reported an error"), translated(path):
        raise apsw.IOError("disk I/O error")


@pytest.mark.parametrize("what", [["remove"], ["forget"], ["expire", "--before", "2020-01-01"]])
def test_articles_are_taken_out_quietly(path, what, capsys):
    filled(path).close()
    ids = [] if what[0] == "expire" else ["a1"]
    assert main(["index", *what[:1], str(path), *ids, *what[1:], "-q"]) == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("command", ["backup", "restore", "repair"])
def test_a_target_where_no_file_can_be_made_is_named(path, tmp_path, command, monkeypatch, capsys):
    filled(path).close()
    fixed, access = tmp_path / "fixed", os.access
    fixed.mkdir()
    monkeypatch.setattr(os, "access", lambda place, mode: place != fixed and access(place, mode))
    for target, told in ((tmp_path / "none" / "b", "there is no folder"), (fixed / "b", "cannot be written")):
        assert main(["index", command, str(path), str(target)]) == 2
        said = capsys.readouterr().err
        assert f"{target}: {told}" in said
        assert ".part" not in said


def test_restoring_over_a_file_that_is_no_index_is_refused(path, tmp_path):
    with filled(path) as index:
        index.transactions.checkpoint(whole=True)
    notes = tmp_path / "notes.jsonl"
    notes.write_text('{"id":"a","text":"b"}')
    with pytest.raises(IndexThereError, match="is there already and is no index"):
        restore(path, notes)
    assert notes.read_text() == '{"id":"a","text":"b"}'
    with pytest.raises(IndexThereError, match="is the backup itself"):
        restore(path, path)
    damaged = tmp_path / "damaged.index"
    filled(damaged).close()
    damaged.write_bytes(bytes(PAGE_BYTES) + damaged.read_bytes()[PAGE_BYTES:])
    assert restore(path, damaged)[0] == 12
