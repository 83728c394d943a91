"""Writes what was planned: rows, postings, counts, inside one transaction."""

import json

import numpy as np
from numpy.typing import NDArray

from dedup.index.changes import Change
from dedup.index.points import reach
from dedup.index.records import Stored, unpack_keys
from dedup.index.rows import HEAD, article_row, head_sum, key_postings, postings_of, seal
from dedup.index.store import Store


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
        first = rows[0][0]
        roll = json.dumps([[number, each.entry.article.id] for number, each in change.inserted.items()]).encode()
        connection.execute("INSERT INTO rolls(number, ids, sum) VALUES(?, ?, ?)", (first, roll, seal(first, roll)))
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
    return key_postings(heir, unpack_keys(keys), left.fingerprint)
