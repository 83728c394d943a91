"""Where the parts of a stage run: in threads, or one after the other in the caller's.

Starting a thread costs more than the work on a few articles, and so does fresh working memory.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

PARTS = 8  #: of the work of a stage for each thread, at most, so that none waits long for another
WORDS_AT_LEAST = 40_000  #: of a part in threads that are kept; less is done before another thread has begun

Item = TypeVar("Item")
Result = TypeVar("Result")


def worker_count(workers: int | None) -> int:
    """Threads to use: as asked, else one a core."""
    if workers is not None:
        return max(1, workers)
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return max(1, os.cpu_count() or 1)


class Inline(Executor):
    """Runs what it is given at once, in the caller's thread."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Run a call; its result or error waits in the future."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except BaseException as exc:
            future.set_exception(exc)
        return future


class _Kept(ThreadPoolExecutor):
    """Threads that outlive the stage, with their working memory."""

    def __exit__(self, *exc: object) -> None:
        """Leave the threads for the next stage."""


_IS_KEEPING: ContextVar[bool] = ContextVar("is_keeping", default=False)
_POOLS: dict[tuple[int, int], _Kept] = {}  # by process and number of threads
_LOCK = Lock()


@contextmanager
def threads_kept() -> Iterator[None]:
    """Within this, :func:`executor` gives the same threads again and again: for many short stages."""
    before = _IS_KEEPING.set(True)
    try:
        yield
    finally:
        _IS_KEEPING.reset(before)


def _threads(count: int) -> Executor:
    """So many threads, to be left with the stage or kept."""
    if not _IS_KEEPING.get():
        return ThreadPoolExecutor(count)
    with _LOCK:
        return _POOLS.setdefault((os.getpid(), count), _Kept(count, "dedup"))


def executor(workers: int) -> Executor:
    """Return threads for two workers or more, else what runs inline.

    >>> with executor(1) as pool:
    ...     list(pool.map(abs, [-1, 2]))
    [1, 2]
    """
    return _threads(workers) if workers > 1 else Inline()


def side_by_side(
    work: Callable[..., Result], workers: int, *columns: Iterable[Any], meanwhile: Callable[[], None] | None = None
) -> list[Result]:
    """Call ``work`` with one item of each column at a time, as ``map`` does, in threads; results in order.

    The caller's thread is one of them: it has its memory at hand, and while it runs the system gives the others
    another core. It does what is to be done ``meanwhile`` first. An error ends the work, and is raised.

    >>> side_by_side(pow, 2, [2, 3], [5, 2])
    [32, 9]
    """
    items = list(zip(*columns, strict=True))
    others = min(workers - 1, len(items)) if meanwhile else min(workers, len(items)) - 1
    if others < 1:
        if meanwhile:
            meanwhile()
        return [work(*item) for item in items]
    jobs, lock, results, failed = enumerate(items), Lock(), dict[int, Result](), list[bool]()

    def take() -> None:
        while not failed:
            with lock:
                job = next(jobs, None)
            if job is None:
                return
            try:
                results[job[0]] = work(*job[1])
            except BaseException:
                failed.append(True)
                raise

    with _threads(others) as pool:
        running = [pool.submit(take) for _ in range(others)]
        try:
            if meanwhile:
                meanwhile()
            take()
        except BaseException:
            failed.append(True)
            raise
        finally:
            for each in running:
                each.result()
    return [results[k] for k in range(len(items))]


def words_at_least() -> int:
    """Words of a part that are worth a thread here; fresh threads have fresh memory, which long texts need most of."""
    return WORDS_AT_LEAST if _IS_KEEPING.get() else sys.maxsize


def cuts(total: int, workers: int, least: int, words: NDArray[np.int64] | None = None) -> list[int]:
    """Cut the items [0, total) of a stage into parts.

    Args:
        total: Number of items.
        workers: Threads.
        least: Items that are worth a part of their own.
        words: Of each item: parts are of like size then, and few long items are parts, too, where threads are kept.

    Returns:
        Where the parts begin, and ``total``.

    >>> cuts(5000, 2, 2000), cuts(5000, 2, 2000, np.arange(5000))
    ([0, 2500, 5000], [0, 3536, 5000])
    """
    parts = min(PARTS * workers, total // least)
    if words is None or workers < 2:
        return [total * k // max(1, parts) for k in range(max(1, parts) + 1)]
    ends = np.cumsum(words)
    parts = max(1, min(PARTS * workers, max(parts, int(words.sum()) // words_at_least())))
    if not total:
        return [0, 0]
    inner = np.searchsorted(ends, [int(ends[-1]) * k // parts for k in range(1, parts)]) + 1
    return sorted({0, *(cut for cut in inner.tolist() if cut < total), total})


def in_parts(
    total: int,
    workers: int,
    work: Callable[[int, int], Result],
    least: int = 2000,
    words: NDArray[np.int64] | None = None,
) -> list[Result]:
    """Call ``work(first, last)`` over the parts that :func:`cuts` makes of [0, total), in threads; results in order.

    The largest part comes first, so that no thread is left alone with it at the end.
    """
    bounds = cuts(total, workers, least, words)
    starts, ends, sizes = bounds[:-1], bounds[1:], [0] * (len(bounds) - 1)
    if words is not None and len(sizes) > 1:
        sizes = np.add.reduceat(words, starts).tolist()
    order = sorted(range(len(sizes)), key=sizes.__getitem__, reverse=True)
    done = side_by_side(work, workers, [starts[k] for k in order], [ends[k] for k in order])
    return [result for _, result in sorted(zip(order, done, strict=True), key=lambda pair: pair[0])]
