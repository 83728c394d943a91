"""``dedup index`` from the command line."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from index_samples import story

from dedup.cli.app import main
from dedup.index.errors import IndexFullError
from dedup.index.files import withdraw
from dedup.index.sqlite import SqliteIndex

ROOT = Path(__file__).parents[2]


@pytest.fixture
def feed(tmp_path, monkeypatch):
    """A folder to work in, with a feed of six stories."""
    monkeypatch.chdir(tmp_path)
    return write(tmp_path / "feed.jsonl", [story(k, published=f"2024-01-{k + 1:02}") for k in range(6)])


def write(path, articles):
    path.write_text("".join(json.dumps({k: v for k, v in a._asdict().items() if v}) + "\n" for a in articles))
    return path


def told(capsys):
    out, err = capsys.readouterr()
    return out, err


def test_add_makes_the_index_and_says_what_was_added(feed, capsys):
    assert main(["index", "add", "news.index", str(feed)]) == 0
    assert "added 6, replaced 0, unchanged 0" in told(capsys)[0]
    assert main(["index", "add", "news.index", str(feed)]) == 0
    assert "added 0, replaced 0, unchanged 6" in told(capsys)[0]


def test_batches_are_acknowledged_as_json_lines(feed, capsys):
    assert main(["index", "add", "news.index", str(feed), "--format", "jsonl"]) == 0
    batch, summary = [json.loads(line) for line in told(capsys)[0].splitlines()]
    assert batch == {"kind": "batch", "added": [f"a{k}" for k in range(6)]}
    assert (summary["kind"], summary["added"], summary["articles"]) == ("summary", 6, 6)


def test_a_replaced_article_is_counted(feed, tmp_path, capsys):
    main(["index", "add", "news.index", str(feed)])
    write(feed, [story(2, text="Quite another text about the harbour and its new crane, written on Friday.")])
    told(capsys)
    assert main(["index", "add", "news.index", str(feed)]) == 0
    assert "replaced 1" in told(capsys)[0]


def test_nothing_to_add_is_exit_code_4(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert main(["index", "add", "news.index", "-"]) == 4
    assert "nothing to add" in told(capsys)[1]


def test_remove_and_expire_and_info(feed, capsys):
    main(["index", "add", "news.index", str(feed)])
    assert main(["index", "remove", "news.index", "a1", "nobody"]) == 2
    assert "not in the index: nobody" in told(capsys)[1]
    assert main(["index", "expire", "news.index", "--before", "2024-01-04", "--format", "json"]) == 0
    assert json.loads(told(capsys)[0]) == {"removed": 2, "articles": 3}
    assert main(["index", "info", "news.index", "--format", "json"]) == 0
    found = json.loads(told(capsys)[0])
    assert found["articles"] == 3
    assert "seed" not in json.dumps(found)


def test_forgotten_articles_are_refused_until_they_are_allowed(feed, tmp_path, capsys):
    main(["index", "add", "news.index", str(feed)])
    assert main(["index", "forget", "news.index", "a1"]) == 0
    only = write(tmp_path / "one.jsonl", [story(1, published="2024-01-02")])
    told(capsys)
    assert main(["index", "add", "news.index", str(only)]) == 0
    out, err = told(capsys)
    assert "added 0, replaced 0, unchanged 0, older 0, refused 1, removed 0; 5 articles" in out
    assert "--allow takes them back" in err
    assert main(["index", "add", "news.index", str(feed)]) == 0
    assert "unchanged 5, older 0, refused 1" in told(capsys)[0]
    assert main(["index", "add", "news.index", str(only), "--allow"]) == 0
    assert "added 1" in told(capsys)[0]


def test_ids_are_read_from_standard_input(feed, capsys, monkeypatch):
    main(["index", "add", "news.index", str(feed)])
    monkeypatch.setattr(sys, "stdin", io.StringIO("a1\na2\n"))
    assert main(["index", "remove", "news.index", "-"]) == 0
    assert "removed   2" in told(capsys)[0]


def test_verify_says_that_all_is_well_or_what_is_not(feed, tmp_path, capsys):
    main(["index", "add", "news.index", str(feed)])
    assert main(["index", "verify", "news.index"]) == 0
    assert "as it was written" in told(capsys)[0]
    with SqliteIndex("news.index") as index:
        index.transactions.connection.execute("UPDATE articles SET text = zeroblob(50) WHERE number = 2")
    assert main(["index", "verify", "news.index"]) == 2
    assert "record 2 of articles" in told(capsys)[1]
    assert main(["index", "repair", "news.index", "saved.index"]) == 0
    assert "lost: a1" in told(capsys)[0]
    assert main(["index", "verify", "saved.index"]) == 0


def test_backup_and_restore(feed, capsys):
    main(["index", "add", "news.index", str(feed)])
    assert main(["index", "backup", "news.index", "monday.backup"]) == 0
    assert main(["index", "backup", "news.index", "monday.backup"]) == 2
    assert main(["index", "forget", "news.index", "a1"]) == 0
    told(capsys)
    assert main(["index", "restore", "monday.backup", "news.index"]) == 0
    assert "forgotten again  1\nbefore           news.index.before\n" in told(capsys)[0]


def test_restoring_where_no_index_was_names_none_that_was_there(feed, capsys):
    main(["index", "add", "news.index", str(feed)])
    main(["index", "backup", "news.index", "monday.backup"])
    told(capsys)
    assert main(["index", "restore", "monday.backup", "new.index"]) == 0
    assert told(capsys)[0] == "articles         6\nforgotten again  0\n"
    assert main(["index", "restore", "monday.backup", "newer.index", "--format", "json"]) == 0
    assert json.loads(told(capsys)[0]) == {"articles": 6, "forgotten_again": 0}


def test_rebuild_with_other_parameters(feed, tmp_path, capsys):
    main(["index", "add", "news.index", str(feed), "--seed", "5"])
    (tmp_path / "wider.json").write_text('{"term_count": 30}')
    assert main(["index", "add", "news.index", str(feed), "--params", "wider.json"]) == 2
    assert "term_count=32" in told(capsys)[1]
    assert main(["index", "rebuild", "news.index", "--params", "wider.json"]) == 0
    assert main(["index", "add", "news.index", str(feed), "--params", "wider.json"]) == 0


def test_another_seed_for_an_index_that_is_there_is_refused(feed, capsys):
    main(["index", "add", "news.index", str(feed), "--seed", "5"])
    assert main(["index", "add", "news.index", str(feed), "--seed", "6"]) == 2
    assert "another seed" in told(capsys)[1]


@pytest.mark.parametrize("command", ["add", "remove", "expire", "forget", "info", "verify", "repair", "rebuild"])
def test_every_command_has_help_with_an_example(command, capsys):
    assert main(["index", command, "--help"]) == 0
    assert f"Example: dedup index {command}" in told(capsys)[0]


def test_an_absent_index_is_named(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["index", "info", "nowhere.index"]) == 2
    assert "nowhere.index: there is no such index" in told(capsys)[1]


needs_limits = pytest.mark.skipif(sys.platform == "win32", reason="needs limits on the size of files")


def add_with_limit(limit, index, feed):
    """Run ``dedup index add`` in a process whose files may not pass a size in bytes."""
    import resource

    command = [sys.executable, "-m", "dedup", "index", "add", str(index), str(feed), "--quiet"]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)),
    )  # fmt: skip


@needs_limits
@pytest.mark.parametrize("limit", [20_000, 120_000])
def test_a_new_index_that_cannot_take_its_first_articles_leaves_no_file(tmp_path, limit):
    feed = write(tmp_path / "feed.jsonl", [story(k, text=f"story {k}. " + "words of it. " * 2000) for k in range(20)])
    done = add_with_limit(limit, tmp_path / "news.index", feed)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{tmp_path / 'news.index'}: the disk did not take the first articles" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["feed.jsonl"]


@needs_limits
def test_an_index_with_articles_stays_when_there_is_no_room_for_more(feed, tmp_path, capsys):
    main(["index", "add", "news.index", str(feed)])
    more = write(tmp_path / "more.jsonl", [story(k, text=f"{k}. " + "other words. " * 2000) for k in range(20, 40)])
    assert add_with_limit(120_000, tmp_path / "news.index", more).returncode == 2
    told(capsys)
    assert main(["index", "verify", "news.index"]) == 0
    assert "6 articles" in told(capsys)[0]


@pytest.mark.parametrize("command", [["index", "add", "news.index", "bad.jsonl"],
                                     ["check", "bad.jsonl", "--index", "news.index", "--add"]])  # fmt: skip
def test_a_bad_row_before_anything_is_stored_leaves_no_index(feed, tmp_path, capsys, command):
    (tmp_path / "bad.jsonl").write_text(feed.read_text() + "{bad\n")
    assert main(command) == 2
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.jsonl", "feed.jsonl"]


@pytest.mark.parametrize("command", [["index", "add", "news.index", "feed.jsonl"],
                                     ["check", "feed.jsonl", "--index", "news.index", "--add"]])  # fmt: skip
def test_a_new_index_is_said_once_it_is_there(feed, capsys, command):
    assert main(command) == 0
    assert told(capsys)[1] == "dedup: news.index: was not there, a new index was made\n"
    assert main(command) == 0
    assert told(capsys)[1] == ""


@pytest.mark.parametrize(("options", "code", "held"), [([], 0, 6), (["--seed", "5"], 2, 0)])
def test_an_index_that_another_program_makes_at_the_same_time_is_added_to(
    feed, tmp_path, monkeypatch, capsys, options, code, held
):
    def create_late(path, params=None, *, seed=None):
        make(path, params, seed=4).close()
        return make(path, params, seed=seed)

    make = SqliteIndex.create
    monkeypatch.setattr(SqliteIndex, "create", create_late)
    assert main(["index", "add", "news.index", str(feed), *options]) == code
    assert ("was made with another seed" in told(capsys)[1]) == bool(options)
    with SqliteIndex(tmp_path / "news.index") as index:
        assert (len(index), index.params.seed) == (held, 4)


def test_a_new_index_that_another_program_has_open_is_not_taken_away(tmp_path):
    with SqliteIndex.create(tmp_path / "news.index"):
        assert not withdraw(tmp_path / "news.index")
    assert withdraw(tmp_path / "news.index")
    assert list(tmp_path.iterdir()) == []


def test_an_index_that_was_written_to_is_not_taken_away(feed, tmp_path):
    main(["index", "add", "news.index", str(feed)])
    with SqliteIndex(tmp_path / "news.index") as index:
        index.remove([f"a{k}" for k in range(6)])
    assert not withdraw(tmp_path / "news.index")


def pages(first, last):
    """Pages of other words around one footer."""
    footer = "follow the harbour news on every channel and never miss a headline of the coast again"
    return [story(k, text=f"{' '.join(f'w{k}x{n}' for n in range(40))}\n{footer}") for k in range(first, last)]


def test_checks_that_add_judge_what_recurs_once_the_index_has_grown(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    kept = []
    for first in (0, 6, 12):
        write(tmp_path / "in.jsonl", pages(first, first + 6))
        assert main(["check", "in.jsonl", "--index", "news.index", "--add", "--quiet"]) == 0
        with SqliteIndex(tmp_path / "news.index") as index:
            kept.append((index.judged().below, int(index.judged().sizes.max())))
    assert kept == [(7, 6), (13, 12), (19, 18)]
    told(capsys)


def test_what_a_check_found_is_told_though_the_disk_takes_no_verdicts(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "in.jsonl", [*pages(0, 6), story(9, text=pages(0, 1)[0].text.upper())])

    def full(*args, **options):
        raise IndexFullError("the disk is full")

    monkeypatch.setattr("dedup.screen.judging.judge", full)
    assert main(["check", "in.jsonl", "--index", "news.index", "--add"]) == 1
    out, err = told(capsys)
    assert "1 finding" in out
    assert err == (
        "dedup: passages that recur were not judged, which makes later checks slower: the disk is full\n"
        "dedup: news.index: was not there, a new index was made\n"
    )
