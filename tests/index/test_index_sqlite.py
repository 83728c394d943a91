"""The engine with a file: how it is made and opened, what is refused, and what damage is found."""

import apsw
import numpy as np
import pytest
from index_samples import at_rest, entries, filled, story

from dedup.folding import CLASS_SHIFT, LETTER, PAGE_BITS, fold_table
from dedup.index.errors import (
    DedupIndexError,
    IndexAccessError,
    IndexDamagedError,
    IndexMismatchError,
    IndexMissingError,
    IndexThereError,
)
from dedup.index.protocol import Decision
from dedup.index.sqlite import SqliteIndex
from dedup.index.stamp import tokeniser_fingerprint
from dedup.keys import PASSAGE
from dedup.params import Params


def test_an_index_is_readable_by_its_owner_only(path):
    filled(path).close()
    assert path.stat().st_mode & 0o077 == 0


def test_making_an_index_where_there_is_something_is_refused(path):
    path.write_text("notes")
    with pytest.raises(IndexThereError, match="choose another name"):
        SqliteIndex.create(path)
    assert path.read_text() == "notes"


def test_making_an_index_leaves_nothing_else_in_the_folder(path):
    SqliteIndex.create(path).close()
    assert {each.name for each in path.parent.iterdir()} <= {path.name, f"{path.name}-turn"}


def test_seeds_of_indexes_differ_unless_one_is_given(tmp_path):
    seeds = {SqliteIndex.create(tmp_path / f"{k}.index").params.seed for k in range(3)}
    assert len(seeds) == 3
    assert SqliteIndex.create(tmp_path / "given.index", seed=5).params.seed == 5


def test_making_an_index_in_a_folder_that_is_not_there_is_refused(path):
    with pytest.raises(IndexAccessError, match="make it first"):
        SqliteIndex.create(path.parent / "none" / "x.index")


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


@pytest.mark.parametrize("char", "یىکڪہھەۃٱ＿Łœ")
def test_an_index_of_another_folding_has_another_stamp(char, monkeypatch):
    stamp, table = tokeniser_fingerprint(), fold_table()
    entry, code = table.entry.copy(), ord(char)
    entry[(table.page[code >> PAGE_BITS] << PAGE_BITS) | (code & 127)] = LETTER << CLASS_SHIFT | code
    monkeypatch.setattr("dedup.corpus.chunks.fold_table", lambda: table._replace(entry=entry))
    assert tokeniser_fingerprint.__wrapped__() != stamp


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


def test_a_tampered_log_is_found(path):
    filled(path).close()
    other = apsw.Connection(str(path))
    other.execute("UPDATE audit SET line = replace(line, '12', '11')")
    other.close()
    with SqliteIndex(path) as index:
        assert any("audit" in fault for fault in index.verify())
