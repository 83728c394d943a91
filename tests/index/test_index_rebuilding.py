"""An index built anew: for other parameters, or of what is sound in a damaged one."""

import pytest
from index_samples import SEED, entries, filled, story

from dedup.index.copying import swap
from dedup.index.errors import IndexBusyError, IndexMissingError
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
