"""Promises about the disk: power cuts (A2), failing calls (A4), a full disk (A5).

For A2 the write calls of a worker are recorded with ``strace`` and played into images of what a disk may
hold when the power goes: everything that a finished sync covers, and of the rest some calls whole, some
dropped, some torn at a sector.
"""

import os
import random
import re
import shutil
import subprocess
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from benchmarks import workload
from benchmarks.results import Outcome
from benchmarks.workload import Child, fault, step, told
from dedup.index import transactions
from dedup.index.errors import DedupIndexError, IndexFullError
from dedup.index.sqlite import SqliteIndex

_SECTOR = 512
_CALL = re.compile(r"^(?:\[pid\s+)?(\d+)?\]?\s*(\w+)\((.*)\)\s+=\s+(-?\d+)")
_PATH = re.compile(r"^(\d+)<([^>]*)>")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')


class Skip(Exception):  # noqa: N818
    """A tool is not there."""


class Event(NamedTuple):
    """One call that changes a file, or the acknowledgement of a step."""

    what: str  #: "write", "cut", "sync" or "say"
    name: str = ""
    at: int = 0
    data: bytes = b""


@dataclass(slots=True)
class Disk:
    """What is durable, and the calls since that no sync covers, for each file."""

    files: dict[str, bytearray] = field(default_factory=dict)
    open: dict[str, list[Event]] = field(default_factory=dict)

    def take(self, event: Event) -> None:
        """Follow a call."""
        if event.what == "sync":
            for each in self.open.pop(event.name, []):
                _apply(self.files, each)
        elif event.what in ("write", "cut"):
            self.open.setdefault(event.name, []).append(event)

    def image(self, rng: random.Random) -> dict[str, bytearray]:
        """Return what the disk may hold if the power goes now."""
        files = {name: bytearray(data) for name, data in self.files.items()}
        manner = rng.random()
        for events in self.open.values():
            for k, event in enumerate(events):
                if manner < 0.3 or (manner < 0.6 and k >= rng.randrange(len(events) + 1)):
                    break
                fate = rng.random()
                if fate < 0.5:
                    _apply(files, event)
                elif fate < 0.75 and event.what == "write":
                    sectors = range(0, len(event.data), _SECTOR)
                    for start in (s for s in sectors if rng.random() < 0.5):
                        part = event.data[start : start + _SECTOR]
                        _apply(files, Event("write", event.name, event.at + start, part))
        return files


def _apply(files: dict[str, bytearray], event: Event) -> None:
    """Carry a call out."""
    data = files.setdefault(event.name, bytearray())
    if event.what == "cut":
        del data[event.at :]
        data.extend(b"\0" * (event.at - len(data)))
    else:
        data.extend(b"\0" * (event.at - len(data)))
        data[event.at : event.at + len(event.data)] = event.data


def need(tool: str) -> str:
    """Return where a tool is.

    Raises:
        Skip: If it is not installed.
    """
    found = shutil.which(tool)
    if found is None:
        raise Skip(f"{tool} is not installed (Debian: apt-get install {tool})")
    return found


def power_cuts(outcome: Outcome, full: bool, seed: int) -> None:
    """A2: no image of a power cut lacks what was acknowledged, or is corrupt."""
    count = 500_000 if full else 10_000
    good = _cut_often(count, seed, "FULL", 60)
    controls = {mode: _cut_often(300, seed, mode, 60) for mode in ("NORMAL", "OFF")}
    figures: dict[str, float] = {"images": good[0], "lost_or_corrupt": good[1], "events": good[2]}
    for mode, (images, caught, _) in controls.items():
        figures[f"control_{mode.lower()}_caught"] = round(caught / images, 3)
    outcome.figures["A2"] = figures
    outcome.expect("A2 images", good[0], at_least=count)
    outcome.expect("A2 images that lost an acknowledged change or are corrupt", good[1], at_most=0)
    for mode in controls:
        outcome.expect(f"A2 control {mode} caught", figures[f"control_{mode.lower()}_caught"], at_least=0.5)


def _cut_often(count: int, seed: int, mode: str, steps: int) -> tuple[int, int, int]:
    """Record a worker and look at images of its disk; return images, bad ones, calls."""
    rng = random.Random(f"{seed} {mode}")
    with workload.quick_folder() as folder:
        path = Path(folder) / "a2.index"
        workload.new_index(path).close()
        start = {path.name: bytearray(path.read_bytes())}
        numbers = list(range(steps))
        if mode != "FULL":  # erasure empties the log, with which the controls would be made good now and then
            numbers = [number for number in range(4 * steps) if step(seed, number).what != "forget"][:steps]
        events = list(_recorded(path, seed, numbers, mode))
        models: list[workload.Model] = [{}]
        for number in numbers:
            models.append(workload.follow(models[-1], step(seed, number)))
        per_event = max(1, -(-count // max(1, sum(e.what != "say" for e in events))))
        disk, done, images, bad = Disk(files=start), -1, 0, 0
        cut = Path(folder) / "image" / path.name
        cut.parent.mkdir()
        for event in events:
            if event.what == "say":
                done = int(event.data) if event.data else done
                continue
            disk.take(event)
            for _ in range(per_event if mode == "FULL" else 1):
                if images >= count:
                    break
                if mode != "FULL" and rng.random() > 1.5 * count / len(events):
                    continue
                workload.erase(cut)
                for name, data in disk.image(rng).items():
                    (cut.parent / name).write_bytes(data)
                images += 1
                wrong = fault(cut, models[done + 1 : done + 3], verify=images % 20 == 0)
                bad += bool(wrong)
                if wrong and mode == "FULL" and bad < 4:
                    print(f"  A2 after step {done}: {wrong}")
    return images, bad, len(events)


def _recorded(path: Path, seed: int, numbers: Sequence[int], mode: str) -> Iterable[Event]:
    """The calls of a worker that does some steps, with the steps that it acknowledged between them."""
    strace = need("strace")
    log = path.parent / "calls"
    child = Child(_slack(path, seed, numbers, mode), waits=True)
    calls = "trace=pwrite64,write,ftruncate,fsync,fdatasync,unlink"
    tracer = subprocess.Popen(
        [strace, "-f", "-y", "-xx", "-s", "1000000", "-e", calls, "-o", str(log), "-p", str(child.pid)],
        stderr=subprocess.PIPE,
    )
    _wait_for_tracer(tracer)
    child.go()
    words, code = child.end()
    tracer.wait(60)
    if code:
        raise RuntimeError(f"the worker ended with {code}: {words[-1:]}")
    for line in log.read_text().splitlines():
        event = _parsed(line, path)
        if event:
            yield event


def _wait_for_tracer(tracer: "subprocess.Popen[bytes]") -> None:
    """Wait until the tracer says that it is attached."""
    assert tracer.stderr is not None
    line = tracer.stderr.readline()
    if b"attached" not in line:
        tracer.kill()
        raise Skip(f"strace cannot attach here: {line.decode(errors='replace').strip()}")


def _slack(path: Path, seed: int, numbers: Sequence[int], mode: str) -> Callable[..., None]:
    """The work of a worker, with less care than it should take if ``mode`` says so."""

    def work(say: Callable[[str], None]) -> None:
        index = SqliteIndex(path)
        index.transactions.connection.pragma("synchronous", mode)
        transactions.WAL_CHECKPOINT = 200_000 if mode == "FULL" else 1 << 30
        transactions.WAL_TRUNCATE = transactions.WAL_LIMIT = 1 << 30
        for position, number in enumerate(numbers):
            workload.carry_out(index, step(seed, number))
            say(f"A {position}")

    return work


def _parsed(line: str, path: Path) -> Event | None:
    """The event in a line of the record."""
    found = _CALL.match(line)
    if not found:
        return None
    call, arguments, result = found[2], found[3], int(found[4])
    target = _PATH.match(arguments)
    if result < 0:
        return None
    texts = _TEXT.search(arguments)
    data = bytes.fromhex(texts[1].replace("\\x", "")) if texts else b""
    if call == "write" and data.startswith(b"A "):
        return Event("say", data=data[2:].strip())
    if not target:
        return None
    raw = target[2]
    name = Path(bytes.fromhex(raw.replace("\\x", "")).decode() if raw.startswith("\\x") else raw).name
    if name not in (path.name, f"{path.name}-wal"):
        return None
    numbers = [int(word) for word in arguments.rsplit('"', 1)[-1].replace(",", " ").split() if word.isdecimal()]
    if call == "pwrite64":
        return Event("write", name, numbers[-1], data[:result])
    if call == "ftruncate":
        return Event("cut", name, numbers[-1])
    return Event("sync", name) if call in ("fsync", "fdatasync") else None


def failing_calls(outcome: Outcome, full: bool, seed: int) -> None:
    """A4: a call that fails is an error, and nothing that was acknowledged is lost."""
    strace = need("strace")
    count = 5000 if full else 400
    rng = random.Random(seed)
    bad, errors, quiet = 0, 0, 0
    with workload.quick_folder() as folder:
        path = Path(folder) / "a4.index"
        for k in range(count):
            wrong, is_error = _fail_once(path, strace, rng, seed + k, swallow=False)
            bad += bool(wrong)
            errors += is_error
            quiet += not is_error
            if wrong and bad < 4:
                print(f"  A4: {wrong}")
        caught = sum(bool(_fail_once(path, strace, rng, seed + k, swallow=True)[0]) for k in range(20))
        sound = sum(_fail_once(path, strace, rng, seed + k, swallow=False, late=True)[1] for k in range(5))
    outcome.figures["A4"] = {
        "faults": count, "errors_raised": errors, "no_error": quiet, "lost_or_wrong": bad, "control_caught": caught,
        "errors_without_fault": sound,
    }  # fmt: skip
    outcome.expect("A4 injected faults", count, at_least=count)
    outcome.expect("A4 faults that lost an acknowledged change", bad, at_most=0)
    outcome.expect("A4 errors where nothing was injected", sound, at_most=0)
    outcome.expect("A4 control: acknowledging in spite of an error is caught", caught, at_least=1)


def _fail_once(
    path: Path, strace: str, rng: random.Random, seed: int, *, swallow: bool, late: bool = False
) -> tuple[str, bool]:
    """Let one call of a worker fail, once or for good; say what is wrong afterwards, and whether it said so."""
    workload.new_index(path).close()
    call = rng.choice(("pwrite64", "fdatasync", "pwrite64", "ftruncate"))
    error = rng.choice(("EIO", "ENOSPC"))
    when = "100000" if late else f"{rng.randrange(1, 40 if call == 'pwrite64' else 8)}{rng.choice(('', '+'))}"
    child = Child(_stubborn(path, seed, swallow), waits=True)
    tracer = subprocess.Popen(
        [strace, "-f", "-q", "-P", str(path), "-P", f"{path}-wal", "-e", f"trace={call}",
         "-e", f"inject={call}:error={error}:when={when}", "-o", os.devnull, "-p", str(child.pid)],
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    deadline = time.monotonic() + 10
    while _tracer_of(child.pid) == 0 and time.monotonic() < deadline:
        time.sleep(0.001)
    child.go()
    words, _ = child.end()
    tracer.wait(60)
    begun, done = told(words)
    models = workload.models(seed, max(begun, done) + 1)
    is_error = any(word.startswith("E ") for word in words)
    raw = [word for word in words if word.startswith("! ")]
    wrong = fault(path, models[done + 1 : begun + 2] or [models[0]])
    return (f"{call} {error} {when}: {raw[0]}" if raw else wrong and f"{call} {error} {when}: {wrong}"), is_error


def _tracer_of(pid: int) -> int:
    """The process that traces another, 0 for none."""
    for line in Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("TracerPid"):
            return int(line.split()[1])
    return 0


def _stubborn(path: Path, seed: int, swallow: bool) -> Callable[..., None]:
    """The work of a worker that ends at the first error; with ``swallow`` it acknowledges in spite of it."""

    def work(say: Callable[[str], None]) -> None:
        index = SqliteIndex(path)
        transactions.WAL_CHECKPOINT = 100_000
        for number in range(12):
            say(f"B {number}")
            try:
                workload.carry_out(index, step(seed, number))
            except DedupIndexError as exc:
                say(f"E {type(exc).__name__}")
                if swallow:
                    say(f"A {number}")
                return
            say(f"A {number}")

    return work


def full_disk(outcome: Outcome, full: bool, seed: int) -> None:
    """A5: on a full disk adding is refused, reading goes on, and writing resumes when there is room."""
    rounds = 20 if full else 3
    refused = lost = unread = stuck = unnamed = 0
    with workload.quick_folder() as folder:
        mounted = subprocess.run(
            [need("mount"), "-t", "tmpfs", "-o", "size=3m", "tmpfs", folder], capture_output=True, check=False
        )
        if mounted.returncode:
            raise Skip(f"no tmpfs can be mounted here: {mounted.stderr.decode(errors='replace').strip()}")
        try:
            for k in range(rounds):
                path, ballast = Path(folder) / "a5.index", Path(folder) / "ballast"
                index = workload.new_index(path)
                model: workload.Model = {}
                for number in range(20):
                    workload.carry_out(index, step(seed + k, number))
                    model = workload.follow(model, step(seed + k, number))
                free = shutil.disk_usage(folder).free
                ballast.write_bytes(b"x" * max(0, free - 4096))
                try:
                    for name in range(200):
                        index.add([workload.entry(name % 60, (name * 7) % 40)], allow=True)
                        model = workload.follow(model, workload.Step("add", ((name % 60, (name * 7) % 40),)))
                except IndexFullError as exc:
                    refused += 1
                    unnamed += "free" not in str(exc)
                unread += workload.held(index) != model
                ballast.unlink()
                try:
                    index.add([workload.entry(1, 1)], allow=True)
                    model = workload.follow(model, workload.Step("add", ((1, 1),)))
                except DedupIndexError:
                    stuck += 1
                index.close()
                lost += bool(fault(path, [model]))
                workload.erase(path)
        finally:
            subprocess.run([need("umount"), folder], check=True)
    outcome.figures["A5"] = {
        "rounds": rounds, "refused": refused, "room_not_named": unnamed, "reads_wrong": unread, "stuck": stuck,
        "lost": lost,
    }  # fmt: skip
    outcome.expect("A5 refusals on a full disk (the control: that it was full)", refused, at_least=rounds)
    outcome.expect("A5 lost, unread or stuck", lost + unread + stuck + unnamed, at_most=0)
