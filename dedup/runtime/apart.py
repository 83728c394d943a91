"""Runs heavy parsers in processes that can be killed, with limits on memory, CPU and time.

A parser that takes too long or too much ends its own process and costs that one input; the
reading goes on. Jobs run on all cores, results come in the order of the jobs. Processes are
started when the first job comes, by starting Python anew (no fork), so it is the same on
every system. Bytes and JSON pass through pipes, nothing else.

Limits: memory and CPU are bounded where the system has ``setrlimit`` (Linux, and macOS in
part); the wall clock everywhere.
"""

import os
import signal
import subprocess
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from typing import IO, Any, NamedTuple

import orjson

from dedup.errors import ReaderError
from dedup.runtime.apart_worker import ANSWER, BROKEN, DONE, MORE, OUT_OF_MEMORY, REFUSED, REQUEST
from dedup.runtime.processes import command_of
from dedup.sizes import in_words

_JOBS_OF_A_WORKER = 500  # then a new one: libraries leak
_WAITING_JOBS = 4  # taken from the caller ahead of the results, for each worker
_WAITING_BYTES = 64 << 20


class ApartError(ReaderError):
    """A job that was refused or whose process was ended; the message says why."""


@dataclass(frozen=True, slots=True)
class ApartLimits:
    """Bounds on one job."""

    max_bytes: int = 768 << 20  #: address space of a worker; an idle one with its libraries takes 250 MiB
    cpu_s: float = 10.0  #: of CPU time; a page takes 30 ms
    wall_s: float = 40.0  #: by the clock, the start of the worker included
    max_input_bytes: int = 32 << 20
    max_answer_bytes: int = 64 << 20


class Job(NamedTuple):
    """What a worker is to do."""

    task: str  #: "PACKAGE.MODULE:FUNCTION"; called as FUNCTION(raw, options), gives JSON
    raw: bytes
    options: Mapping[str, object] = {}  #: of JSON values
    cpu_s: float = 0.0  #: for this job, in place of the pool's; 0 keeps that
    max_bytes: int = 0  #: the same for the address space


class Worker:
    """One process. It works on one job at a time."""

    def __init__(self, limits: ApartLimits) -> None:
        """Start the process."""
        self._limits = limits
        self._cpu_s, self._max_bytes = limits.cpu_s, limits.max_bytes  # of the job in hand
        self.done = 0
        command, pipe = command_of("dedup.runtime.apart_worker", "serve"), subprocess.PIPE
        try:
            self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)
        except OSError as exc:
            raise ReaderError(f"no process for parsing can be started: {exc.strerror or exc}") from exc

    def work(self, job: Job) -> object:
        """Do one job.

        Returns:
            What the task returned, as JSON gives it back.

        Raises:
            ApartError: If the task refused, failed, or went beyond a limit. After a limit
                the worker is dead.
        """
        self._send(job)
        how, value = self._answer()
        if how != DONE:
            raise ApartError(f"the task {job.task} gives more than one answer")
        return value

    def stream(self, job: Job) -> Iterator[Any]:
        """Do one job whose task is a generator; the limits are those of each of its values.

        Yields:
            What the task yields, as JSON gives it back. Whoever stops early must end the worker.

        Raises:
            ApartError: As ``work``.
        """
        self._send(job)
        how, value = self._answer()
        while how == MORE:
            yield value
            how, value = self._answer()

    def _send(self, job: Job) -> None:
        """Hand the job over. A worker that dies of it is noticed when its answer is read."""
        self.done += 1
        stdin, _ = self._pipes()
        self._cpu_s, self._max_bytes = job.cpu_s or self._limits.cpu_s, job.max_bytes or self._limits.max_bytes
        bounds = {"cpu_s": self._cpu_s, "max_bytes": self._max_bytes}
        head = orjson.dumps({"task": job.task, "options": dict(job.options), **bounds})
        with suppress(OSError):
            stdin.write(REQUEST.pack(len(head), len(job.raw)) + head)
            stdin.write(job.raw)
            stdin.flush()

    def _answer(self) -> tuple[bytes, Any]:
        """Wait for one answer; return whether more will come, and its value."""
        late = threading.Event()
        timer = threading.Timer(self._limits.wall_s, self._kill_late, [late])
        timer.daemon = True
        timer.start()
        try:
            how, content = self._read_answer(self._pipes()[1])
        finally:
            timer.cancel()
        if how in (DONE, MORE):
            return how, orjson.loads(content)
        raise ApartError(self._why(how, content, is_late=late.is_set()))

    @property
    def is_alive(self) -> bool:
        """False once the process has ended."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End the process now; whoever waits for its answer is told that it broke off."""
        if self._process.poll() is None:
            self._process.kill()

    def close(self) -> None:
        """End the process now and let go of it."""
        self.kill()
        self._process.wait()
        for pipe in self._pipes():
            with suppress(OSError):
                pipe.close()

    def _pipes(self) -> tuple[IO[bytes], IO[bytes]]:
        """Return the ways in and out."""
        process = self._process
        assert process.stdin is not None
        assert process.stdout is not None
        return process.stdin, process.stdout

    def _kill_late(self, late: threading.Event) -> None:
        """End the process because its time is over."""
        late.set()
        self._process.kill()

    def _read_answer(self, stdout: IO[bytes]) -> tuple[bytes, bytes]:
        """Return how it went and the JSON; ``(b"", b"")`` if the process died instead."""
        header = stdout.read(ANSWER.size)
        if len(header) == ANSWER.size:
            how, size = ANSWER.unpack(header)
            if size > self._limits.max_answer_bytes:
                self._process.kill()
                self._process.wait()
                limit = in_words(self._limits.max_answer_bytes)
                return REFUSED, orjson.dumps(f"gives more than {limit}, the limit")
            content = stdout.read(size)
            if len(content) == size:
                return how, content
        self._process.kill()
        self._process.wait()
        return b"", b""

    def _why(self, how: bytes, content: bytes, *, is_late: bool) -> str:
        """Return why a job failed, in words."""
        limits = self._limits
        if how == REFUSED:
            return str(orjson.loads(content))
        if how == OUT_OF_MEMORY:
            return f"parsing needs more than {in_words(self._max_bytes)} of memory, the limit"
        if how == BROKEN:
            return f"the parser failed ({orjson.loads(content)})"
        if is_late:
            return f"parsing took longer than {limits.wall_s:g} seconds, the limit"
        code = self._process.returncode
        if code == -getattr(signal, "SIGPROF", 0):
            return f"parsing took more than {self._cpu_s:g} seconds of CPU time, the limit"
        return f"the process that parsed it broke off (code {code})"


class Pool:
    """Workers for one reading; started as jobs come, ended by ``close`` or with the program."""

    def __init__(self, limits: ApartLimits | None = None, workers: int = 0) -> None:
        """Prepare; nothing is started yet.

        Args:
            limits: Of one job.
            workers: How many at most; 0 takes one a core.
        """
        self.limits = limits or ApartLimits()
        self.size = workers or core_count()
        self._idle: deque[Worker] = deque()  # threads take from it and put back; both are atomic
        self._busy: set[Worker] = set()
        self._threads: ThreadPoolExecutor | None = None

    def __enter__(self) -> "Pool":
        """Give itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End the workers."""
        self.close()

    def run(self, job: Job) -> Any:
        """Do one job and wait for it.

        Returns:
            What the task returned, as JSON gives it back.

        Raises:
            ApartError: If the job is refused, fails, or goes beyond a limit.
        """
        self._check_size(job)
        worker = self._take()
        was_fresh = not worker.done
        try:
            return worker.work(job)
        except ApartError as exc:
            if was_fresh or "memory" not in str(exc):
                raise
            self._busy.discard(worker)
            worker.close()  # earlier jobs may have left it little room
            worker = Worker(self.limits)
            self._busy.add(worker)
            return worker.work(job)
        finally:
            self._give_back(worker)

    def stream(self, job: Job) -> Iterator[Any]:
        """Do one job whose task is a generator, in a worker of its own.

        Yields:
            What the task yields, as JSON gives it back. The task waits while nobody asks.

        Raises:
            ApartError: As ``run``; the limits are those of each value.
        """
        self._check_size(job)
        worker = Worker(self.limits)
        try:
            yield from worker.stream(job)
        finally:
            worker.close()

    def map(self, jobs: Iterable[Job]) -> Iterator[Any]:
        """Do many jobs at once, on all workers.

        Jobs are taken from ``jobs`` a few ahead of the results, so both may be endless.

        Yields:
            For each job, in order, what its task returned, or the ``ApartError`` (given, not
            raised) that ended it.
        """
        waiting: deque[tuple[Future[Any], int]] = deque()
        held = 0
        if self._threads is None:
            self._threads = ThreadPoolExecutor(self.size, thread_name_prefix="apart")
        try:
            for job in jobs:
                waiting.append((self._threads.submit(self._outcome, job), len(job.raw)))
                held += len(job.raw)
                while len(waiting) > _WAITING_JOBS * self.size or (held > _WAITING_BYTES and waiting):
                    future, size = waiting.popleft()
                    held -= size
                    yield future.result()
            while waiting:
                yield waiting.popleft()[0].result()
        finally:
            for future, _ in waiting:
                future.cancel()

    def close(self) -> None:
        """End all workers, also those at work. A pool that is used again starts new ones."""
        for worker in tuple(self._busy):
            worker.kill()
        if self._threads is not None:
            self._threads.shutdown(cancel_futures=True)
            self._threads = None
        while self._idle:
            self._idle.pop().close()

    def __del__(self) -> None:
        """End the workers of a pool that nobody closed."""
        while self._idle:
            self._idle.pop().close()

    def _check_size(self, job: Job) -> None:
        """Refuse a job whose bytes are beyond the limit."""
        if len(job.raw) > self.limits.max_input_bytes:
            raise ApartError(f"longer than {in_words(self.limits.max_input_bytes)}, the limit for what is parsed apart")

    def _outcome(self, job: Job) -> Any:
        """Do one job; give its error instead of raising it."""
        try:
            return self.run(job)
        except ApartError as exc:
            return exc

    def _take(self) -> Worker:
        """Return a worker that has nothing to do, a new one if there is none."""
        try:
            worker = self._idle.pop()
        except IndexError:
            worker = Worker(self.limits)
        self._busy.add(worker)
        return worker

    def _give_back(self, worker: Worker) -> None:
        """Keep a worker for the next job, or end it if it is dead or old."""
        self._busy.discard(worker)
        if worker.is_alive and worker.done < _JOBS_OF_A_WORKER:
            self._idle.append(worker)
        else:
            worker.close()


def core_count() -> int:
    """Return how many cores this process may use; at least 1."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
