"""Promises about several at once: two writers (B1), check-and-add (B2), readers (B3, B4), a plain model (B5)."""

import random
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks import workload
from benchmarks.results import Outcome
from benchmarks.workload import Child
from dedup.index import transactions
from dedup.index.connection import wal_bytes
from dedup.index.errors import DedupIndexError, IndexReaderError
from dedup.index.packing import KINDS
from dedup.index.sqlite import SqliteIndex
from dedup.index.transactions import Transactions

_WINDOW_S = 10  # in which each of two writers gets its share
_LOG_MB = 64  # that the log may reach
_TRIES = 5  # of a control that is caught by chance


def two_writers(outcome: Outcome, full: bool, seed: int) -> None:
    """B1: of two writers neither starves, none sees an error, none waits long."""
    good = _write_beside(60 if full else 12, fair=True)
    control, is_caught = {}, False
    for _ in range(_TRIES):
        if not is_caught:
            control = _write_beside(_WINDOW_S, fair=False)
            is_caught = control["least_share"] < 0.3 or control["errors"] > 0
    outcome.figures["B1"] = good | {"control_least_share": control["least_share"], "control_errors": control["errors"]}
    outcome.expect("B1 errors", good["errors"], at_most=0)
    outcome.expect("B1 least share of the commits in any 10 s", good["least_share"], at_least=0.3)
    outcome.expect("B1 longest wait, s", good["longest_wait_s"], at_most=2.0)
    outcome.expect("B1 control: without a turn to write there are errors", float(is_caught), at_least=1)


def _write_beside(seconds: int, *, fair: bool) -> dict[str, float]:
    """Let two processes write for some time, of which every ten seconds are looked at."""
    with workload.quick_folder() as folder:
        path = Path(folder) / "b1.index"
        workload.new_index(path).close()
        start = time.time() + 0.3

        def work(say: Callable[[str], None], who: int) -> None:
            if not fair:
                Transactions._begin = _deferred  # type: ignore[method-assign]
            index, k, longest, commits = SqliteIndex(path), 0, 0.0, [0] * seconds
            time.sleep(max(0.0, start - time.time()))
            while time.time() < start + seconds:
                before = time.perf_counter()
                index.add([workload.entry(who * 30 + k % 30, k % 40)], allow=True)
                longest = max(longest, time.perf_counter() - before)
                commits[min(seconds - 1, int(time.time() - start))] += 1
                k += 1
            say(f"{longest} {' '.join(map(str, commits))}")

        children = [Child(partial(work, who=who)) for who in (0, 1)]
        ends = [child.end() for child in children]
    errors = sum(code != 0 for _, code in ends)
    told = [words[-1].split() for words, code in ends if code == 0]
    commits = np.array([[int(word) for word in words[1:]] for words in told] or [[0] * seconds])
    windows = [commits[:, k : k + _WINDOW_S].sum(axis=1) for k in range(seconds - _WINDOW_S + 1)]
    return {
        "commits": int(commits.sum()), "errors": errors, "windows": len(windows),
        "least_share": round(min(each.min() / max(1, each.sum()) for each in windows), 3),
        "longest_wait_s": round(max((float(words[0]) for words in told), default=0.0), 3),
    }  # fmt: skip


def _deferred(self: Transactions) -> None:
    """Begin without the right to write, as SQLite does by default."""
    with self.call() as connection:
        connection.execute("BEGIN DEFERRED")


def check_and_add(outcome: Outcome, full: bool, seed: int) -> None:
    """B2: of many who check and add one article at once exactly one finds it new."""
    rounds, threads = (1000 if full else 200), 64
    wrong = _race(rounds, threads, atomic=True)
    control = _race(20, threads, atomic=False)
    outcome.figures["B2"] = {"rounds": rounds, "threads": threads, "wrong_rounds": wrong, "control_wrong": control}
    outcome.expect("B2 rounds in which not exactly one was new", wrong, at_most=0)
    outcome.expect("B2 control: a check outside of the hold is caught", control, at_least=1)


def _race(rounds: int, count: int, *, atomic: bool) -> int:
    """Let threads, half of them with a handle of their own, submit one article; count the rounds that went wrong."""
    wrong = 0
    with workload.quick_folder() as folder:
        path = Path(folder) / "b2.index"
        shared = workload.new_index(path)
        handles = [shared if k % 2 else SqliteIndex(path) for k in range(min(count, 8))]
        for number in range(rounds):
            new: list[int] = []
            barrier = threading.Barrier(count)

            def submit(k: int, number: int, barrier: threading.Barrier, new: list[int]) -> None:
                index, each = handles[k % len(handles)], workload.entry(number % 60, number % 40)
                barrier.wait()
                if atomic:
                    with index.writing():
                        is_new = index.numbers_of([each.article.id])[0] == 0
                        if is_new:
                            index.add([each])
                else:
                    is_new = index.numbers_of([each.article.id])[0] == 0
                    time.sleep(0.001)
                    if is_new:
                        index.add([each])
                if is_new:
                    new.append(k)

            workers = [threading.Thread(target=submit, args=(k, number, barrier, new)) for k in range(count)]
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join()
            wrong += len(new) != 1
            shared.remove([f"n{number % 60}"])
        for handle in handles:
            handle.close()
    return wrong


def torn_reads(outcome: Outcome, full: bool, seed: int) -> None:
    """B3: a reader sees all of an article or nothing of it."""
    seconds = 600.0 if full else 60.0
    reads, torn = _read_beside(seconds, seed, whole=True)
    control = 0
    for _ in range(_TRIES):  # by chance a few seconds may pass without one
        control = control or _read_beside(4.0, seed, whole=False)[1]
    outcome.figures["B3"] = {"readers": 5, "seconds": seconds, "reads": reads, "torn": torn, "control_torn": control}
    outcome.expect("B3 torn reads", torn, at_most=0)
    outcome.expect("B3 control: reads of several states are caught", control, at_least=1)


def _read_beside(seconds: float, seed: int, *, whole: bool) -> tuple[int, int]:
    """Let five processes read while one writes; count reads in which postings and articles disagree."""
    with workload.quick_folder() as folder:
        path = Path(folder) / "b3.index"
        workload.new_index(path).close()
        end = time.time() + seconds

        def write(say: Callable[[str], None]) -> None:
            index, number = SqliteIndex(path), 0
            while time.time() < end:
                workload.carry_out(index, workload.step(seed, number))
                number += 1

        def read(say: Callable[[str], None], who: int) -> None:
            index, rng = SqliteIndex(path), random.Random(who)
            reads = torn = 0
            while time.time() < end:
                text = rng.randrange(40)
                try:
                    if whole:
                        with index.reading():
                            torn += _is_torn(index, text)
                    else:
                        torn += _is_torn(index, text)
                except IndexReaderError:
                    continue
                except DedupIndexError:
                    torn += 1
                reads += 1
            say(f"{reads} {torn}")

        at_most_s = int(seconds) + 60
        children = [Child(write, at_most_s=at_most_s)]
        children += [Child(partial(read, who=who), at_most_s=at_most_s) for who in range(5)]
        ends = [child.end() for child in children]
    told = [words[-1].split() for words, code in ends[1:] if code == 0]
    failed = sum(code != 0 for _, code in ends)
    return sum(int(words[0]) for words in told), sum(int(words[1]) for words in told) + failed


def _is_torn(index: SqliteIndex, text: int) -> bool:
    """Return True if a text's keys, members and articles disagree."""
    each = workload.entry(0, text)
    [members] = index.members([each.fingerprint])
    texts = [article.text for article in index.articles(members)]
    if any(found != each.article.text for found in texts):
        return True
    for kind, keys in zip(KINDS, (each.band_keys, each.passage_keys, each.term_keys), strict=True):
        owners = index.owners(kind, keys)
        under = [owners.numbers[low:high] for low, high in zip(owners.bounds, owners.bounds[1:], strict=False)]
        own = [bool(np.isin(numbers, members).any()) for numbers in under]
        if len(members) and not all(own):
            return True
        if not len(members) and all(len(numbers) for numbers in under) and kind != KINDS[2]:
            leaders = set(under[0].tolist()).intersection(*(set(numbers.tolist()) for numbers in under))
            if leaders and index.articles(sorted(leaders))[0].text == each.article.text:
                return True
    return False


def stuck_reader(outcome: Outcome, full: bool, seed: int) -> None:
    """B4: a reader that stays does not let the log grow without bound: it is cut off."""
    adds = 200_000 if full else 20_000
    largest, is_cut = _hold(adds, cuts=True)
    control, _ = _hold(adds, cuts=False)
    outcome.figures["B4"] = {
        "adds": adds, "limit_mb": transactions.WAL_LIMIT >> 20, "largest_log_mb": round(largest, 1),
        "reader_cut_off": is_cut, "control_log_mb": round(control, 1),
    }  # fmt: skip
    outcome.expect("B4 adds beside the reader", adds, at_least=20_000)
    outcome.expect("B4 largest log, MB", largest, at_most=_LOG_MB)
    outcome.expect("B4 the reader is told", float(is_cut), at_least=1)
    outcome.expect("B4 control: without the cut the log grows, MB", control, at_least=_LOG_MB + 1)


def _hold(adds: int, *, cuts: bool) -> tuple[float, bool]:
    """Write beside a reader that holds its state; return the largest log in MB, and whether the reader was cut off."""
    largest, is_cut = 0.0, False
    with workload.quick_folder() as folder:
        path = Path(folder) / "b4.index"
        index = workload.new_index(path)
        index.add([workload.entry(1, 1)])

        def stay(say: Callable[[str], None]) -> None:
            other = SqliteIndex(path)
            hold = other.reading if cuts else other.reading_whole
            with hold():
                say(str(len(other.numbers())))
                while not Path(f"{path}.done").exists():
                    time.sleep(0.02)
                try:
                    other.numbers()
                except IndexReaderError:
                    say("cut off")

        child = Child(stay, at_most_s=3600)
        time.sleep(0.3)
        if not cuts:
            index.transactions._emptied = lambda connection: True  # type: ignore[method-assign]
        rng = random.Random(1)
        for _ in range(adds):
            index.add([workload.entry(rng.randrange(60), rng.randrange(40))], allow=True)
            largest = max(largest, wal_bytes(path) / 2**20)
            if not cuts and largest > 2 * _LOG_MB:
                break
        Path(f"{path}.done").touch()
        words, _ = child.end()
        is_cut = "cut off" in words
        index.close()
    return largest, is_cut


def plain_model(outcome: Outcome, full: bool, seed: int) -> None:
    """B5: every engine answers as a plain dictionary does, through random changes, closed and opened again."""
    from benchmarks.model import ENGINES, differences

    runs, steps = (20_000, 100) if full else (300, 40)
    figures = {engine: differences(engine, runs, steps, seed) for engine in ENGINES}
    control = differences("forgetful", 5, steps, seed)
    outcome.figures["B5"] = {"runs": runs, "steps": steps, "differences": dict(figures), "control": control}
    outcome.expect("B5 runs of each engine", runs, at_least=300)
    outcome.expect("B5 differences from a plain model", sum(figures.values()), at_most=0)
    outcome.expect("B5 control: an engine that forgets a posting is caught", control, at_least=1)
