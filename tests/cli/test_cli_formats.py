"""``dedup formats``, and ``--fetch`` of ``dedup find``."""

import json

import pytest

from dedup.cli import formats as command
from dedup.cli.settings import INPUT_FORMATS
from dedup.readers.formats import FORMAT_NAMES, FORMATS


def test_every_format_is_listed_with_what_it_gives(run):
    code, out, _ = run("formats")
    assert code == 0
    for form in FORMATS:
        assert form.name in out
        assert form.what in out
        assert all(suffix in out for suffix in form.suffixes)
    assert ".zip" in out


def test_formats_as_json(run):
    code, out, _ = run("formats", "--format", "json")
    table = json.loads(out)
    assert code == 0
    assert [row["format"] for row in table["formats"]] == list(FORMAT_NAMES)
    assert {".gz", ".bz2", ".zst", ".zip"} <= set(table["packed"])
    for row in table["formats"]:
        assert "body" in row["gives"]
        assert row["installed"] in (True, False)
        assert not row["extra"] or row["extra"] in ("parquet", "warc", "office")


def test_what_is_not_installed_is_listed_with_the_command_that_installs_it(run, monkeypatch):
    monkeypatch.setattr("dedup.extras.is_installed", lambda module: module != "pyarrow")
    _, out, _ = run("formats")
    assert "by pyarrow - not installed: pip install 'newsdedup[parquet]'" in out
    assert out.count("not installed") == 1


def test_formats_of_the_default_install_are_all_installed():
    assert [row["format"] for row in command.table() if not row["extra"] and not row["installed"]] == []


def test_settings_take_every_format():
    assert set(INPUT_FORMATS) == set(FORMAT_NAMES)


@pytest.mark.parametrize("url", ["https://news.example/feed", "http://127.0.0.1/x.jsonl", "HTTPS://NEWS.EXAMPLE"])
def test_address_on_the_web_without_fetch_is_wrong_usage(run, detector, url):
    code, _, err = run("find", url)
    assert (code, err) == (2, f"dedup: {url}: is an address on the web; add --fetch to have it fetched\n")
    assert detector.calls == []


def test_inner_address_is_refused_with_fetch_too(run, detector, monkeypatch, tmp_path):
    monkeypatch.setenv("DEDUP_CACHE_DIR", str(tmp_path))
    code, _, err = run("find", "http://127.0.0.1:9/feed", "--fetch")
    assert code == 2
    assert "leads to 127.0.0.1: this computer; only public addresses are fetched" in err


@pytest.mark.parametrize("fetch", [[], ["--fetch"]], ids=["not asked for", "asked for"])
def test_compare_takes_an_address_only_if_fetching_is_asked_for(run, monkeypatch, tmp_path, fetch):
    monkeypatch.setenv("DEDUP_CACHE_DIR", str(tmp_path))
    (tmp_path / "a.txt").write_text("The bridge will close on Monday.", encoding="utf-8")
    code, _, err = run("compare", "http://127.0.0.1:9/page", str(tmp_path / "a.txt"), *fetch)
    assert code == 2
    assert ("only public addresses are fetched" if fetch else "add --fetch to have it fetched") in err


def test_fields_of_versions_can_be_named(run, detector, tmp_path):
    rows = [
        {"id": "a", "text": "The bridge will close.", "rev": "2", "state": "ok", "desk": "Wire", "at": "2024-02-06"},
        {"id": "a", "text": "The bridge will close on Monday.", "rev": "10", "state": "ok", "desk": "Wire"},
        {"id": "b", "text": "The whale swam away.", "rev": "1", "state": "killed"},
    ]
    (tmp_path / "a.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    names = ["--version-field=rev", "--modified-field=at", "--status-field=state", "--credit-field=desk"]
    code, _, err = run("find", str(tmp_path / "a.jsonl"), *names)
    assert code == 0
    assert detector.calls[0]["articles"] == ["a"]
    assert "older versions of articles, left out: 1" in err
    assert "withdrawn: 1, the first is 'b'" in err


@pytest.mark.parametrize(("options", "code"), [([], 2), (["--allow-empty"], 0)])
def test_feed_without_a_byte_is_wrong_unless_empty_ones_are_allowed(run, detector, tmp_path, options, code):
    (tmp_path / "feed.rss").write_bytes(b"")
    assert run("find", str(tmp_path / "feed.rss"), *options)[0] == code
