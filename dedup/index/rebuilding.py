"""A new index from the articles of an old one: other parameters, another tokeniser, or lost records.

The old index stays as it is until the new one is complete and verified.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from dedup.index import audit
from dedup.index.bulk import add_all
from dedup.index.copying import draft_beside, swap
from dedup.index.errors import IndexDamagedError, IndexMissingError, IndexThereError
from dedup.index.files import make_file, publish
from dedup.index.forgotten_file import read_forgotten, write_forgotten
from dedup.index.protocol import Decision
from dedup.index.salvage import Salvage, salvage
from dedup.index.sqlite import SqliteIndex
from dedup.index.stamp import Stamp, new_stamp, random_seed
from dedup.index.store import Store
from dedup.index.verifying import content_digest_of
from dedup.model import Article, Progress
from dedup.params import Params

_BATCH = 1000


class Repaired(NamedTuple):
    """What a repair saved."""

    articles: int
    lost: tuple[str, ...]  #: ids of articles that could not be saved, as far as they are known
    unnamed: int  #: further articles that could not be saved and whose ids are lost, too
    decisions: int
    notes: tuple[str, ...] = ()  #: what else could not be saved, in words


def rebuild(
    path: Path,
    params: Params | None = None,
    *,
    seed: int | None = None,
    workers: int = 1,
    progress: Progress | None = None,
) -> tuple[int, Path]:
    """Build an index anew from its own articles, for other parameters or another version.

    Args:
        path: The index.
        params: What the keys are made with; None keeps the parameters.
        seed: Of the permutations; None keeps the seed if the parameters are kept, else draws one.
        workers: Threads.
        progress: Called with (stage, done, total).

    Returns:
        The number of articles, and where the old index is kept.

    Raises:
        IndexDamagedError: If the old index cannot be read whole, or the new one does not verify.
    """
    with draft_beside(path) as draft:
        with Store(path, any_stamp=True) as old, old.writing():
            stamp = _stamp_for(old.stamp, params, seed)
            make_file(draft, stamp)
            with SqliteIndex(draft) as new:
                add_all(new, _articles(old, progress), workers=workers, allow=True)
                _carry_over(new, old.audit_rows(), old.decisions(), old.forgotten_marks(), old.withdrawn_marks())
                with new.writing():
                    new.log({"at": audit.now(), "what": "rebuild", "articles": len(new)})
                _check_same(old, new, progress)
                new.transactions.checkpoint(whole=True)
                new.transactions.connection.pragma("journal_mode", "DELETE")
                count = len(new)
            state = old.state.pack()
        kept = swap(draft, path, state)
    return count, kept or path


def _stamp_for(old: Stamp, params: Params | None, seed: int | None) -> Stamp:
    """The stamp of the new index; its secret is that of the old one, so that its memory holds."""
    if seed is None:
        seed = old.params.seed if params is None else random_seed()
    return new_stamp(replace(params or old.params, seed=seed))._replace(secret=old.secret)


def _articles(store: Store, progress: Progress | None) -> Iterator[Article]:
    """All articles of an index, in the order of adding."""
    numbers = store.numbers()
    for start in range(0, len(numbers), _BATCH):
        if progress:
            progress("rebuilding", start, len(numbers))
        yield from store.articles(numbers[start : start + _BATCH])


def _carry_over(
    new: SqliteIndex,
    log: Iterable[tuple[int, bytes, bytes]],
    decisions: Iterable[Decision],
    marks: Collection[bytes],
    notices: Mapping[str, str],
) -> None:
    """Put decisions, memory and log of the old index into the new one; its own log so far gives way."""
    with new.writing():
        connection, state = new.transactions.connection, new.state
        connection.execute("DELETE FROM audit")
        state.audit_count, state.audit_head = 0, ""
        for number, line, chain in log:
            connection.execute("INSERT INTO audit(number, line, chain) VALUES(?, ?, ?)", (number, line, chain))
            state.audit_count, state.audit_head = number, chain.hex()
        new.transactions.is_dirty = True
        for decision in decisions:
            new.insert_decision(decision)
        if marks:
            new.remember(marks)
        new.remember_withdrawn(notices)


def _check_same(old: Store, new: SqliteIndex, progress: Progress | None) -> None:
    """Refuse a new index that does not hold what the old one holds."""
    faults = new.verify(progress)
    if not faults and content_digest_of(old) != content_digest_of(new):
        faults = ["its articles are not those of the old one"]
    if faults:
        raise IndexDamagedError(f"{old.path}: the new index does not verify, the old one stays: {faults[0]}")


def repair(path: Path, target: Path, *, workers: int = 1, progress: Progress | None = None) -> Repaired:
    """Save every sound record of a damaged index into a new one; what follows from the texts is derived anew.

    Args:
        path: The damaged index, which stays as it is.
        target: The new index; nothing may be there.
        workers: Threads.
        progress: Called with (stage, done, total).

    Raises:
        IndexMissingError: If there is nothing to save.
        IndexThereError: If there is something at ``target`` already.
    """
    if target.exists():
        raise IndexThereError(f"{target}: is there already; choose another name")
    saved = salvage(path, progress)
    if not saved.articles and saved.stamp is None:
        raise IndexMissingError(f"{path}: holds no record of an index; if it is one, restore a backup")
    with draft_beside(target) as draft:
        stamp = _stamp_for(saved.stamp, None, None) if saved.stamp else new_stamp(replace(Params(), seed=random_seed()))
        make_file(draft, stamp)
        with SqliteIndex(draft) as new:
            add_all(new, _newest(saved), workers=workers, allow=True)
            beside = read_forgotten((path, target), stamp.secret)
            marks = saved.marks | beside.marks
            log = saved.log_before_break(stamp.secret)
            _carry_over(new, log, saved.decisions, marks, saved.notices)
            lost, unnamed = _lost(saved)
            line = {"at": audit.now(), "what": "repair", "articles": len(new), "lost": len(lost) + unnamed}
            with new.writing():
                new.log(line)
            faults = new.verify(progress)
            if faults:
                raise IndexDamagedError(f"{path}: the repaired index does not verify: {faults[0]}")
            count = len(new)
            new.transactions.checkpoint(whole=True)
            new.transactions.connection.pragma("journal_mode", "DELETE")
        publish(draft, target)
    if marks:
        write_forgotten(target, stamp.secret, marks)
    notes = (*_also_lost(saved, len(log), is_remembered=bool(beside.marks) and not beside.faults), *beside.faults)
    return Repaired(count, lost, unnamed, len(saved.decisions), notes)


def _also_lost(saved: Salvage, lines: int, *, is_remembered: bool) -> Iterator[str]:
    """Say what is lost besides articles.

    Args:
        saved: What was found.
        lines: Of the audit log that were saved.
        is_remembered: What was forgotten stands in the file beside an index, too.
    """
    if saved.stamp is None:
        yield (
            "what the index was built with: the new one has the parameters of this version and a seed of its own, its "
            "audit log begins anew, and what was forgotten is not refused any more; forget it once more"
        )
        return
    state = saved.state
    if state is None:
        yield "the counts of what there was: more may be lost than is named here"
        return
    if lines < state.audit_count:
        yield f"{state.audit_count - lines} lines of the audit log"
    if (found := len(saved.numbered_decisions.keys() | saved.erased_decisions)) < state.decisions:
        yield f"{state.decisions - found} decisions"
    if len(saved.mark_rows) < state.forgotten and not is_remembered:
        yield "some of what was forgotten, which is not refused any more; forget it once more"
    if len(saved.withdrawn) < state.withdrawn:
        yield "some of what was withdrawn, which may be added again"


def _newest(saved: Salvage) -> list[Article]:
    """The saved articles, of those with one id the last that was added."""
    by_id = {saved.articles[number].id: number for number in sorted(saved.articles)}
    return [saved.articles[number] for number in sorted(by_id.values())]


def _lost(saved: Salvage) -> tuple[tuple[str, ...], int]:
    """The ids of lost articles, and how many more there were."""
    lost = tuple(name for number, name in sorted(saved.names.items()) if number not in saved.articles)
    known = saved.articles.keys() | saved.names.keys()
    if saved.state:
        return lost, max(0, saved.state.articles - len(known))
    return lost, len(saved.posted - saved.gone - known)  # at most; the removed ones may be among them
