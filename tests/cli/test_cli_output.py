"""What ``--output`` must not replace, and where it cannot write."""

import builtins
import errno
import os
import pathlib
import stat

import pytest

from dedup.index.connection import APPLICATION_ID
from dedup.index.sqlite import SqliteIndex


@pytest.fixture
def kept(home):
    """An index under a name that does not say so."""
    SqliteIndex.create(home / "kept.html").close()
    (home / "labels.tsv").write_text("left\tright\tlabel\na\tb\t1\n")
    (home / "found.jsonl").write_text('{"kind":"match","left":"a","right":"b","relation":"overlap","score":0.9}\n')
    return home / "kept.html"


@pytest.mark.parametrize(
    "command",
    [
        ["find", "a.txt", "b.txt", "--output", "kept.html"],
        ["find", "a.txt", "b.txt", "--output", "html:kept.html"],
        ["find", "a.txt", "b.txt", "--output", "jsonl:kept.html-wal"],
        ["compare", "a.txt", "b.txt", "--output", "kept.html"],
        ["check", "a.txt", "--index", "other.index", "--output", "kept.html"],
        ["evaluate", "labels.tsv", "found.jsonl", "--output", "json:kept.html"],
        ["tune", "labels.tsv", "a.txt", "--output", "kept.html"],
        ["bands", "--output", "kept.html"],
        ["formats", "--output", "kept.html"],
        ["baseline", "create", "kept.html", "a.txt", "--index", "other.index"],
        ["baseline", "update", "kept.html", "a.txt", "--index", "other.index"],
        ["baseline", "prune", "kept.html", "a.txt", "--index", "other.index"],
    ],
    ids=" ".join,
)
def test_an_index_is_not_replaced_by_results(run, kept, command):
    before = kept.read_bytes()
    code, out, err = run(*command)
    assert (code, out, kept.read_bytes() == before) == (2, "", True)
    assert err.startswith("dedup: kept.html")
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("target", "content"),
    [
        ("html:dedup.toml", "quiet = true\n"),
        ("html:./pyproject.toml", "[tool.dedup]\nquiet = true\n"),
        ("link.html", ""),
        ("html:dedup.toml", None),
    ],
)
def test_a_file_of_settings_is_not_replaced_by_results_nor_made(run, home, target, content):
    path = home / ("pyproject.toml" if "pyproject" in target else "dedup.toml")
    if content is not None:
        path.write_text(content)
    (home / "link.html").symlink_to("dedup.toml")
    for command in (["find", "a.txt", "b.txt"], ["compare", "a.txt", "b.txt"]):
        code, out, err = run(*command, "--output", target)
        assert (code, out) == (2, "")
        assert "settings are read from a file of this name" in err
        assert path.exists() == (content is not None)
        assert content is None or path.read_text() == content


def test_what_belongs_to_an_index_is_not_replaced_and_the_index_is_named_as_the_user_would(run, detector, home):
    assert run("index", "add", "news.index", "a.txt")[0] == 0
    (home / "reports").mkdir()
    (home / "reports" / "link.html").symlink_to("../news.index-turn")
    for target, named in (
        ("news.index-turn", "news.index"),
        ("./reports/../news.index-wal", "reports/../news.index"),
        ("reports/link.html", "news.index"),
        (str(home / "news.index-turn"), str(home / "news.index")),
    ):
        code, out, err = run("find", "a.txt", "b.txt", "--output", f"html:{target}")
        assert (code, out) == (2, "")
        assert err.endswith(f": belongs to the index {named} and would be replaced; choose another name\n")


def test_an_index_is_known_by_its_header(kept):
    assert kept.read_bytes()[:16] == b"SQLite format 3\0"
    assert kept.read_bytes()[68:72] == APPLICATION_ID.to_bytes(4, "big") == b"ddup"


def test_an_older_report_is_replaced(run, detector, home):
    (home / "found.html").write_text("an older report")
    assert run("find", "a.txt", "--output", "found.html")[0] == 0
    assert (home / "found.html").read_text() != "an older report"


@pytest.mark.parametrize(
    ("name", "start"),
    [("found.json", '{"kind"'), ("found.NDJSON", '{"kind"'), ("found.txt", "Nothing"), ("found.md", "Nothing"),
     ("found", "Nothing"), ("found.2024", "Nothing")],
)  # fmt: skip
def test_a_suffix_decides_the_format_and_an_unknown_one_means_the_default(run, detector, home, name, start):
    assert run("find", "a.txt", "--output", name)[:2] == (0, "")
    assert (home / name).read_text().startswith(start)


@pytest.mark.parametrize("name", ["found.xml", "found.tsv", "found.sarif", "found.svg"])
def test_a_suffix_of_a_format_that_the_command_does_not_write_is_refused(run, detector, home, name):
    code, out, err = run("find", "a.txt", "--output", name)
    assert (code, out, (home / name).exists()) == (2, "", False)
    assert err.startswith(f"dedup: {name}: the name says ")
    assert "formats are text, jsonl, csv, html, furniture" in err
    assert run("find", "a.txt", "--output", name, "--format", "jsonl")[0] == 0
    assert (home / name).read_text().startswith('{"kind"')


def test_a_file_in_the_settings_whose_suffix_only_others_write_is_passed_over(run, detector, home, monkeypatch):
    monkeypatch.setenv("DEDUP_OUTPUT", "found.sarif")
    code, out, _ = run("find", "a.txt")
    assert (code, out != "", (home / "found.sarif").exists()) == (0, True, False)
    monkeypatch.setenv("DEDUP_OUTPUT", "text:found.sarif")
    assert run("find", "a.txt")[0] == 0
    assert (home / "found.sarif").exists()


def test_an_article_of_an_input_folder_is_not_replaced(run, detector, home):
    (home / "day").mkdir()
    (home / "day" / "c.txt").write_text("The ferry stays in the harbour.")
    code, out, err = run("find", "day", "--output", "day/c.txt")
    assert (code, out) == (2, "")
    assert "day/c.txt: is an article of an input folder and would be replaced" in err
    assert (home / "day" / "c.txt").read_text() == "The ferry stays in the harbour."


@pytest.mark.parametrize("name", ["junit.xml", ".found.txt"])
def test_a_report_in_an_input_folder_that_holds_no_article_is_replaced(run, detector, home, name):
    (home / name).write_text("<testsuites></testsuites>")
    assert run("find", ".", "--output", f"text:{name}")[0] == 0
    assert (home / name).read_text() != "<testsuites></testsuites>"


@pytest.mark.parametrize("name", ["found.html", "found.jsonl", "found.csv", "found.txt"])
def test_a_report_beside_the_articles_is_no_article_and_is_replaced(run, detector, home, name):
    assert run("find", ".", "--output", name)[0] == 0
    first = (home / name).read_bytes()
    detector.relations_found = ("overlap",)
    code, out, err = run("find", ".", "--output", name)
    assert (code, out) == (0, "")
    assert f"dedup: {name}: a report of dedup itself, not articles, skipped\n" in err
    assert (home / name).read_bytes() != first
    code, out, err = run("find", name)
    assert (code, out) == (2, "")
    assert err.startswith(f"dedup: {name}: a report of dedup itself, not articles; ")


@pytest.mark.parametrize("form", ["text", "jsonl", "csv", "html", "sarif", "junit", "gitlab"])
def test_a_report_of_a_check_beside_the_articles_is_none(run, home, form):
    assert run("index", "add", "other.index", "a.txt")[0] == 0
    (home / "day").mkdir()
    (home / "day" / "c.txt").write_bytes((home / "a.txt").read_bytes())
    name = {"text": "found.txt", "junit": "found.xml", "gitlab": "found.json"}.get(form, f"found.{form}")
    for _ in range(2):
        assert run("check", "day", "--index", "other.index", "--output", f"{form}:day/{name}")[0] == 1
    code, out, err = run("check", "day", "--index", "other.index", "--format", "jsonl")
    assert (code, f"day/{name}: a report of dedup itself, not articles, skipped" in err) == (1, True)
    assert '"kind":"summary","articles":1,"matches":1,' in out


def test_lists_and_settings_that_lie_among_the_articles_are_no_articles(run, detector, home):
    (home / "mine.txt").write_text((home / "a.txt").read_text())
    (home / "params.json").write_text('{"num_perm": 128}')
    code, out, err = run("find", ".", "--ignore", "mine.txt", "--params", "params.json", "--format", "jsonl")
    assert (code, "mine.txt" in out + err, "params.json" in err) == (0, False, False)


def test_an_index_and_what_lies_beside_it_are_no_articles(run, home):
    assert run("index", "add", "news.index", "a.txt", "b.txt")[0] == 0
    assert run("index", "forget", "news.index", "b.txt")[0] == 0
    assert (home / "news.index-forgotten").exists()
    code, out, err = run("check", ".", "--index", "news.index", "--format", "jsonl")
    assert (code, err) == (0, "")
    assert '"articles":2,"matches":0,"repeats":0,"clusters":0,"rejected":0,' in out
    code, out, err = run("index", "add", "news.index", ".")
    assert (code, "news.index-" in err) == (0, False)


@pytest.fixture
def read_only(monkeypatch):
    """A file system that takes no new file, where the system refuses even to remove one that is not there."""

    def refuse(path, *_, **__):
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))

    opened = builtins.open

    def guarded(path, *rest, **names):
        return (refuse if str(path).endswith(".part") else opened)(path, *rest, **names)

    monkeypatch.setattr(builtins, "open", guarded)
    monkeypatch.setattr(pathlib.Path, "unlink", refuse)


@pytest.mark.parametrize(
    ("command", "target"),
    [
        (["find", "a.txt", "b.txt", "--output", "found.html"], "found.html"),
        (["find", "a.txt", "b.txt", "--output", "jsonl:found"], "found"),
        (["compare", "a.txt", "b.txt", "--output", "./found.html"], "found.html"),
        (["check", "a.txt", "--index", "kept.html", "--output", "sarif:found"], "found"),
        (["bands", "--output", "found.json"], "found.json"),
        (["formats", "--output", "found.json"], "found.json"),
        (["baseline", "create", "found.json", "a.txt", "--index", "kept.html"], "found.json"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_file_system_that_cannot_be_written_is_no_crash(run, detector, kept, read_only, command, target):
    code, _, err = run(*command)
    assert (code, err.splitlines()[-1]) == (
        2,
        f"dedup: {target}: cannot be written: Read-only file system; choose another place",
    )


@pytest.mark.parametrize("name", ["no/found.html", "no/way/found.html"])
def test_a_folder_that_is_not_there_is_named_as_it_was_given(run, detector, name):
    folder = name.rpartition("/")[0]
    assert run("find", "a.txt", "b.txt", "--output", name) == (
        2,
        "",
        f"dedup: {name}: there is no folder {folder}; make it first\n",
    )


def test_a_link_into_a_folder_that_is_not_there_names_that_folder(run, detector, home):
    (home / "link.html").symlink_to("no/found.html")
    _, _, err = run("find", "a.txt", "b.txt", "--output", "link.html")
    assert err == "dedup: link.html: there is no folder no; make it first\n"


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o444])
def test_a_file_that_is_replaced_leaves_its_permissions(run, detector, home, mode):
    for name in ("private.html", "linked.html"):
        (home / name).write_text("old")
        (home / name).chmod(mode)
    (home / "link.html").symlink_to("linked.html")
    assert run("find", "a.txt", "b.txt", "--output", "private.html", "--output", "link.html")[0] == 0
    for name in ("private.html", "linked.html"):
        assert (home / name).read_text().startswith("<!doctype html>")
        assert stat.S_IMODE((home / name).stat().st_mode) == mode


@pytest.mark.parametrize("written", ["o.jsonl.gz", "jsonl:o.GZ", "o.html.zst", "o.bz2", "o.zip"])
def test_a_name_that_promises_compression_is_refused(run, detector, home, written):
    code, out, err = run("find", "a.txt", "b.txt", "--output", written)
    assert (code, out) == (2, "")
    assert "results are written uncompressed; leave ." in err
    assert not list(home.glob("o*"))
