"""The engine with a file: how it is made, opened and damaged, and what survives."""

import os
import threading

import apsw
import numpy as np
import pytest
from index_samples import SEED, story

from dedup.index import levels
from dedup.index.copying import backup, restore, swap
from dedup.index.entries import make_entries
from dedup.index.errors import (
    DedupIndexError,
    IndexBusyError,
    IndexDamagedError,
    IndexFullError,
    IndexMismatchError,
    IndexMissingError,
    IndexReaderError,
)
from dedup.index.protocol import Decision
from dedup.index.rebuilding import rebuild, repair
from dedup.index.sqlite import SqliteIndex
from dedup.index.transactions import Transactions
from dedup.keys import PASSAGE
from dedup.params import Params

PAGE = 8192


def entries(*articles, params=None):
    return make_entries(articles, params or Params(seed=SEED), compiled=False)[0]


def filled(path, count=12):
    """An index with some stories."""
    index = SqliteIndex.create(path, seed=SEED)
    index.add(entries(*[story(k) for k in range(count)]))
    return index


def at_rest(path, count=12):
    """The bytes of an index that nobody has open."""
    filled(path, count).close()
    return path.read_bytes()


def test_an_index_is_readable_by_its_owner_only(path):
    filled(path).close()
    assert path.stat().st_mode & 0o077 == 0


def test_making_an_index_where_there_is_something_is_refused(path):
    path.write_text("notes")
    with pytest.raises(IndexMissingError, match="choose another name"):
        SqliteIndex.create(path)
    assert path.read_text() == "notes"


def test_making_an_index_leaves_nothing_else_in_the_folder(path):
    SqliteIndex.create(path).close()
    assert {each.name for each in path.parent.iterdir()} <= {path.name, f"{path.name}-turn"}


def test_seeds_of_indexes_differ_unless_one_is_given(tmp_path):
    seeds = {SqliteIndex.create(tmp_path / f"{k}.index").params.seed for k in range(3)}
    assert len(seeds) == 3
    assert SqliteIndex.create(tmp_path / "given.index", seed=5).params.seed == 5


@pytest.mark.parametrize(
    ("content", "cure"), [(b"", "choose another name"), (b"Some text.\n" * 1000, "not an index"), (None, "index add")]
)
def test_what_is_no_index_is_refused_with_the_way_out(path, content, cure):
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(IndexMissingError, match=cure):
        SqliteIndex(path)


def test_a_database_of_another_program_is_refused(path):
    other = apsw.Connection(str(path))
    other.execute("CREATE TABLE t(x)")
    other.close()
    with pytest.raises(IndexMissingError, match="another program"):
        SqliteIndex(path)


def test_an_index_of_other_parameters_is_refused_with_both_values(path):
    filled(path).close()
    with pytest.raises(IndexMismatchError, match=r"num_perm=128.*num_perm=64.*rebuild"):
        SqliteIndex(path, wanted=Params(num_perm=64, band_count=20))
    SqliteIndex(path, wanted=Params(min_score=0.5, seed=99)).close()


def test_an_index_of_another_tokeniser_is_refused(path, monkeypatch):
    filled(path).close()
    monkeypatch.setattr("dedup.index.stamp.tokeniser_fingerprint", lambda: "another")
    with pytest.raises(IndexMismatchError, match="dedup index rebuild"):
        SqliteIndex(path)


def test_a_changed_bit_in_a_text_is_found_and_the_record_named(path):
    data = bytearray(at_rest(path))
    place = data.find(SqliteIndex(path).transactions.connection.execute("SELECT text FROM articles").fetchone()[0])
    data[place + 10] ^= 4
    path.write_bytes(data)
    with SqliteIndex(path) as index, pytest.raises(IndexDamagedError, match=r"news\.index: record 1 of articles"):
        index.articles([1])


def test_a_bit_changed_anywhere_is_found_or_does_no_harm(path):
    data = at_rest(path, 30)
    with SqliteIndex(path) as index:
        truth = [index.articles(index.numbers()), index.owners(PASSAGE, index.keys_of([3])[0].passage).numbers.tolist()]
    rng = np.random.default_rng(1)
    found = []
    for at in rng.integers(0, len(data), 60).tolist():
        copy = bytearray(data)
        copy[at] ^= 1 << int(rng.integers(8))
        path.write_bytes(copy)
        try:
            with SqliteIndex(path) as index:
                keys = index.keys_of([3])[0].passage
                assert [index.articles(index.numbers()), index.owners(PASSAGE, keys).numbers.tolist()] == truth
        except DedupIndexError as exc:
            found.append(str(exc))
    assert len(found) > 5
    assert all("news.index" in message for message in found)


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
    monkeypatch.setattr("dedup.index.sqlite._SMALL_STEP", 260)
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
        index.transactions._is_cut_off = True
        with pytest.raises(IndexReaderError, match="read again"):
            index.numbers()
    assert len(index.numbers()) == 12


def test_a_file_that_takes_the_place_of_an_open_index_is_noticed(path, tmp_path):
    index = filled(path)
    SqliteIndex.create(tmp_path / "other.index").close()
    os.replace(tmp_path / "other.index", path)
    with pytest.raises(IndexMissingError, match="open it again"):
        index.numbers()


def test_nothing_of_a_forgotten_article_is_left_in_any_file(path):
    index = filled(path)
    secret = story(
        77,
        id="lighthouse-77",
        text="Whistleblower Zebulon Quagmire met our reporter at the lighthouse.",
        title="Lighthouse",
    )
    index.add(entries(secret))
    index.add_decision(Decision("0" * 32, "1" * 32, "duplicate", "", "eva", "2025-01-01"))
    packed = index.transactions.connection.execute("SELECT text FROM articles WHERE number = 13").fetchone()[0]
    key = index.keys_of([13])[0].band[:2].tobytes()
    everything = b"".join(each.read_bytes() for each in path.parent.iterdir())
    assert packed in everything
    index.forget(["lighthouse-77"])
    everything = b"".join(each.read_bytes() for each in path.parent.iterdir())
    for trace in (b"Zebulon", b"Lighthouse", b"lighthouse-77", packed, packed[-20:], key):
        assert trace not in everything


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


def test_rebuilding_for_other_parameters_keeps_articles_decisions_memory_and_log(path):
    index = filled(path)
    index.add_decision(Decision("0" * 32, "1" * 32, "duplicate", "same", "eva", "2025-01-01"))
    index.forget(["a3"])
    articles, log = index.articles(index.numbers()), index.audit()
    index.close()
    count, kept = rebuild(path, Params(num_perm=64, band_count=20))
    assert (count, kept.exists()) == (11, True)
    with SqliteIndex(path) as new:
        assert new.params.num_perm == 64
        assert new.articles(new.numbers()) == articles
        assert len(new.decisions()) == 1
        assert new.audit()[: len(log)] == log
        assert new.audit()[-1]["what"] == "rebuild"
        assert new.add(entries(story(3), params=new.params)).refused == ("a3",)
        assert new.verify() == []


def test_a_rebuild_gives_way_to_changes_made_meanwhile(path, monkeypatch):
    filled(path).close()

    def change_and_swap(*arguments):
        with SqliteIndex(path) as other:
            other.add(entries(story(60)))
        return swap(*arguments)

    monkeypatch.setattr("dedup.index.rebuilding.swap", change_and_swap)
    with pytest.raises(IndexBusyError, match="run this again"):
        rebuild(path)
    with SqliteIndex(path) as index:
        assert len(index) == 13


def test_forgetting_reaches_the_index_that_a_rebuild_has_kept(path):
    filled(path).close()
    _, kept = rebuild(path)
    with SqliteIndex(path) as index:
        index.forget(["a3"])
    with SqliteIndex(kept) as before:
        assert before.numbers_of(["a3"]).tolist() == [0]


def test_repair_saves_what_is_sound_and_names_what_is_lost(path, tmp_path):
    index = filled(path, 40)
    index.add_decision(Decision("0" * 32, "1" * 32, "duplicate", "same", "eva", "2025-01-01"))
    index.transactions.checkpoint(whole=True)
    asked = index.transactions.connection.execute("SELECT text_sum FROM articles WHERE id = ?", (b"a4",))
    seal = asked.fetchone()[0]
    index.close()
    data = bytearray(path.read_bytes())
    page = data.find(seal) // PAGE
    data[page * PAGE : (page + 1) * PAGE] = bytes(PAGE)
    path.write_bytes(data)
    result = repair(path, tmp_path / "saved.index")
    assert "a4" in result.lost
    assert result.articles + len(result.lost) == 40
    assert result.unnamed == 0
    with SqliteIndex(tmp_path / "saved.index") as saved:
        assert saved.verify() == []
        assert len(saved.decisions()) == 1
        assert saved.params.seed == SEED


def test_repair_reads_what_only_the_log_holds(path, tmp_path):
    index = filled(path)
    index.add(entries(story(50)))
    copy = tmp_path / "copy"
    copy.mkdir()
    for suffix in ("", "-wal"):
        (copy / f"x.index{suffix}").write_bytes((path.parent / f"{path.name}{suffix}").read_bytes())
    assert repair(copy / "x.index", tmp_path / "saved.index").articles == 13


def test_repair_of_what_is_no_index_says_so(path, tmp_path):
    path.write_bytes(b"x" * 20_000)
    with pytest.raises(IndexMissingError, match="restore a backup"):
        repair(path, tmp_path / "saved.index")


def test_a_tampered_log_is_found(path):
    filled(path).close()
    other = apsw.Connection(str(path))
    other.execute("UPDATE audit SET line = replace(line, '12', '11')")
    other.close()
    with SqliteIndex(path) as index:
        assert any("audit" in fault for fault in index.verify())


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
        with pytest.raises(DedupIndexError, match="cannot be written"):
            index.remove(["a"])
    assert not (tmp_path / "fixed.index-turn").exists()
