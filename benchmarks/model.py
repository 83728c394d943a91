"""Random changes of an index beside a plain dictionary that must give the same answers."""

import random
from pathlib import Path

import numpy as np

from benchmarks import workload
from dedup.index.memory import MemoryIndex
from dedup.index.packing import KINDS
from dedup.index.protocol import Entry
from dedup.index.sqlite import SqliteIndex

_COLUMNS = ("band_keys", "passage_keys", "term_keys")


def differences(engine: str, runs: int, steps: int, seed: int) -> int:
    """Run random changes and count the runs that end with another answer than the dictionary's.

    Args:
        engine: "memory", "sqlite", "sqlite, opened again", or "forgetful", an engine that loses postings.
        runs: Indexes to make.
        steps: Changes of each.
        seed: Of all choices.
    """
    wrong = 0
    with workload.quick_folder() as folder:
        for run in range(runs):
            path = Path(folder) / "b5.index"
            workload.erase(path)
            if engine in ("memory", "forgetful"):
                index: MemoryIndex | SqliteIndex = MemoryIndex(workload.PARAMS)
            else:
                index = workload.new_index(path)
            model: dict[str, tuple[int, Entry]] = {}
            following = 1
            is_wrong = False
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
            wrong += is_wrong
    return wrong


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
                sorted(number for number, entry in first.values() if key in getattr(entry, column))
                for key in keys.tolist()
            ]
            flat = [number for each in expected for number in each]
            if owners.numbers.tolist() != flat or owners.counts.tolist() != [len(each) for each in expected]:
                return False
    return True
