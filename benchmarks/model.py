"""Random changes of an index beside a plain dictionary that must give the same answers."""

import os
import random
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

import numpy as np

from benchmarks import workload
from benchmarks.workload import Child
from dedup.index.memory import MemoryIndex
from dedup.index.packing import KINDS
from dedup.index.protocol import Entry
from dedup.index.sqlite import SqliteIndex

ENGINES = ("memory", "sqlite", "sqlite, opened again")
_COLUMNS = ("band_keys", "passage_keys", "term_keys")


def differences(engine: str, runs: int, steps: int, seed: int) -> int:
    """Run random changes and count the runs that end with another answer than the dictionary's.

    Args:
        engine: One of :data:`ENGINES`, or "forgetful", an engine that loses postings.
        runs: Indexes to make, by as many processes as there are cores.
        steps: Changes of each.
        seed: Of all choices.
    """
    parts = os.cpu_count() or 1

    def work(say: Callable[[str], None], part: int) -> None:
        with workload.quick_folder() as folder:
            path = Path(folder) / "b5.index"
            say(str(sum(_differs(engine, path, run, steps, seed) for run in range(part, runs, parts))))

    ends = [child.end() for child in [Child(partial(work, part=part), at_most_s=86_400) for part in range(parts)]]
    broken = [words for words, code in ends if code]
    if broken:
        raise RuntimeError(f"a process of {engine} broke off: {broken[0][-1:]}")
    return sum(int(words[-1]) for words, _ in ends)


def _differs(engine: str, path: Path, run: int, steps: int, seed: int) -> bool:
    """Change one index and one dictionary at random; return whether their answers differ."""
    workload.erase(path)
    if engine in ("memory", "forgetful"):
        index: MemoryIndex | SqliteIndex = MemoryIndex(workload.PARAMS)
    else:
        index = workload.new_index(path)
    model: dict[str, tuple[int, Entry]] = {}
    following, is_wrong = 1, False
    for number in range(steps):
        change = workload.step(seed * 1000 + run, number)
        workload.carry_out(index, change)
        following = _follow(model, change, following)
        if engine == "forgetful" and isinstance(index, MemoryIndex) and number == steps // 2:
            index.owners(KINDS[0], np.empty(0, dtype=np.uint32))
            index._postings = index._postings[1:]
        if engine == "sqlite, opened again":
            index.close()
            index = SqliteIndex(path)
        if number % 7 == 0 or number == steps - 1:
            is_wrong = is_wrong or not _agrees(index, model, random.Random(f"{run} {number}"))
    is_wrong = is_wrong or bool(index.verify())
    index.close()
    return is_wrong


@cache
def _key_set(digest: bytes, column: str) -> frozenset[int]:
    """The keys of a text of the load."""
    [entry] = [each for each in map(partial(workload.entry, 0), range(40)) if each.digest == digest]
    return frozenset(getattr(entry, column).tolist())


def _follow(model: dict[str, tuple[int, Entry]], change: workload.Step, following: int) -> int:
    """Do a change on the dictionary; return the number of the next article."""
    if change.what == "add":
        for pair in change.articles:
            entry = workload.entry(*pair)
            old = model.get(entry.article.id)
            if old is None or old[1].article != entry.article:
                model[entry.article.id] = (following, entry)
                following += 1
    elif change.what == "expire":
        for name in [name for name, (_, entry) in model.items() if entry.article.published < change.before]:
            del model[name]
    else:
        for name in change.ids:
            model.pop(name, None)
    return following


def _agrees(index: MemoryIndex | SqliteIndex, model: dict[str, tuple[int, Entry]], rng: random.Random) -> bool:
    """Return True if an index gives the answers of the dictionary."""
    numbers = [number for number, _ in model.values()]
    if index.numbers().tolist() != sorted(numbers) or index.numbers_of(list(model)).tolist() != numbers:
        return False
    if index.articles(numbers) != [entry.article for _, entry in model.values()]:
        return False
    first: dict[bytes, tuple[int, Entry]] = {}
    for number, entry in sorted(model.values(), key=lambda pair: pair[0]):
        first.setdefault(entry.digest, (number, entry))
    for text in rng.sample(range(40), 10):
        probe = workload.entry(0, text)
        for kind, column in zip(KINDS, _COLUMNS, strict=True):
            keys = getattr(probe, column)
            owners = index.owners(kind, keys)
            expected = [
                sorted(number for number, entry in first.values() if key in _key_set(entry.digest, column))
                for key in keys.tolist()
            ]
            flat = [number for each in expected for number in each]
            if owners.numbers.tolist() != flat or owners.counts.tolist() != [len(each) for each in expected]:
                return False
    return True
