"""Writes what was planned: rows, postings, counts, inside one transaction."""

import json
from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dedup.index.fault_points import reach
from dedup.index.outlines import make_outlines, strike_outlines, write_outlines
from dedup.index.planning import Change
from dedup.index.records import Stored, unpack_keys
from dedup.index.rows import HEAD, article_row, head_sum, key_postings, passage_count, postings_of, seal
from dedup.index.store import Store

_NAMES = 128  # names in a list


def carry_out(store: Store, change: Change, *, tombstones: bool = True) -> None:
    """Write what was planned, inside a transaction; without ``tombstones`` the caller erases the postings."""
    state, connection = store.state, store.transactions.connection
    store.transactions.is_dirty = True
    postings: list[NDArray[np.int64]] = []
    if change.deleted:
        gone = np.array([stored.number for stored in change.deleted], dtype=np.int64)
        leaving = {stored.number for _, stored in change.promoted}
        heirs = {number: store.raw_keys(number) for number in leaving}
        connection.executemany("DELETE FROM articles WHERE number = ?", [(int(number),) for number in gone])
        gone.sort()
        strike_names(store, gone.tolist())
        if state.outlined:
            strike_outlines(connection, store.path, gone[gone >= state.outlined])
        reach("remove.deleted")
        if tombstones:
            store.levels.remove(state, gone)
        for heir, stored in change.promoted:
            postings.append(_promote(store, heir, stored, heirs[stored.number]))
    rows = [article_row(number, each, number in change.with_keys) for number, each in change.inserted.items()]
    connection.executemany(
        f"INSERT INTO articles({HEAD}, meta, text, text_sum) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows
    )
    reach("add.articles")
    if rows:
        names = [(number, each.entry.article.id) for number, each in change.inserted.items()]
        write_names(store, [names[k : k + _NAMES] for k in range(0, len(names), _NAMES)])
        _write_outlines(store, rows)
        state.next_number = max(change.inserted) + 1
    postings += postings_of(change)
    if postings:
        store.levels.append(state, np.concatenate(postings))
    reach("add.postings")
    state.articles += len(change.inserted) - len(change.deleted)
    state.texts += len(change.with_keys) + len(change.promoted) - sum(each.has_keys for each in change.deleted)


def _promote(store: Store, heir: int, left: Stored, keys: bytes) -> NDArray[np.int64]:
    """Make another member of equal texts their representative; return its postings."""
    row = store.heads([heir])[0]
    values = (*row[:7], keys)
    connection = store.transactions.connection
    connection.execute("UPDATE articles SET keys = ?, head_sum = ? WHERE number = ?", (keys, head_sum(values), heir))
    if heir >= store.state.outlined > 0:
        _write_outlines(store, [values])
    return key_postings(heir, unpack_keys(keys), left.fingerprint)


def _write_outlines(store: Store, rows: Sequence[Sequence[Any]]) -> None:
    """Write the outlines of articles, whose rows begin as their heads do, their numbers rising."""
    connection, state = store.transactions.connection, store.state
    if not state.outlined:
        make_outlines(connection)
        state.outlined = state.next_number
    numbers, prints, counts = (
        np.array(column, dtype=np.int64)
        for column in zip(*((row[0], row[2], passage_count(row[7])) for row in rows), strict=True)
    )  # fmt: skip
    write_outlines(connection, store.path, numbers, prints, counts)


def write_names(store: Store, lists: Sequence[Sequence[tuple[int, str]]]) -> None:
    """Write lists of (number, id): what tells the ids of articles whose own records are lost."""
    records = [(names[0][0], json.dumps(names, separators=(",", ":")).encode()) for names in lists]
    store.transactions.connection.executemany(
        "INSERT OR REPLACE INTO rolls(number, ids, sum) VALUES(?, ?, ?)",
        [(number, record, seal("rolls", number, record)) for number, record in records],
    )


def strike_names(store: Store, numbers: Sequence[int]) -> None:
    """Take articles out of the lists of names.

    Args:
        store: The index, inside a transaction.
        numbers: Rising.
    """
    connection = store.transactions.connection
    position = 0
    while position < len(numbers):
        row = connection.execute(
            "SELECT number, ids, sum FROM rolls WHERE number <= ? ORDER BY number DESC LIMIT 1", (numbers[position],)
        ).fetchone()
        if row is None:
            raise store.damaged("rolls", numbers[position], "missing")
        first, record, kept = row
        store.check_seal(first, record, kept, "rolls")
        names = json.loads(record)
        end = bisect_right(numbers, names[-1][0] if names else first, position)
        struck = set(numbers[position:end])
        if not struck:
            raise store.damaged("rolls", first, "without an article that it should name")
        left = [name for name in names if name[0] not in struck]
        if left:  # under its old number: the first name of a list stays its number
            data = json.dumps(left, separators=(",", ":")).encode()
            connection.execute(
                "UPDATE rolls SET ids = ?, sum = ? WHERE number = ?", (data, seal("rolls", first, data), first)
            )
        else:
            connection.execute("DELETE FROM rolls WHERE number = ?", (first,))
        position = end
