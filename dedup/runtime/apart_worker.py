"""The other end of ``apart``: a process that parses what it is sent, under limits of its own.

It reads frames from standard input and answers on what was standard output. It opens no
socket, starts no process and writes no file: an audit hook refuses all three. It ends when
its input ends, so it never outlives the program that started it.

A frame is two lengths (8 bytes each, big-endian), a JSON header and raw bytes. An answer is
one byte that says how it went, a length, and JSON. A task that is a generator gives an answer
for each of its values, and one more at its end.
"""

import importlib
import os
import re
import signal
import struct
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any

import orjson

from dedup.errors import DedupError

REQUEST = struct.Struct(">QQ")
ANSWER = struct.Struct(">cQ")
DONE, MORE, REFUSED, OUT_OF_MEMORY, BROKEN = b"d", b"y", b"r", b"m", b"b"
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_FORBIDDEN = ("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.startfile")
_TOO_DEEP = "nested more deeply than {:,} steps of the parser, the limit; close its tags, or give the text alone"
_SURROGATE = re.compile("[\ud800-\udfff]")

Task = Callable[[bytes, Mapping[str, Any]], object]


def serve() -> None:
    """Answer until the input ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides when to stop
    requests = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the answers
    sys.addaudithook(_refuse_doors)
    while header := requests.read(REQUEST.size):
        head_size, raw_size = REQUEST.unpack(header)
        head = orjson.loads(requests.read(head_size))
        raw = requests.read(raw_size)
        for how, content in _outcomes(head, raw):
            answers.write(ANSWER.pack(how, len(content)) + content)
            answers.flush()


def _outcomes(head: Mapping[str, Any], raw: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Do one job; return how each step of it went and what to say, as JSON."""
    _limit_memory(head["max_bytes"])
    _limit_cpu(head["cpu_s"])
    try:
        value = _task(head["task"])(raw, head["options"])
        if isinstance(value, Iterator):
            for item in value:
                yield MORE, _as_json(item)
                _limit_cpu(head["cpu_s"])
            value = None
        yield DONE, _as_json(value)
    except DedupError as exc:
        yield REFUSED, _as_json(str(exc))
    except MemoryError:
        yield OUT_OF_MEMORY, b"null"
    except RecursionError:
        yield REFUSED, _as_json(_TOO_DEEP.format(sys.getrecursionlimit()))
    except Exception as exc:
        if "memory" in str(exc).lower():  # lxml says so in words
            yield OUT_OF_MEMORY, b"null"
        else:
            yield BROKEN, _as_json(type(exc).__name__)


def _task(name: str) -> Task:
    """Return the function that ``module:function`` names."""
    module, _, function = name.partition(":")
    found: Task = getattr(importlib.import_module(module), function)
    return found


def _as_json(value: object) -> bytes:
    """Return a value as JSON; lone surrogates, which JSON cannot hold, become U+FFFD."""
    try:
        return orjson.dumps(value)
    except orjson.JSONEncodeError:
        return orjson.dumps(_without_surrogates(value))


def _without_surrogates(value: object) -> object:
    """Return a copy of a value of lists, objects and strings without lone surrogates."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value)
    if isinstance(value, Mapping):
        return {_SURROGATE.sub("\ufffd", str(name)): _without_surrogates(item) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_without_surrogates(item) for item in value]
    return value


def _limit_memory(max_bytes: int) -> None:
    """Bound the address space of this process from now on; leave no core file."""
    try:
        import resource
    except ImportError:  # Windows
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    with suppress(ValueError, OSError):  # macOS has the name but not always the limit
        resource.setrlimit(resource.RLIMIT_AS, (max_bytes, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _limit_cpu(cpu_s: float) -> None:
    """Bound the CPU time from now on: the system ends a process whose timer of CPU time runs out."""
    if hasattr(signal, "setitimer"):  # not on Windows
        signal.setitimer(signal.ITIMER_PROF, cpu_s)


def _refuse_doors(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse sockets, processes and files opened for writing."""
    if event.startswith(_FORBIDDEN) and event != "socket.gethostname":
        raise PermissionError(f"{event} is not allowed in a process that parses")
    if event == "open" and arguments[2] is not None and arguments[2] & _WRITES:
        raise PermissionError("writing files is not allowed in a process that parses")
