"""D6: the time for a text grows as its length, however nasty the text.

CPU time of ``compare`` on a pair and of ``find_duplicates`` on four texts made of it, at
n, 2n, 4n and 8n characters: once with all sizes small enough for the interpreted kernels,
once with all large enough for the compiled ones. Groups of articles that hold one another
are measured with the latter: texts of up to 3,000 words are aligned word by word, and all
of a group's would be as short in the former. Control: a function known to be quadratic
(normalising stacked marks) must fail the same fit.
"""

import gc
import sys
import time
import unicodedata
from collections.abc import Callable
from functools import _lru_cache_wrapper
from pathlib import Path
from typing import Any

from benchmarks import results
from benchmarks.nasty import FAMILIES, GROUPS, Pair, Texts
from dedup.corpus.corpus import COMPILE_CHARACTERS
from dedup.detect import find_duplicates
from dedup.model import Article
from dedup.pair import compare

_FACTORS = (1, 2, 4, 8)
_ROUNDS = 6
_EXPONENT, _COST = 1.15, 1.0  #: at most: of growth; seconds of a small input, or a megabyte
_SMALLEST = 250_000  # characters of the smallest input for the compiled kernels; in less, fixed costs count
_FLOOR = 0.002  # seconds; below it a fit measures the clock
_LIMIT = 20.0  # seconds; a family that takes longer is not tried at larger sizes


def _memories() -> "set[_lru_cache_wrapper[Any]]":
    """What is remembered of texts from call to call: a small text's facts all are, a large one's are not."""
    return {
        value
        for name, module in list(sys.modules.items()) if name.startswith("dedup.")
        for value in vars(module).values()
        if isinstance(value, _lru_cache_wrapper) and value.cache_parameters()["maxsize"] is not None
    }  # fmt: skip


def cpu_seconds(work: Callable[[], object], calls: int) -> float:
    """Return the CPU time of one call, nothing remembered: the mean of so many in a row."""
    gc.collect()
    spent, memories = 0.0, _memories()
    for _ in range(calls):
        for memory in memories:
            memory.cache_clear()
        start = time.process_time()
        work()
        spent += time.process_time() - start
    return spent / calls


def by_compare(texts: Texts) -> Callable[[], object]:
    """``compare`` on two texts."""
    left, right = (Article(id=name, text=text) for name, text in zip("ab", texts, strict=True))
    return lambda: compare(left, right)


def by_find(texts: Texts) -> Callable[[], object]:
    """``find_duplicates`` on the texts."""
    articles = [Article(id=f"{i}", text=text) for i, text in enumerate(texts)]
    return lambda: find_duplicates(articles)


def crossed(family: Callable[[int], Pair]) -> Callable[[int], Texts]:
    """The two texts of a family, and two more made of their halves."""

    def texts(size: int) -> Texts:
        left, right = family(size)
        middle = len(left) // 2
        return left, right, left[:middle] + right[middle:], right[:middle] + left[middle:]

    return texts


def fitted(
    make: Callable[[Texts], Callable[[], object]], family: Callable[[int], Texts], start: int, *, is_small: bool
) -> dict[str, Any]:
    """Return seconds at four sizes, the fitted exponent and the seconds a megabyte at the largest size.

    Other work on the machine only ever adds to a figure, so what misses a target is measured
    again, five times at most, and the least of each size counts. A short run finds a quiet
    moment more easily than a long one, so small inputs run as often in a row as takes the
    time of the largest.
    """
    sizes = [start * factor for factor in _FACTORS]
    seconds = [float("inf")] * len(sizes)
    megabytes, exponent = 0.0, float("inf")
    make(family(start))()  # the first call loads kernels
    for _ in range(_ROUNDS):
        for i, size in enumerate(sizes):
            texts = family(size)
            megabytes = sum(len(text.encode(errors="replace")) for text in texts) / 1e6
            calls = _FACTORS[-1] // _FACTORS[i]
            seconds[i] = min(seconds[i], max(_FLOOR, cpu_seconds(make(texts), calls)))
            if seconds[i] > _LIMIT:
                return {"seconds": seconds[: i + 1], "exponent": float("inf"), "s a MB": seconds[i] / megabytes}
        exponent = results.growth_exponent(sizes, seconds)
        if exponent <= _EXPONENT and seconds[-1] <= _COST * (1.0 if is_small else megabytes):
            break
    return {"seconds": [round(s, 4) for s in seconds], "exponent": exponent, "s a MB": seconds[-1] / megabytes}


def first_sizes(family: Callable[[int], Texts]) -> tuple[int, int]:
    """Return the first size of four for the interpreted and for the compiled kernels."""
    probe = 20_000
    written = sum(map(len, family(probe))) / probe  # characters of all texts for each of the size
    smallest = max(1.1 * COMPILE_CHARACTERS, _SMALLEST)
    return int(0.9 * COMPILE_CHARACTERS / written / _FACTORS[-1]), int(smallest / written)


def quadratic(size: int) -> Callable[[], object]:
    """Normalising stacked marks of two classes in turn, which is quadratic in CPython."""
    text = "a" + "\u0301\u0323" * (size // 2)
    return lambda: unicodedata.normalize("NFKC", text)


def measure(data: Path | None, full: bool, seed: int, outcome: results.Outcome) -> None:
    """Fit all families; put figures and targets into the outcome."""
    rows = []
    gc.freeze()  # what is imported need not be looked through before each call
    tasks = [
        *((name, "compare", by_compare, family) for name, family in FAMILIES.items()),
        *((name, "find", by_find, crossed(family)) for name, family in FAMILIES.items()),
        *((name, "find", by_find, family) for name, family in GROUPS.items()),
    ]
    for name, how, make, family in tasks:
        for kernels, start in zip(("interpreted", "compiled"), first_sizes(family), strict=True):
            is_small = kernels == "interpreted"
            if is_small and (name in GROUPS or (make is by_find and not full)):
                continue  # the same kernels as through compare
            figures = fitted(make, family, start, is_small=is_small)
            rows.append({"family": name, "through": how, "kernels": kernels} | figures)
            outcome.expect(f"D6 {name}, {how}, {kernels}: exponent", figures["exponent"], at_most=_EXPONENT)
            if is_small:  # it is no megabyte, and must be quick all the same
                outcome.expect(f"D6 {name}, {how}: seconds of a small input", figures["seconds"][-1], at_most=_COST)
            else:
                outcome.expect(f"D6 {name}, {how}: seconds a megabyte", figures["s a MB"], at_most=_COST)
    sizes = [4_000, 8_000, 16_000]
    control = results.growth_exponent(sizes, [cpu_seconds(quadratic(size), sizes[-1] // size) for size in sizes])
    outcome.expect("D6 control: a quadratic function's exponent", control, at_least=1.5)
    outcome.figures["D6"] = {"compiled above": COMPILE_CHARACTERS, "rows": rows, "control exponent": control}
    results.show(rows)
    print(f"control exponent {control:.2f}")
