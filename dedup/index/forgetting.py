"""Erasure to the byte, and the memory of it.

What was forgotten is remembered by keyed hashes of its id and of its text, with the index's own
secret as the key: enough to refuse it when it comes again or when an older backup is restored,
too little to tell what it was.
"""

import json
import time
from collections.abc import Collection, Iterable, Sequence

from dedup.index import audit
from dedup.index.applying import carry_out
from dedup.index.entries import content_digest
from dedup.index.errors import IndexBusyError
from dedup.index.fault_points import reach
from dedup.index.forgotten_file import write_forgotten
from dedup.index.judged import drop_judged
from dedup.index.levels import STEP_POSTINGS
from dedup.index.packing import KINDS, pack
from dedup.index.planning import MARK_BYTES, Surroundings, audit_line, mark, marks_of, plan
from dedup.index.protocol import Outcome
from dedup.index.records import encode_text, unpack_keys
from dedup.index.rows import name_postings, seal
from dedup.index.store import Store
from dedup.model import Article


def forget(index: Store, ids: Sequence[str], more: Collection[bytes] = ()) -> Outcome:
    """Erase articles: text, metadata, keys, postings, ids, decisions on them; then empty the log.

    Ids that the index does not hold are remembered all the same, so that they
    are refused when they come. ``more`` are further marks to remember.

    Raises:
        IndexBusyError: If a reader holds an older state, in which the text still stands; what was asked
            for is then done, but the log could not be emptied yet.
    """
    secret = index.stamp.secret
    with index.writing():
        _end_merge(index)
        known = index.numbers_of(ids)
        held = known[known > 0]
        articles = index.articles(held)
        marks = [mark(secret, "id", encode_text(identity)) for identity in ids]
        marks += [each for article in articles for each in marks_of(secret, article)]
        result = _erase(index, articles)
        index.remember({*marks, *more})
        index.log(audit_line(secret, "forget", audit.now(), result))
        reach("forget.written")
    _empty_the_log(index)
    write_forgotten(index.path, secret, marks_now(index))
    return result


def _end_merge(index: Store) -> None:
    """Bring a merge to its end, inside a transaction: while it lasts, rows that are about to go hold postings."""
    while index.state.merge:
        with index.transactions.call():
            index.levels.step(index.state, STEP_POSTINGS)
        index.transactions.is_dirty = True


def _erase(index: Store, articles: Sequence[Article]) -> Outcome:
    """Take articles out of every table, inside a transaction."""
    own, state = index.transactions, index.state
    stored = {each.id: each for each in index.stored_of([article.id for article in articles])}
    around = Surroundings(state.next_number, stored, {}, index.heir_of, (), index.stamp.secret)
    change = plan([], list(stored), around)
    postings = []
    for each in change.deleted:
        if each.has_keys:
            keys = unpack_keys(index.raw_keys(each.number))
            postings += [pack(kind, part, each.number) for kind, part in zip(KINDS, keys.by_kind, strict=True)]
        postings.append(name_postings(each))
    with own.call():
        carry_out(index, change, tombstones=False)
        own.is_dirty = True
        index.levels.erase(state, postings)
        drop_judged(own.connection, state)
        reach("forget.erased")
        _erase_decisions(index, {content_digest(article) for article in articles})
    return change.result


def _erase_decisions(index: Store, digests: set[str]) -> None:
    """Empty the decisions on erased texts; their places stay, so that a missing one is seen."""
    connection = index.transactions.connection
    for number, record, kept in list(connection.execute("SELECT number, record, sum FROM decisions")):
        index.check_seal(number, record, kept, "decisions")
        values = json.loads(record)
        if values and {values["left"], values["right"]} & digests:
            data = b"{}"
            sum_ = seal("decisions", number, data)
            connection.execute("UPDATE decisions SET record = ?, sum = ? WHERE number = ?", (data, sum_, number))


def _empty_the_log(index: Store) -> None:
    """Move everything out of the write-ahead log and cut it: it may hold copies of what was erased."""
    deadline = time.monotonic() + index.transactions.wait_s
    while not index.transactions.checkpoint(whole=True):
        if time.monotonic() > deadline:
            raise IndexBusyError(
                f"{index.path}: the articles are forgotten, but a reader holds an older state, so that the log "
                "could not be emptied; end that reader and forget them once more"
            )
        time.sleep(0.01)


def allow_again(index: Store, articles: Iterable[Article]) -> None:
    """Take articles off the list of what was forgotten, inside a transaction."""
    freed = {each for article in articles for each in marks_of(index.stamp.secret, article)}
    connection = index.transactions.connection
    for number, marks, sum_ in list(connection.execute("SELECT number, marks, sum FROM forgotten")):
        index.check_seal(number, marks, sum_, "forgotten")
        kept = [marks[k : k + MARK_BYTES] for k in range(0, len(marks), MARK_BYTES)]
        left = b"".join(each for each in kept if each not in freed)
        if len(left) < len(marks):
            sum_ = seal("forgotten", number, left)
            connection.execute("UPDATE forgotten SET marks = ?, sum = ? WHERE number = ?", (left, sum_, number))
            index.transactions.is_dirty = True


def marks_now(index: Store) -> set[bytes]:
    """Return the marks of all that is forgotten now."""
    with index.reading_whole():
        return index.forgotten_marks()
