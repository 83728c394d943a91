"""The file of accepted findings: what it covers, how it changes, what is wrong with one."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.errors import DedupError
from dedup.findings.baseline import Baseline, digest, entry_of, pruned, read_baseline, to_bytes, updated
from dedup.model import Article, Relation

A = Article("a", "The old bridge closes on Monday.")
B = Article("b", "The old bridge closes on Tuesday.")
C = Article("c", B.text)
TODAY = date(2026, 6, 1)
COPY = Relation.NEAR_DUPLICATE


def entry(left=A, right=B, relation=COPY, **rest):
    return entry_of(left, right, relation, **rest)


@pytest.fixture
def read(tmp_path):
    def from_bytes(content):
        path = tmp_path / "baseline.json"
        path.write_bytes(content)
        return read_baseline(str(path))

    return from_bytes


def covers(known, found):
    return Baseline([known]).covers(found, TODAY)


def test_accepted_pair_is_covered_in_either_order():
    assert covers(entry(), entry())
    assert covers(entry(), entry(B, A))


def test_edited_text_is_not_covered():
    assert not covers(entry(), entry(A, B._replace(text=B.text + " And opens again.")))


def test_line_ends_and_spaces_do_not_matter():
    assert covers(entry(), entry(A, B._replace(text="The old bridge\r\n closes on Tuesday.\r\n")))


def test_third_copy_of_an_accepted_text_is_not_covered():
    assert not covers(entry(A, B), entry(A, C))


def test_stronger_relation_than_accepted_is_not_covered_but_a_weaker_one_is():
    assert not covers(entry(relation=Relation.OVERLAP), entry(relation=COPY))
    assert covers(entry(relation=COPY), entry(relation=Relation.OVERLAP))


def test_an_entry_holds_until_the_end_of_its_last_day():
    assert covers(entry(expires="2026-06-01"), entry())
    assert not covers(entry(expires="2026-05-31"), entry())


def test_file_is_one_sorted_entry_a_line_whatever_the_order():
    entries = [entry(B, C, Relation.IDENTICAL), entry(A, C), entry(A, B)]
    content = to_bytes(Baseline(entries))
    assert content == to_bytes(Baseline(reversed(entries)))
    lines = content.decode().splitlines()
    assert lines[0] == '{"version": 1, "entries": ['
    assert [json.loads(line.rstrip(","))["ids"] for line in lines[1:-1]] == [["a", "b"], ["a", "c"], ["b", "c"]]


def test_empty_baseline_is_a_file_too(read):
    assert to_bytes(Baseline()) == b'{"version": 1, "entries": []}\n'
    assert len(read(to_bytes(Baseline()))) == 0


hostile = st.text(st.characters(), min_size=1)  # lone surrogates too


@given(st.lists(st.tuples(hostile, hostile, st.text(), hostile, st.sampled_from(Relation)), max_size=4))
def test_what_is_written_is_read_again_byte_for_byte(tmp_path_factory, rows):
    entries = [
        entry_of(Article(left, text), Article(right, text), relation, reason=reason, who=reason)
        for left, right, text, reason, relation in rows
    ]
    content = to_bytes(Baseline(entries))
    path = tmp_path_factory.mktemp("baseline") / "b.json"
    path.write_bytes(content)
    again = read_baseline(str(path))
    assert again.entries == Baseline(entries).entries
    assert to_bytes(again) == content


def test_update_keeps_what_still_holds_as_it_was():
    known = entry(reason="agency", who="Ana", created="2026-01-01")
    [kept] = updated(Baseline([known]), [entry(created="2026-06-01", reason="new")]).entries
    assert kept == known


def test_update_replaces_entries_whose_text_changed_or_that_expired():
    known = entry(reason="agency", created="2026-01-01", expires="2026-02-01")
    again = entry(created="2026-06-01", reason="still agency")
    assert updated(Baseline([known]), [again]).entries == [again]
    edited = entry(A, B._replace(text="Other words."), created="2026-06-01")
    assert updated(Baseline([entry(reason="agency")]), [edited]).entries == [edited]


def test_update_takes_reason_and_dates_along_to_new_ids():
    known = entry(reason="agency", who="Ana", created="2026-01-01")
    renamed = entry(A._replace(id="x/a"), B._replace(id="x/b"), created="2026-06-01")
    old, new = updated(Baseline([known]), [renamed]).entries
    assert old == known
    assert (new.ids, new.reason, new.who, new.created) == (("x/a", "x/b"), "agency", "Ana", "2026-01-01")


def test_prune_drops_what_is_gone_changed_or_expired():
    gone, changed, late, kept = entry(A, C), entry(A, B), entry(B, C, expires="2026-01-01"), entry(A, Article("d", "x"))
    found = [entry(A, B._replace(text="Other words.")), entry(B, C), kept]
    left, dropped = pruned(Baseline([gone, changed, late, kept]), found, TODAY)
    assert left.entries == [kept]
    assert dropped == sorted([gone, changed, late])


def record(**changed):
    made = json.loads(to_bytes(Baseline([entry()])))["entries"][0]
    made |= changed
    return json.dumps({"version": 1, "entries": [{key: value for key, value in made.items() if value is not None}]})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[" * 100_000, "not JSON"),
        ("[]", "must hold an object"),
        ('{"version": 1}', "key 'entries' is missing"),
        ('{"entries": []}', "key 'version' is missing"),
        ('{"version": 2, "entries": []}', "'version' must be 1, got 2"),
        ('{"version": true, "entries": []}', "'version' must be 1, got True"),
        ('{"version": 1, "entries": {}}', "'entries' must be a list"),
        ('{"version": 1, "entries": [], "extra": 1}', "unknown key 'extra'"),
        ('{"version": 1, "entries": [3]}', "entry 1: must be an object"),
        (record(reson="x"), "entry 1: unknown key 'reson'"),
        (record(who=None), "entry 1: key 'who' is missing"),
        (record(reason=3), "'reason' must be a text, got 3"),
        (record(relation="copy"), "'relation' must be one of identical"),
        (record(expires="31.12.2026"), "'expires' must be a day like 2026-12-31"),
        (record(expires="2026-02-30"), "'expires' must be a day like 2026-12-31"),
        (record(ids=["a"]), "'ids' must be a list of two texts"),
        (record(digests="ab"), "'digests' must be a list of two texts"),
        (record().replace("}]}", "}, " + record()[27:]), "entries 1 and 2 are for the same pair 'a', 'b'"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_place(read, content, said):
    with pytest.raises(DedupError) as raised:
        read(content.encode())
    assert "baseline.json: " in str(raised.value)
    assert said in str(raised.value)


def test_missing_file_is_refused_with_the_command_that_makes_one(tmp_path):
    with pytest.raises(DedupError, match="dedup baseline create"):
        read_baseline(str(tmp_path / "none.json"))


def test_digests_stay_as_they_are_or_every_baseline_breaks():
    assert digest("The old bridge closes on Monday.") == "af457399d171e6128b825721a7529232"
    assert digest("a\ud800") != digest("a")
