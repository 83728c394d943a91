"""Promises about copies and erasure: backups (C4), forgetting (G1), nothing that is run as code (H2)."""

import io
import json
import pickle  # for what must not be unpickled, and the control
import random
import sys
import threading
import time
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from benchmarks import workload
from benchmarks.results import Outcome
from benchmarks.workload import Child
from dedup.cli.app import main
from dedup.index.copying import backup, restore
from dedup.index.entries import content_digest, make_entries
from dedup.index.errors import IndexDamagedError
from dedup.index.packing import KINDS
from dedup.index.protocol import Decision
from dedup.index.rebuilding import rebuild
from dedup.index.records import compress
from dedup.index.sqlite import SqliteIndex
from dedup.index.transactions import Transactions
from dedup.model import Article
from dedup.report.render import REPORT_FORMATS


def backups(outcome: Outcome, full: bool, seed: int) -> None:
    """C4: a backup made under load is one that was restored, verified, and gives the same answers."""
    count = 100 if full else 5
    wrong, sizes = 0, []
    with workload.quick_folder() as folder:
        path = Path(folder) / "c4.index"
        workload.new_index(path).close()
        apart = Path(folder) / "apart"  # beside the index lies what it forgets, which a restored copy forgets again
        apart.mkdir()
        stop = Path(folder) / "stop"

        def write(say: Callable[[str], None]) -> None:
            index, number = SqliteIndex(path), 0
            while not stop.exists():
                workload.carry_out(index, workload.step(seed, number))
                number += 1

        child = Child(write)
        time.sleep(0.5)
        for k in range(count):
            copy, back = apart / f"{k}.backup", apart / f"{k}.index"
            backup(path, copy)
            restore(copy, back)
            with SqliteIndex(copy) as one, SqliteIndex(back) as other:
                wrong += _answers(one, 1000, seed) != _answers(other, 1000, seed) or bool(other.verify())
                sizes.append(len(other))
        stop.touch()
        _, code = child.end()
        control = _damaged_backup(path, Path(folder))
    outcome.figures["C4"] = {"backups": count, "wrong": wrong, "articles": sizes[:5], "control_refused": control}
    outcome.expect("C4 backups whose restored copy differs", wrong + (code != 0), at_most=0)
    outcome.expect("C4 control: a damaged index gives no backup, a damaged backup no index", control, at_least=2)


def _answers(index: SqliteIndex, count: int, seed: int) -> list[object]:
    """The answers to some queries."""
    rng = random.Random(seed)
    out: list[object] = []
    for _ in range(count // 4):
        probe = workload.entry(0, rng.randrange(40))
        out.append([each.id for each in index.articles(index.members([probe.fingerprint])[0])])
        for kind, keys in zip(KINDS, (probe.band_keys, probe.passage_keys, probe.term_keys), strict=True):
            out.append(index.owners(kind, keys).numbers.tolist())
    return out


def _damaged_backup(path: Path, folder: Path) -> int:
    """Count refusals: to back a damaged index up, and to restore a damaged backup."""
    copy = folder / "whole.backup"
    backup(path, copy)
    refused = 0
    damaged = folder / "damaged.index"
    data = bytearray(copy.read_bytes())
    with SqliteIndex(copy, any_stamp=True) as index:
        text = compress(index.articles(index.numbers()[:1])[0].text.encode())
    data[data.find(text) + 20] ^= 1
    damaged.write_bytes(data)
    for work in (lambda: backup(damaged, folder / "no.backup"), lambda: restore(damaged, folder / "no.index")):
        try:
            work()
        except IndexDamagedError:
            refused += 1
    return refused if not (folder / "no.backup").exists() and not (folder / "no.index").exists() else 0


def forgetting(outcome: Outcome, full: bool, seed: int) -> None:
    """G1: nothing of a forgotten article is left in any file, and an older backup forgets it again."""
    rounds = 200 if full else 15
    hits = back = taken = control = 0
    with workload.quick_folder() as folder:
        for k in range(rounds):
            rng = random.Random(f"{seed} {k}")
            path = Path(folder) / f"g{k}" / "g1.index"
            path.parent.mkdir()
            canary = _canary(rng, k)
            index = workload.new_index(path)
            log = io.StringIO()
            with redirect_stdout(log), redirect_stderr(log):
                older = _live_and_forget(index, canary, path, rng, seed + k)
            if not k:
                control = len(_traces(older.parent, canary))
            older_data = older.read_bytes()
            older.unlink()
            hits += len(_traces(path.parent, canary)) + (canary.id in log.getvalue())
            later = path.parent / "later.backup"
            backup(path, later)
            hits += len(_traces(path.parent, canary))
            older.write_bytes(older_data)
            index.close()
            restore(older, path)
            older.unlink()
            with SqliteIndex(path) as restored:
                back += int(restored.numbers_of([canary.id])[0] != 0)
                entry = make_entries([canary], workload.PARAMS, compiled=False)[0]
                taken += restored.add(entry).refused != (canary.id,)
            hits += len(_traces(path.parent, canary))
        careless = _forget_carelessly(Path(folder) / "careless", seed)
    outcome.figures["G1"] = {
        "rounds": rounds, "traces": hits, "back_after_restore": back, "taken_again": taken, "control_traces": control,
        "control_careless": careless,
    }  # fmt: skip
    outcome.expect("G1 traces of forgotten articles", hits, at_most=0)
    outcome.expect("G1 forgotten articles that came back", back + taken, at_most=0)
    outcome.expect("G1 control: the search finds what is not forgotten", control, at_least=1)
    outcome.expect("G1 control: a plain DELETE leaves traces", careless, at_least=1)


def _canary(rng: random.Random, k: int) -> Article:
    """An article whose words stand nowhere else, some short and some very long."""
    words = " ".join(f"canary{rng.randrange(10**9)}" for _ in range(rng.choice((8, 60, 900, 9000))))
    return Article(f"secret-{k}-{rng.randrange(10**9)}", words, title=f"Whistle {rng.randrange(10**9)} blown")


def _live_and_forget(index: SqliteIndex, canary: Article, path: Path, rng: random.Random, seed: int) -> Path:
    """Let an index with the canary live for a while, back it up, live on, and forget the canary."""
    entry = make_entries([canary], workload.PARAMS, compiled=False)[0]
    for number in range(rng.randrange(2, 15)):
        workload.carry_out(index, workload.step(seed, number))
    if rng.random() < 0.5:
        older_text = canary._replace(text=canary.text[: len(canary.text) // 2])
        index.add(make_entries([older_text], workload.PARAMS, compiled=False)[0])
    index.add(entry)
    for number in range(20, 20 + rng.randrange(2, 15)):
        workload.carry_out(index, workload.step(seed, number))
    digest = content_digest(canary)
    index.add_decision(Decision(digest, "0" * 32, "duplicate", canary.title, "eva", "2025-01-01"))
    older = path.parent / "older.backup"
    backup(path, older)
    if rng.random() < 0.5:
        index.close()
        rebuild(path)
        index.__init__(path)  # type: ignore[misc]
    for number in range(40, 40 + rng.randrange(2, 12)):
        workload.carry_out(index, workload.step(seed, number))
    index.forget([canary.id])
    return older


def _forget_carelessly(folder: Path, seed: int) -> int:
    """The control: count traces where nothing is overwritten and the log is not emptied."""
    folder.mkdir()
    canary = _canary(random.Random(seed), 0)
    with (
        patch.object(Transactions, "checkpoint", lambda self, *, whole=False: True),
        workload.new_index(folder / "g1.index") as index,
    ):
        index.transactions.connection.pragma("secure_delete", "OFF")
        index.add(make_entries([canary], workload.PARAMS, compiled=False)[0])
        index.forget([canary.id])
        return len(_traces(folder, canary))


def _traces(folder: Path, canary: Article) -> list[str]:
    """What is left of an article in the files of a folder: words, id, title, pieces of its records, its keys."""
    [entry], _ = make_entries([canary], workload.PARAMS, compiled=False)
    packed = compress(canary.text.encode())
    needles = [canary.id.encode(), canary.title.encode(), content_digest(canary).encode(), canary.text[:20].encode()]
    needles += [packed[at : at + 24] for at in range(8, max(9, len(packed) - 24), 97)]
    needles += [entry.band_keys[k : k + 3].tobytes() for k in range(0, len(entry.band_keys) - 3, 3)]
    needles += [entry.passage_keys[k : k + 3].tobytes() for k in range(0, len(entry.passage_keys) - 3, 7)]
    found = []
    for path in sorted(folder.iterdir()):
        data = path.read_bytes()
        found += [f"{path.name}: {needle[:12]!r}" for needle in needles if needle and needle in data]
    return found


def no_code(outcome: Outcome, full: bool, seed: int) -> None:
    """H2: nothing that an index, an input, a report or a parameter file holds is unpickled or run as code."""
    seen: list[str] = []
    lock = threading.Lock()
    is_watching = True

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        if is_watching and event == "pickle.find_class":
            with lock:
                seen.append(str(arguments))

    sys.addaudithook(watch)
    with workload.quick_folder() as folder:
        path = Path(folder) / "h2.index"
        with workload.new_index(path) as index:
            for number in range(30):
                workload.carry_out(index, workload.step(seed, number))
            index.verify()
        backup(path, Path(folder) / "h2.backup")
        restore(Path(folder) / "h2.backup", path)
        rebuild(path)
        files = _read_and_report(Path(folder))
    count = len(seen)
    pickle.loads(pickle.dumps(Path("control")))
    control = len(seen) - count
    is_watching = False
    outcome.figures["H2"] = {"files_written": files, "unpickled": count, "control_seen": control}
    outcome.expect("H2 reports and indexes written meanwhile", files, at_least=len(REPORT_FORMATS) + 2)
    outcome.expect("H2 objects unpickled", count, at_most=0)
    outcome.expect("H2 control: unpickling is seen", control, at_least=1)


def _read_and_report(folder: Path) -> int:
    """Run commands over articles and over pickles, with a file of parameters; return the number of files written."""
    inputs, reports = folder / "inputs", folder / "reports"
    inputs.mkdir()
    reports.mkdir()
    for k in range(6):
        (inputs / f"{k}.txt").write_text(workload.article(k, k // 2).text, encoding="utf-8")
    payload = pickle.dumps(Path("payload"))
    pickles = ("a.pickle", "a.jsonl", "a.csv", "a.xml", "a.npz", "a.html", "a.zip")
    for name in pickles:
        (folder / name).write_bytes(payload)
    params = folder / "params.json"
    params.write_text(json.dumps({"parameters": {"min_passage_words": 20}}), encoding="utf-8")
    outputs = [f"--output={form}:{reports / form}" for form in REPORT_FORMATS]
    index = str(reports / "h2.index")
    log = io.StringIO()
    with redirect_stdout(log), redirect_stderr(log):
        main(["find", str(inputs), "--params", str(params), *outputs])
        main(["index", "add", index, str(inputs)])
        main(["check", str(inputs), "--index", index, f"--output=jsonl:{reports / 'checked'}"])
        for name in pickles:  # as an input, as parameters, as an index
            main(["find", str(folder / name), "--skip-bad"])
            main(["find", str(inputs), "--params", str(folder / name)])
            main(["check", str(inputs), "--index", str(folder / name)])
    return len(list(reports.iterdir()))
