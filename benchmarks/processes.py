"""Running whole processes and measuring them: wall time, CPU time, peak memory."""

import os
import signal
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

_WATCH_S = 0.02


class Run(NamedTuple):
    """What one process took."""

    seconds: float  #: wall time
    cpu: float  #: user and system time, all threads
    peak: int  #: largest resident memory of it and, each by itself, of the processes that it started, bytes
    output: str
    spread: float = 0.0  #: of medians: slowest less quickest run, seconds


def run(
    command: Sequence[str | Path],
    environment: Mapping[str, str] | None = None,
    allowed: Sequence[int] = (0,),
    timeout_s: float | None = None,
) -> Run:
    """Run a command to its end and measure it.

    Args:
        command: The program and its arguments.
        environment: Variables to add to those of this process.
        allowed: Exit codes that are no failure.
        timeout_s: After so long it is killed; None waits for ever.

    Raises:
        RuntimeError: If it ends with another exit code; the message holds what it said.
        TimeoutError: If it was killed.
    """
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(word) for word in command],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, **(environment or {})},
        text=True,
    )
    assert process.stdout is not None
    killer = threading.Timer(timeout_s or 0.0, process.kill)
    if timeout_s is not None:
        killer.start()
    ended, totals = threading.Event(), list[int]()
    watcher = threading.Thread(target=_watch, args=(process.pid, ended, totals))
    watcher.start()
    output = process.stdout.read()
    ended.set()
    watcher.join()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    killer.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    if timeout_s is not None and process.returncode == -signal.SIGKILL and seconds >= timeout_s:
        raise TimeoutError(f"did not end within {timeout_s:g} s")
    if process.returncode not in allowed:
        raise RuntimeError(f"{' '.join(map(str, command))} ended with {process.returncode}: {output[-2000:]}")
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_utime + usage.ru_stime, max(totals, default=0) or usage.ru_maxrss * unit, output)


def _watch(pid: int, ended: threading.Event, totals: list[int]) -> None:
    """Note the peak memory of a process and of those of its own that are there, together, where the system shows it.

    What ``wait4`` says counts the memory of the process that started it: the child was a copy of that one.
    """
    while not ended.wait(_WATCH_S):
        total = 0
        for each in (pid, *_children(pid)):
            try:
                lines = Path(f"/proc/{each}/status").read_text().splitlines()
            except OSError:
                continue
            total += sum(1024 * int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
        totals.append(total)


def _children(pid: int) -> list[int]:
    """The processes that a process has started and that have not ended."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except OSError:
        return []


def median(runs: Sequence[Run]) -> Run:
    """Return the medians of several runs, each figure by itself."""
    return Run(
        statistics.median(r.seconds for r in runs),
        statistics.median(r.cpu for r in runs),
        int(statistics.median(r.peak for r in runs)),
        runs[-1].output,
        max(r.seconds for r in runs) - min(r.seconds for r in runs),
    )


def dedup() -> list[str]:
    """Return the command that starts ``dedup``: the installed one, else through this Python."""
    installed = Path(sys.executable).parent / "dedup"
    return [str(installed)] if installed.exists() else [sys.executable, "-c", "from dedup.cli.app import main; main()"]
