"""An index built anew: for other parameters, or of what is sound in a damaged one."""

import pytest
from index_samples import SEED, entries, filled, story

from dedup.index.copying import restore, swap
from dedup.index.errors import IndexBusyError, IndexMissingError, IndexThereError
from dedup.index.files import kept_before
from dedup.index.protocol import Decision
from dedup.index.rebuilding import rebuild, repair
from dedup.index.sqlite import SqliteIndex
from dedup.params import Params

PAGE = 8192


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


def test_an_index_that_is_kept_is_never_overwritten(path):
    filled(path, 4).close()
    first, inodes = path.stat().st_ino, []
    for name in ("before", "before-2", "before-3"):
        inodes.append(path.stat().st_ino)
        assert rebuild(path) == (4, path.with_name(f"{path.name}.{name}"))
    assert inodes[0] == first
    assert [kept.stat().st_ino for kept in kept_before(path).values()] == inodes
    kept_before(path)[1].unlink()
    assert rebuild(path)[1].name.endswith(".before-4")
    with SqliteIndex(path) as index:
        index.forget(["a3"])
    assert list(kept_before(path)) == [2, 3, 4]
    for kept in kept_before(path).values():
        with SqliteIndex(kept) as before:
            assert before.numbers_of(["a2", "a3"]).tolist() == [3, 0]


def test_restoring_what_a_rebuild_has_kept_keeps_both(path):
    filled(path, 4).close()
    _, kept = rebuild(path)
    with SqliteIndex(path) as index:
        index.add(entries(story(60)))
    _, _, again = restore(kept, path)
    for file, count in ((path, 4), (kept, 4), (again, 5)):
        with SqliteIndex(file) as index:
            assert len(index) == count


@pytest.mark.parametrize("point", ["swap.before", "swap.linked", "swap.after"])
def test_a_rebuild_that_is_cut_off_leaves_the_index_and_one_kept(path, monkeypatch, point):
    filled(path, 4).close()

    def cut_off(reached):
        if reached == point:
            raise KeyboardInterrupt

    monkeypatch.setattr("dedup.index.copying.reach", cut_off)
    with pytest.raises(KeyboardInterrupt):
        rebuild(path)
    with SqliteIndex(path) as index:
        index.forget(["a3"])
        assert len(index) == 3
        assert index.verify() == []
    monkeypatch.undo()
    rebuild(path)
    assert len(kept_before(path)) == (2 if point == "swap.after" else 1)
    for kept in kept_before(path).values():
        with SqliteIndex(kept) as before:
            assert len(before) == 3


def test_other_files_beside_an_index_are_no_kept_ones(path):
    for name in ("before-1", "before-02", "before-2-wal", "before-turn", "before-x", "before.2", "later"):
        path.with_name(f"{path.name}.{name}").write_bytes(b"")
    assert kept_before(path) == {}
    path.with_name(f"{path.name}.before-10").write_bytes(b"")
    path.with_name(f"{path.name}.before-9").write_bytes(b"")
    assert list(kept_before(path)) == [9, 10]


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
    with pytest.raises(IndexMissingError, match="cannot be read: Is a directory"):
        repair(tmp_path, tmp_path / "saved.index")
    with pytest.raises(IndexThereError, match="is there already"):
        repair(path, path)
