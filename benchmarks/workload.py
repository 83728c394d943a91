"""A reproducible load on an index and what it must hold after each step, for the tests of reliability.

Step ``n`` of a seed is the same in every process, so that whoever kills the worker knows what was asked
for. A worker says that it begins a step and, once the index has acknowledged it, that it is done.
"""

import os
import random
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from dedup.index import levels
from dedup.index.entries import make_entries
from dedup.index.protocol import Entry, Index
from dedup.index.sqlite import SqliteIndex
from dedup.model import Article
from dedup.params import Params

SEED = 11  #: of the indexes
PARAMS = Params(seed=SEED, term_count=8, band_count=8)
_NAMES = 60
_TEXTS = 40
Model = dict[str, Article]


class Step(NamedTuple):
    """One change."""

    what: str  #: "add", "remove", "expire" or "forget"
    articles: tuple[tuple[int, int], ...] = ()  #: (name, text) of what is added
    ids: tuple[str, ...] = ()
    before: str = ""


@cache
def article(name: int, text: int) -> Article:
    """Return one of the articles of the load: few names, few texts, so that they replace and equal one another."""
    words = random.Random(f"text {text}").sample(range(1000, 9999), 30)
    body = " ".join(f"w{word} said" if k % 7 == 0 else f"w{word}" for k, word in enumerate(words))
    day = f"2024-01-{1 + text % 28:02}"
    return Article(f"n{name}", f"Report {text}: {body}.", title=f"Title {text}", published=day)


@cache
def _entries() -> list[Entry]:
    """The entries of all texts."""
    made, _ = make_entries([article(name, name) for name in range(_TEXTS)], PARAMS, compiled=False)
    by_id = {each.article.id: each for each in made}
    return [by_id[f"n{name}"] for name in range(_TEXTS)]


def entry(name: int, text: int) -> Entry:
    """Return the entry of one of the articles."""
    return replace(_entries()[text], article=article(name, text))


def step(seed: int, number: int) -> Step:
    """Return a step of the load."""
    rng = random.Random(f"{seed} {number}")
    kind = rng.random()
    if kind < 0.62:
        pairs = tuple((rng.randrange(_NAMES), rng.randrange(_TEXTS)) for _ in range(rng.choice((1, 1, 2, 5, 12))))
        return Step("add", pairs)
    if kind < 0.85:
        return Step("remove", ids=tuple(f"n{rng.randrange(_NAMES)}" for _ in range(rng.choice((1, 3)))))
    if kind < 0.93:
        return Step("expire", before=f"2024-01-{rng.randrange(2, 8):02}")
    return Step("forget", ids=(f"n{rng.randrange(_NAMES)}",))


def carry_out(index: Index, change: Step) -> None:
    """Do a step; what was forgotten before may come again, else soon nothing would be left."""
    if change.what == "add":
        index.add([entry(*pair) for pair in change.articles], allow=True)
    elif change.what == "remove":
        index.remove(change.ids)
    elif change.what == "expire":
        index.expire(change.before)
    else:
        index.forget(change.ids)


def follow(model: Model, change: Step) -> Model:
    """Return what an index holds after a step."""
    held = dict(model)
    if change.what == "add":
        held.update((article(*pair).id, article(*pair)) for pair in change.articles)
    elif change.what == "expire":
        held = {name: each for name, each in held.items() if each.published >= change.before}
    else:
        for name in change.ids:
            held.pop(name, None)
    return held


def models(seed: int, count: int, start: Model | None = None) -> list[Model]:
    """Return what an index holds before step 0 and after each of ``count`` steps."""
    out: list[Model] = [dict(start or {})]
    for number in range(count):
        out.append(follow(out[-1], step(seed, number)))
    return out


def shrink_levels() -> None:
    """Let flushes and merges happen with few articles, and make all entries before any process is forked."""
    _entries()
    levels.RECENT_POSTINGS = 600
    levels.STEP_POSTINGS = 900


def new_index(path: Path) -> SqliteIndex:
    """Make an index for the load, taking away what lies there."""
    erase(path)
    return SqliteIndex.create(path, PARAMS, seed=SEED)


def quick_folder() -> "TemporaryDirectory[str]":
    """Return a folder in memory where there is one: what a process leaves behind when it dies is the same there.

    Only power cuts and failing disks differ, and those are made by hand.
    """
    memory = Path("/dev/shm")
    return TemporaryDirectory(dir=memory if memory.is_dir() and os.access(memory, os.W_OK) else None)


def erase(path: Path) -> None:
    """Take an index and everything beside it away."""
    for each in path.parent.glob(f"{path.name}*"):
        each.unlink()


def held(index: Index) -> Model:
    """Return what an index holds."""
    with index.reading():
        return {each.id: each for each in index.articles(index.numbers())}


class Child:
    """A forked process that works until it is done or dies; its words come over a pipe."""

    def __init__(
        self, work: Callable[[Callable[[str], None]], None], *, waits: bool = False, at_most_s: int = 120
    ) -> None:
        """Start it; it dies after ``at_most_s`` seconds. With ``waits`` it stops at first, until :meth:`go`."""
        self._read, write = os.pipe()
        ready, self._gate = os.pipe()
        sys.stdout.flush()
        self.pid = os.fork()
        if self.pid == 0:
            code = 70
            try:
                os.close(self._read)
                os.close(self._gate)
                signal.alarm(at_most_s)
                if waits:
                    os.read(ready, 1)
                work(lambda word: _say(write, word))
                code = 0
            except BaseException as exc:
                _say(write, f"! {type(exc).__name__}: {exc}".replace("\n", " "))
                if os.environ.get("DEDUP_TRACE"):
                    traceback.print_exc()
                code = 3
            finally:
                os._exit(code)
        os.close(write)
        os.close(ready)

    def go(self) -> None:
        """Let it begin."""
        os.write(self._gate, b"g")

    def kill(self) -> None:
        """End it at once."""
        os.kill(self.pid, signal.SIGKILL)

    def end(self) -> tuple[list[str], int]:
        """Wait for its end; return its words and its exit code, negative for a signal."""
        parts = []
        while block := os.read(self._read, 1 << 16):
            parts.append(block)
        _, status = os.waitpid(self.pid, 0)
        os.close(self._read)
        os.close(self._gate)
        return b"".join(parts).decode("utf-8", "replace").splitlines(), os.waitstatus_to_exitcode(status)


def _say(pipe: int, word: str) -> None:
    """Send one line."""
    os.write(pipe, word.encode("utf-8", "replace") + b"\n")


def work_through(path: Path, seed: int, numbers: Sequence[int], *, early: bool = False) -> Callable[..., None]:
    """Return the work of a child that does steps of a seed; with ``early`` it acknowledges before they are done."""

    def work(say: Callable[[str], None]) -> None:
        index = SqliteIndex(path)
        for number in numbers:
            say(f"B {number}")
            if early:
                say(f"A {number}")
            carry_out(index, step(seed, number))
            if not early:
                say(f"A {number}")

    return work


def told(words: Sequence[str]) -> tuple[int, int]:
    """Return the last step that was begun and the last that was acknowledged, -1 for none."""
    begun = max((int(word[2:]) for word in words if word.startswith("B ")), default=-1)
    done = max((int(word[2:]) for word in words if word.startswith("A ")), default=-1)
    return begun, done


def fault(path: Path, expected: Sequence[Model], *, verify: bool = True) -> str:
    """Say what is wrong with an index that must hold one of some models; empty if nothing is."""
    try:
        with SqliteIndex(path) as index:
            found = held(index)
            wrong = index.verify() if verify else []
    except Exception as exc:
        return f"{type(exc).__name__}: {exc}"
    if wrong:
        return wrong[0]
    if found not in expected:
        last = expected[0]
        lost = [name for name in last if name not in found]
        return f"holds something else: {len(found)} articles; lost {lost[:3]}"
    return ""
