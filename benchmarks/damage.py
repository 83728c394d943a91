"""Promises about damage: flipped bits (C1), files that are no index (C2), repair (C3), the audit log (F14)."""

import random
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from unittest.mock import patch

import apsw
import numpy as np

from benchmarks import workload
from benchmarks.results import Outcome
from benchmarks.workload import Child
from dedup.errors import DedupError
from dedup.index import connection as opening
from dedup.index.entries import content_digest
from dedup.index.errors import IndexDamagedError, IndexMismatchError, IndexMissingError
from dedup.index.packing import KINDS
from dedup.index.protocol import Decision
from dedup.index.rebuilding import repair
from dedup.index.sqlite import SqliteIndex

_PAGE = opening.PAGE_BYTES
_STEPS = 60


def _grown(path: Path, seed: int) -> workload.Model:
    """Make an index with segments, removed articles and decisions; return what it holds."""
    with workload.new_index(path) as index:
        for number in range(_STEPS):
            change = workload.step(seed, number)
            if change.what in ("add", "remove"):
                workload.carry_out(index, change)
        index.add([workload.entry(60 + k, k) for k in range(40)])
        held = workload.held(index)
        digests = [content_digest(each) for each in held.values()]
        for k in range(5):
            index.add_decision(Decision(digests[k], digests[k + 1], "duplicate", f"note {k}", "eva", "2025-01-01"))
        index.transactions.checkpoint(whole=True)
    return held


def _answers(index: SqliteIndex) -> list[object]:
    """Everything that an index says."""
    out: list[object] = [len(index), sorted(workload.held(index).items()), index.decisions(), len(index.audit())]
    for text in range(0, 40, 3):
        probe = workload.entry(0, text)
        for kind, keys in zip(KINDS, (probe.band_keys, probe.passage_keys, probe.term_keys), strict=True):
            owners = index.owners(kind, keys)
            out.append((owners.bounds.tolist(), owners.numbers.tolist(), owners.counts.tolist()))
        out.append(index.members([probe.fingerprint])[0].tolist())
    return out


def flips(outcome: Outcome, full: bool, seed: int) -> None:
    """C1: a flipped bit or an emptied page never gives a wrong answer without an error, and never a signal."""
    count = 10_000 if full else 1000
    good = _flip_often(count, count // 5, seed, checked=True)
    control = _flip_often(300, 60, seed + 1, checked=False)
    outcome.figures["C1"] = good | {"control_silent": control["silent"], "control_of": 360}
    outcome.expect("C1 silent wrong answers", good["silent"], at_most=0)
    outcome.expect("C1 signals and untyped errors", good["signals"] + good["untyped"], at_most=0)
    outcome.expect("C1 errors that do not name the file", good["unnamed"], at_most=0)
    outcome.expect("C1 control: without checksums there are silent wrong answers", control["silent"], at_least=1)


def _flip_often(count: int, zeroed: int, seed: int, *, checked: bool) -> dict[str, int]:
    """Damage copies of an index; count what came of it."""
    totals = dict.fromkeys(("damaged", "detected", "harmless", "silent", "untyped", "unnamed", "signals"), 0)
    with workload.quick_folder() as folder:
        path = Path(folder) / "c1.index"
        _grown(path, seed)
        data = path.read_bytes()
        with SqliteIndex(path) as index:
            truth = _answers(index)
        plan = ["flip"] * count + ["zero"] * zeroed
        for start in range(0, len(plan), 100):
            some = plan[start : start + 100]

            def work(say: Callable[[str], None], some: list[str] = some, start: int = start) -> None:
                if not checked:
                    _trust_everything()
                for k, what in enumerate(some):
                    say(_damaged_answer(path, data, truth, what, random.Random(f"{seed} {start + k}")))

            words, code = Child(work).end()
            for word in words:
                totals[word if word in totals else "untyped"] += 1
                if word not in totals and checked:
                    print(f"  C1: {word}")
            totals["damaged"] += len(some)
            totals["signals"] += code < 0
    return totals


def _trust_everything() -> None:
    """Switch the checksums off, for the control."""
    for name in ("dedup.index.segments.opened", "dedup.index.levels.opened"):
        patch(name, lambda path, table, number, data, seal: np.frombuffer(data, dtype="<i8")).start()
    for name in ("store.checksum", "store.head_sum", "handle.seal"):
        patch(f"dedup.index.{name}", lambda *_: _Anything()).start()


class _Anything(bytes):
    """Equal to everything."""

    def __eq__(self, _: object) -> bool:
        """Return True."""
        return True

    def __ne__(self, _: object) -> bool:
        """Return False."""
        return False

    def __hash__(self) -> int:
        """Return some number."""
        return 0


def _damaged_answer(path: Path, data: bytes, truth: list[object], what: str, rng: random.Random) -> str:
    """Damage the file and ask everything; say what came of it."""
    copy = bytearray(data)
    if what == "flip":
        copy[rng.randrange(len(copy))] ^= 1 << rng.randrange(8)
    else:
        page = rng.randrange(len(copy) // _PAGE)
        copy[page * _PAGE : (page + 1) * _PAGE] = bytes(_PAGE)
    target = path.with_name("damaged.index")
    workload.erase(target)
    target.write_bytes(copy)
    try:
        with SqliteIndex(target) as index:
            return "harmless" if _answers(index) == truth else "silent"
    except DedupError as exc:
        return "detected" if target.name in str(exc) else "unnamed"
    except Exception as exc:
        return f"{type(exc).__name__}: {exc}"


def foreign(outcome: Outcome, full: bool, seed: int) -> None:
    """C2: what is no whole index of this version is refused with the way out."""
    cases: dict[str, bool] = {}
    with workload.quick_folder() as folder:
        path = Path(folder) / "c2.index"
        _grown(path, seed)
        data = path.read_bytes()
        rng = random.Random(seed)
        for k in range(200 if full else 40):
            cut = rng.randrange(1, len(data))
            cases[f"cut to {k}"] = _refuses(path, data[:cut], "repair", "other name")
        cases["empty"] = _refuses(path, b"", "not an index")
        cases["text"] = _refuses(path, b"These are no articles.\n" * 100, "not an index")
        cases["another database"] = _refuses_made(path, lambda c: c.execute("CREATE TABLE t(x)"), "another program")
        cases["a later layout"] = _refuses_changed(path, data, "PRAGMA user_version = 99", "upgrade")
        cases["an earlier layout"] = _refuses_changed(path, data, "PRAGMA user_version = 0", "rebuild")
        cases["another stamp"] = _refuses_stamp(path, data)
        cases["absent"] = _refuses(path, None, "dedup index add")
        cases["complete before it has its name"] = _appears_complete(Path(folder))
        with_stamp = _refuses_stamp(path, data, looks=False)
    failed = [name for name, is_refused in cases.items() if not is_refused]
    outcome.figures["C2"] = {"cases": len(cases), "not_refused": failed, "control_accepted": with_stamp is False}
    outcome.expect("C2 cases that are not refused with the way out", len(failed), at_most=0)
    outcome.expect("C2 control: without the look at the stamp it is accepted", float(not with_stamp), at_least=1)


def _refuses(path: Path, data: bytes | None, *cures: str) -> bool:
    """Return True if a file is refused, or damage found on reading it, and the message holds one of the cures."""
    workload.erase(path)
    if data is not None:
        path.write_bytes(data)
    try:
        with SqliteIndex(path) as index:
            faults = index.verify()
            return bool(faults) and any(any(cure in fault for cure in cures) for fault in faults)
    except (IndexMissingError, IndexMismatchError, IndexDamagedError) as exc:
        return str(path) in str(exc) and any(cure in str(exc) for cure in cures)


def _refuses_made(path: Path, make: Callable[[apsw.Connection], object], cure: str) -> bool:
    """The same for a database that is made."""
    workload.erase(path)
    made = apsw.Connection(str(path))
    make(made)
    made.close()
    return _refuses(path, path.read_bytes(), cure)


def _refuses_changed(path: Path, data: bytes, statement: str, cure: str) -> bool:
    """The same for an index that was changed by a statement."""
    workload.erase(path)
    path.write_bytes(data)
    changed = apsw.Connection(str(path))
    changed.execute(statement)
    changed.pragma("journal_mode", "DELETE")
    changed.close()
    return _refuses(path, path.read_bytes(), cure)


def _refuses_stamp(path: Path, data: bytes, *, looks: bool = True) -> bool:
    """Return True if an index that another tokeniser made is refused."""
    workload.erase(path)
    path.write_bytes(data)
    with ExitStack() as changed:
        changed.enter_context(patch("dedup.index.stamp.tokeniser_fingerprint", lambda: "0" * 32))
        if not looks:
            changed.enter_context(patch("dedup.index.handle.check_stamp", lambda *_: None))
        try:
            SqliteIndex(path).close()
        except IndexMismatchError as exc:
            return "rebuild" in str(exc)
    return False


def _appears_complete(folder: Path) -> bool:
    """Return True if a process that dies while it makes an index leaves none under its name."""
    path = folder / "new.index"

    def work(say: Callable[[str], None]) -> None:
        with patch("dedup.index.files.publish", side_effect=KeyboardInterrupt):
            SqliteIndex.create(path)

    Child(work).end()
    return not path.exists()


def repairs(outcome: Outcome, full: bool, seed: int) -> None:
    """C3: a repair saves every sound record, names the lost ids, and its result verifies."""
    count = 1000 if full else 100
    bad, saved, lost, derived = 0, 0, 0, 0
    with workload.quick_folder() as folder:
        path, new = Path(folder) / "c3.index", Path(folder) / "saved.index"
        held = _grown(path, seed)
        data = path.read_bytes()
        blobs, telling = _record_pages(path, data)
        for k in range(count):
            rng = random.Random(f"{seed} {k}")
            copy, hit = _wounded(data, rng)
            workload.erase(path)
            workload.erase(new)
            path.write_bytes(copy)
            sound = {name for name, page in blobs.items() if page not in hit}
            try:
                result = repair(path, new)
            except DedupError as exc:  # right where nothing sound is left
                if sound:
                    bad += 1
                    print(f"  C3: {exc}")
                continue
            with SqliteIndex(new) as index:
                found, wrong = workload.held(index), index.verify()
            missing = set(held) - set(found)
            named = set(result.lost)
            is_right = (
                not wrong and sound <= set(found) and all(held[name] == found[name] for name in found)
                and named <= missing and (len(missing) == len(named) + result.unnamed or telling & hit)
            )  # fmt: skip
            bad += not is_right
            if not is_right:
                print(f"  C3: {k}: sound but lost {sorted(sound - set(found))[:3]}, {len(missing)} missing, {result}")
            saved, lost, derived = saved + len(found), lost + len(missing), derived + 1
        control = _repair_without_sums(path, new, data, seed)
    outcome.figures["C3"] = {
        "copies": count, "wrong": bad, "articles_saved": saved, "articles_lost": lost, "control_caught": control,
    }  # fmt: skip
    outcome.expect("C3 repairs that lost a sound record or did not name a lost one", bad, at_most=0)
    outcome.expect("C3 control: a repair that believes damaged records is caught", control, at_least=1)


def _wounded(data: bytes, rng: random.Random) -> tuple[bytes, set[int]]:
    """A damaged copy, and the pages that were damaged."""
    copy, hit = bytearray(data), set()
    for _ in range(rng.choice((1, 3, 20))):
        page = rng.randrange(1, len(copy) // _PAGE)
        if rng.random() < 0.5:
            copy[page * _PAGE + rng.randrange(_PAGE)] ^= 1 << rng.randrange(8)
        else:
            copy[page * _PAGE : (page + 1) * _PAGE] = bytes(_PAGE)
        hit.add(page)
    return bytes(copy), hit


def _record_pages(path: Path, data: bytes) -> tuple[dict[str, int], set[int]]:
    """The page in which each article stands, by its id, and the pages of what tells their names and number."""
    reader = apsw.Connection(str(path))
    places = {
        name.decode(): data.find(text_sum) // _PAGE
        for name, text_sum in reader.execute("SELECT id, text_sum FROM articles")
    }
    others = reader.execute("SELECT ids FROM rolls UNION ALL SELECT record FROM state")
    telling = {data.find(record[:200]) // _PAGE for (record,) in others}
    reader.close()
    return places, telling


def _repair_without_sums(path: Path, new: Path, data: bytes, seed: int) -> int:
    """The control: count repairs that give wrong articles when checksums are not looked at."""
    caught = 0
    held: workload.Model = {}
    with patch("dedup.index.salvage.checksum", lambda *_: _Anything()):
        for k in range(40):
            rng = random.Random(f"control {seed} {k}")
            copy = bytearray(data)
            for _ in range(30):
                copy[rng.randrange(_PAGE, len(copy))] ^= 1 << rng.randrange(8)
            workload.erase(path)
            workload.erase(new)
            path.write_bytes(data)
            with SqliteIndex(path) as index:
                held = held or workload.held(index)
            workload.erase(path)
            path.write_bytes(copy)
            try:
                repair(path, new)
                with SqliteIndex(new) as index:
                    found = workload.held(index)
                caught += any(held.get(name) != each for name, each in found.items())
            except DedupError:
                continue
    return caught


def tampering(outcome: Outcome, full: bool, seed: int) -> None:
    """F14: every change is a line of the audit log, and every changed line is found."""
    count = 10_000 if full else 1000
    with workload.quick_folder() as folder:
        path = Path(folder) / "f14.index"
        workload.new_index(path).close()
        lines = 0
        with SqliteIndex(path) as index:
            for number in range(40):
                before, generation = len(index.audit()), index.state.generation
                held = workload.held(index)
                workload.carry_out(index, workload.step(seed, number))
                grown = len(index.audit()) - before
                is_changed = workload.held(index) != held
                lines += (is_changed and grown < 1) or grown > 1
                assert index.state.generation >= generation
            index.transactions.checkpoint(whole=True)
        data = path.read_bytes()
        missed = sum(not _is_found(path, data, random.Random(f"{seed} {k}")) for k in range(count))
        untouched = _is_found(path, data, None)
        with patch("dedup.index.audit.broken_line", lambda *_: 0):
            unchained = sum(not _is_found(path, data, random.Random(f"{seed} {k}")) for k in range(50))
    outcome.figures["F14"] = {
        "copies": count, "missed": missed, "changes_without_line": lines, "control_unchained": unchained,
    }  # fmt: skip
    outcome.expect("F14 changes without exactly one line", lines, at_most=0)
    outcome.expect("F14 tampered copies that pass", missed, at_most=0)
    outcome.expect("F14 control: an untouched copy passes", float(not untouched), at_least=1)
    outcome.expect("F14 control: without the chain tampered copies pass", unchained, at_least=1)


def _is_found(path: Path, data: bytes, rng: random.Random | None) -> bool:
    """Tamper with the log of a copy, leaving all checksums of the file right; return whether that is found."""
    workload.erase(path)
    path.write_bytes(data)
    if rng:
        other = apsw.Connection(str(path))
        rows: dict[int, tuple[Any, ...]] = {
            row[0]: row[1:] for row in other.execute("SELECT number, line, chain FROM audit")
        }
        last = max(rows)
        number = rng.randrange(1, last + 1)
        line, chain = rows[number]
        manner = rng.randrange(5)
        if manner == 0:
            other.execute("UPDATE audit SET line = ? WHERE number = ?", (line.replace(b'"at":"2', b'"at":"1'), number))
        elif manner == 1:
            other.execute("DELETE FROM audit WHERE number = ?", (number,))
        elif manner == 2:
            other.execute("INSERT INTO audit(number, line, chain) VALUES(?, ?, ?)", (last + 1, line, chain))
        elif manner == 3:
            swapped = number % last + 1
            other.execute("UPDATE audit SET line = ?, chain = ? WHERE number = ?", (*rows[swapped], number))
            other.execute("UPDATE audit SET line = ?, chain = ? WHERE number = ?", (line, chain, swapped))
        else:
            other.execute("DELETE FROM audit WHERE number >= ?", (number,))
        other.close()
    try:
        with SqliteIndex(path) as index:
            index.audit()
    except IndexDamagedError:
        return True
    return False
