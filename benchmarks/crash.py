"""Promises about dying processes: kills at random (A1), at every named point (A3), runs begun again (A7)."""

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import orjson

from benchmarks import workload
from benchmarks.results import Outcome
from benchmarks.workload import Child, Model, fault, follow, step, told
from dedup.index import fault_points
from dedup.index.bulk import add_all
from dedup.index.copying import backup, restore
from dedup.index.rebuilding import rebuild
from dedup.index.sqlite import SqliteIndex
from dedup.index.verifying import content_digest_of
from dedup.model import Article

_RUN = 400  # steps that a worker would do if it lived


def kills(outcome: Outcome, full: bool, seed: int) -> None:
    """A1: SIGKILL loses no acknowledged article, leaves no half one, and the index opens quickly."""
    count = 10_000 if full else 300
    figures = _kill_often(count, seed, early=False)
    control = _kill_often(60, seed + 1, early=True)
    commands, wrong = _kill_commands(1000 if full else 30, seed)
    figures |= {"kills": figures["kills"] + commands, "of_the_command": commands, "faults": figures["faults"] + wrong}
    outcome.figures["A1"] = figures | {"control_caught": control["faults"], "control_kills": 60}
    outcome.expect("A1 kills", figures["kills"], at_least=count)
    outcome.expect("A1 lost or half articles", figures["faults"], at_most=0)
    outcome.expect("A1 seconds to open, longest", figures["slowest_open_s"], at_most=1.0)
    outcome.expect("A1 control: acknowledging too early is caught", control["faults"], at_least=1)


def _kill_often(count: int, seed: int, *, early: bool) -> dict[str, float]:
    """Kill a worker again and again at random moments, going on with the same index."""
    rng = random.Random(seed)
    faults, slowest, steps, first = 0, 0.0, 0, ""
    with workload.quick_folder() as folder:
        path = Path(folder) / "a1.index"
        workload.new_index(path).close()
        model: Model = {}
        for kill in range(count):
            child = Child(workload.work_through(path, seed + kill, range(_RUN), early=early))
            time.sleep(rng.uniform(0.005, 0.12))
            child.kill()
            words, _ = child.end()
            begun, done = told(words)
            steps += done + 1
            for number in range(done + 1):
                model = follow(model, step(seed + kill, number))
            possible = [model] + ([follow(model, step(seed + kill, begun))] if begun > done else [])
            start = time.perf_counter()
            with SqliteIndex(path) as index:
                slowest = max(slowest, time.perf_counter() - start)
                found = workload.held(index)
            wrong = fault(path, possible)
            if wrong:
                faults, first = faults + 1, first or wrong
            model = found
    figures = {"kills": count, "faults": faults, "steps_acknowledged": steps, "slowest_open_s": round(slowest, 3)}
    if first and not early:
        print(f"  A1: {first}")
    return figures


def _kill_commands(count: int, seed: int) -> tuple[int, int]:
    """Kill ``dedup index add`` at random moments; return how often, and how often an acknowledged article was lost."""
    rng = random.Random(seed)
    code = (
        "import sys; from dedup.index import bulk; bulk.BATCH_ARTICLES = 20; from dedup.cli.app import main;"
        "sys.exit(main(['index', 'add', *sys.argv[1:], '--format', 'jsonl', '--quiet']))"
    )
    made, wrong = 0, 0
    with workload.quick_folder() as folder:
        path, feed = Path(folder) / "command.index", Path(folder) / "feed.jsonl"
        articles = [workload.article(k, k % 37) for k in range(400)]
        feed.write_bytes(b"".join(orjson.dumps(each._asdict()) + b"\n" for each in articles))
        for _ in range(count):
            workload.erase(path)
            SqliteIndex.create(path, workload.PARAMS, seed=workload.SEED).close()
            command = [sys.executable, "-c", code, str(path), str(feed)]
            with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
                assert process.stdout is not None
                lines = [process.stdout.readline()]  # it is at work now
                time.sleep(rng.uniform(0.0, 0.15))
                process.kill()
                lines += process.stdout.readlines()
            records = [orjson.loads(line) for line in lines if line.endswith(b"\n")]
            told_done = {name for record in records if record["kind"] == "batch" for name in record["added"]}
            with SqliteIndex(path) as index:
                there = set(workload.held(index))
                wrong += not told_done <= there or bool(index.verify())
            made += 1
    return made, wrong


def named_points(outcome: Outcome, full: bool, seed: int) -> None:
    """A3: the same at every named point of the write path, the list being read from the code."""
    repeats = 20 if full else 5
    faults, died, unreached = 0, 0, []
    with workload.quick_folder() as folder:
        path = Path(folder) / "a3.index"
        for name in fault_points.names():
            reached = 0
            for repeat in range(repeats):
                wrong, is_dead = _die_at(path, name, random.Random(f"{seed} {name} {repeat}"), seed + repeat)
                reached += is_dead
                if wrong:
                    faults += 1
                    print(f"  A3 {name}: {wrong}")
            died += reached
            if not reached:
                unreached.append(name)
        control = _lying_commit(Path(folder), seed)
    outcome.figures["A3"] = {
        "points": fault_points.names(),
        "deaths": died, "faults": faults, "unreached": unreached, "control_caught": control,
    }  # fmt: skip
    outcome.expect("A3 points that no run reaches", len(unreached), at_most=0)
    outcome.expect("A3 lost or half articles", faults, at_most=0)
    outcome.expect("A3 control: an acknowledgement before the commit is caught", control, at_least=1)


def _die_at(path: Path, name: str, rng: random.Random, seed: int) -> tuple[str, bool]:
    """Let a worker end itself at the n-th passage of a point, and once more while it recovers."""
    workload.new_index(path).close()
    passages = rng.choice((1, 1, 2, 3, 5))
    child = Child(_doomed(path, name, passages, seed))
    words, code = child.end()
    begun, done = told(words)
    models = workload.models(seed, max(begun, done) + 1)
    possible = [models[done + 1]] + ([models[begun + 1]] if begun > done else [])
    again = Child(lambda say: workload.work_through(path, seed, [])(say))
    time.sleep(rng.uniform(0.0, 0.004))
    again.kill()
    again.end()
    return fault(path, possible), code == -9


def _doomed(path: Path, name: str, passages: int, seed: int) -> Callable[..., None]:
    """The work of a process that ends itself at a point."""

    def work(say: Callable[[str], None]) -> None:
        left = passages

        def hook(reached: str) -> None:
            nonlocal left
            if reached == name:
                left -= 1
                if left == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        fault_points.hook = hook
        if name.startswith(("backup", "swap")):
            _copies(path, say, seed)
        else:
            workload.work_through(path, seed, range(_RUN))(say)

    return work


def _copies(path: Path, say: Callable[[str], None], seed: int) -> None:
    """Fill an index, then back it up, rebuild it and restore it again and again: none of this changes its content."""
    with SqliteIndex(path) as index:
        for number in range(6):
            say(f"B {number}")
            workload.carry_out(index, step(seed, number))
            say(f"A {number}")
    for k in range(8):
        target = Path(f"{path}.copy{k}")
        backup(path, target)
        restore(target, path)
        rebuild(path)


def _lying_commit(folder: Path, seed: int) -> int:
    """The control: a worker that acknowledges before the commit, killed at the commit."""
    path = folder / "control.index"
    workload.new_index(path).close()
    caught = 0
    for repeat in range(5):
        workload.new_index(path).close()

        def work(say: Callable[[str], None], seed: int = seed + repeat) -> None:
            def hook(reached: str) -> None:
                if reached == "commit.before":
                    os.kill(os.getpid(), signal.SIGKILL)

            fault_points.hook = hook
            workload.work_through(path, seed, range(_RUN), early=True)(say)

        words, _ = Child(work).end()
        begun, done = told(words)
        models = workload.models(seed + repeat, max(begun, done) + 1)
        caught += bool(fault(path, [models[done + 1]]))
    return caught


def reruns(outcome: Outcome, full: bool, seed: int) -> None:
    """A7: an input that is added in runs that break off gives the same content in the end."""
    chains = 1000 if full else 100
    rng = random.Random(seed)
    articles = [workload.article(k, k % 37) for k in range(120)]
    wanted, broken, kills_made = "", 0, 0
    with workload.quick_folder() as folder:
        path = Path(folder) / "a7.index"
        for chain in range(chains + 1):
            workload.new_index(path).close()
            while True:
                child = Child(lambda say: _add_in_batches(path, articles, say))
                if chain:
                    time.sleep(rng.uniform(0.01, 0.15))
                    child.kill()
                _, code = child.end()
                kills_made += code == -9
                if code == 0 or (chain and rng.random() < 0.2):
                    break
            _, code = Child(lambda say: _add_in_batches(path, articles, say)).end()
            with SqliteIndex(path) as index:
                digest = content_digest_of(index)
                wrong = index.verify()
            wanted = wanted or digest
            broken += digest != wanted or bool(wrong) or code != 0
    other = _digest_of_half(articles)
    outcome.figures["A7"] = {"chains": chains, "kills": kills_made, "different": broken}
    outcome.expect("A7 chains that end in another content", broken, at_most=0)
    outcome.expect("A7 control: a lost batch changes the digest", float(other != wanted), at_least=1)


def _add_in_batches(path: Path, articles: list[Article], say: Callable[[str], None]) -> None:
    """Add all articles, forty at a time."""
    from dedup.index import bulk

    bulk.BATCH_ARTICLES = 40
    with SqliteIndex(path) as index:
        add_all(index, articles, compiled=False, acknowledge=lambda batch: say(f"A {len(batch.result.added)}"))


def _digest_of_half(articles: list[Article]) -> str:
    """The digest of an index that lost a batch."""
    with workload.quick_folder() as folder, workload.new_index(Path(folder) / "half.index") as index:
        add_all(index, articles[40:], compiled=False)
        return content_digest_of(index)
