"""``dedup baseline``: from create to a check that passes."""

import json

import pytest

from cli.check_rows import COPY, FRESH, INDEXED, QUOTING
from dedup.findings.baseline import digest


@pytest.fixture
def feed(home):
    def write(*rows):
        (home / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")

    write(COPY, QUOTING, FRESH)
    return write


@pytest.fixture
def baseline(index, run, feed):
    def run_it(command, *options):
        return run("baseline", command, "b.json", "in.jsonl", "--index", "news.index", *options)

    return run_it


def entries(home):
    return json.loads((home / "b.json").read_text(encoding="utf-8"))["entries"]


def checked(run):
    return run("check", "in.jsonl", "--index", "news.index", "--baseline", "b.json")


def test_create_accepts_what_fails_and_the_check_passes(baseline, run, home):
    code, out, err = baseline("create", "--reason", "before we checked", "--by", "Ana", "--expires", "2026-12-31")
    assert (code, out) == (0, "b.json: 1 accepted, 1 of them new\n")
    assert "accepted: agency-1 and copy, identical: before we checked" in err
    assert entries(home) == [
        {
            "ids": ["agency-1", "copy"],
            "digests": [digest(INDEXED[0].text), digest(COPY["text"])],
            "relation": "identical",
            "reason": "before we checked",
            "who": "Ana",
            "created": "2026-06-01",
            "expires": "2026-12-31",
        }
    ]
    code, out, _ = checked(run)
    assert code == 0
    assert "ACCEPTED (1)" in out
    assert "copy and agency-1, identical: before we checked" in out


def test_the_same_run_gives_the_same_bytes(baseline, home):
    baseline("create")
    first = (home / "b.json").read_bytes()
    (home / "b.json").unlink()
    baseline("create")
    assert (home / "b.json").read_bytes() == first


def test_create_does_not_replace_a_file(baseline, home):
    (home / "b.json").write_text("mine")
    code, _, err = baseline("create")
    assert code == 2
    assert "dedup baseline update" in err
    assert (home / "b.json").read_text() == "mine"
    (home / "b.json").write_text("")
    assert baseline("create")[0] == 0


def test_update_adds_what_is_new_and_keeps_what_was_there(baseline, home, monkeypatch):
    baseline("create", "--reason", "old")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782864000")
    code, out, _ = baseline("update", "--fail-on", "overlap", "--reason", "quoted with consent")
    assert (code, out) == (0, "b.json: 2 accepted, 1 of them new\n")
    assert [(entry["reason"], entry["created"]) for entry in entries(home)] == [
        ("old", "2026-06-01"),
        ("quoted with consent", "2026-07-01"),
    ]


def test_edited_article_fails_again_and_its_entry_is_stale(baseline, run, feed):
    baseline("create")
    feed(COPY | {"text": COPY["text"] + " It was closed on Sunday already."})
    code, out, err = checked(run)
    assert code == 1
    assert "STALE (1)" in out
    assert "b.json: 1 stale; dedup baseline prune drops what covers nothing" in err


def test_expired_entry_fails_again_and_is_named(baseline, run, monkeypatch):
    baseline("create", "--expires", "2026-06-30")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782864000")  # 1 July 2026
    code, out, _ = checked(run)
    assert code == 1
    assert "EXPIRED (1)" in out
    code, out, _ = run("baseline", "audit", "b.json")
    assert code == 1
    assert "expired, they accept nothing any more (1):" in out


def test_prune_drops_what_is_not_found_any_more(baseline, feed, home):
    baseline("create", "--fail-on", "any")
    feed(COPY, FRESH)
    code, out, err = baseline("prune")
    assert (code, out) == (0, "b.json: 1 kept, 1 dropped\n")
    assert "dropped: archive-1 and quoting, overlap" in err
    assert [entry["ids"] for entry in entries(home)] == [["agency-1", "copy"]]


def test_audit_counts_and_names_what_nobody_explained(baseline, run):
    baseline("create")
    code, out, _ = run("baseline", "audit", "b.json")
    assert code == 0
    assert out.splitlines()[:3] == ["b.json: 1 entry", "   identical: 1", "without a reason or a name (1):"]


def test_what_the_policy_allows_needs_no_entry(baseline, home):
    (home / "policy.toml").write_text('[[allow]]\nsource = "Antara"\nreason = "subscription"\n')
    assert baseline("create", "--policy", "policy.toml")[1] == "b.json: 0 accepted, 0 of them new\n"


def test_nothing_is_added_to_the_index_even_if_the_configuration_says_so(baseline, index, home):
    (home / "dedup.toml").write_text("add = true\n")
    baseline("create")
    assert [settings.add for settings in index] == [False]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["update", "none.json", "in.jsonl", "--index", "i"], "none.json: no such file"),
        (["prune", "none.json", "in.jsonl", "--index", "i"], "none.json: no such file"),
        (["audit", "none.json"], "none.json: no such file"),
        (["create", "no/b.json", "in.jsonl", "--index", "i"], "there is no folder"),
        (["create", "b.json", "in.jsonl"], "no index to check against"),
        (["create", "b.json", "in.jsonl", "--index", "b.json"], "is an input too"),
        (["create", "b.json", "in.jsonl", "--index", "i", "--expires", "tomorrow"], "--expires must be a day"),
        (["create", "b.json", "in.jsonl", "--index", "i", "--expires", "2026-05-31"], "must not lie in the past"),
        (["create", "b.json"], "Missing argument"),
        (["nope"], "No such command"),
    ],
)
def test_wrong_use_exits_2_and_says_what_to_do(index, run, feed, home, arguments, said):
    code, _, err = run("baseline", *arguments)
    assert code == 2
    assert said in err
    assert not (home / "b.json").exists()


def test_nothing_to_check_exits_4_and_leaves_the_file(baseline, feed, home):
    baseline("create")
    before = (home / "b.json").read_bytes()
    feed({"id": "a", "text": "..."})
    assert baseline("update")[0] == 4
    assert baseline("prune")[0] == 4
    assert (home / "b.json").read_bytes() == before
