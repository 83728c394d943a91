"""One source, two ways to run it: interpreted for small inputs, compiled for large ones.

A kernel is a plain function over one-dimensional arrays of integers or floats,
marked with :func:`kernel`. Small inputs run it as it stands, over memory views of
the arrays; large ones run what numba makes of the same source, without the GIL and
from as many threads as wanted. Both give the same bytes, because they are one text.

Three habits keep that true: integers stay within 63 bits (products by :func:`mul63`, never
an unsigned type beside a signed one), floats are added in one fixed order, and no index is negative. And no kernel
makes an array: what it works on is its caller's, so that none has to count references.

Compiled code is kept in a private folder of the user's cache directory, named after
a digest of all files that hold kernels, their places and times, so that a changed kernel never
meets stale code, and code that another installation compiled is not taken for ours. Folders that nobody has
used for a month go when a new one is made.
"""

import hashlib
import inspect
import os
import re
import sys
import time
import types
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from dedup.cache import cache_root
from dedup.runtime.interrupts import interrupts_held

#: Integers that a kernel reads: an array when compiled, a memory view when interpreted.
Ints = Sequence[int] | NDArray[Any]
Function = TypeVar("Function", bound=Callable[..., Any])

M63 = 0x7FFFFFFFFFFFFFFF  #: mask of the 63 bits that a hash may use
#: Said when a run has to compile. Measured: 12 s on a fast machine, 30 and more on one whose cores are shared.
COMPILING = "compiling what no run on this machine has needed before; all of it takes 10 to 40 seconds, once"
UNUSED_DAYS = 30  #: after so many without use compiled kernels are taken away
REGISTRY: dict[str, Callable[..., Any]] = {}  #: all kernels by name, as they stand
SELDOM: set[str] = set()  #: those that loops call seldom: a call in a loop made it slower by a tenth
COMPILED: dict[str, Callable[..., Any]] = {}  #: what was compiled of those that Python calls
_FOLDER = re.compile(r"kernels-[0-9a-f]{16}")
SCOPES: dict[str, dict[str, Any]] = {}  #: the globals of each compiled kernel
_MAKING = Lock()


class _Watch:
    """Says once in a run that kernels are compiled: as soon as one is asked for that no earlier run has left behind."""

    def __init__(self) -> None:
        """Watch nothing."""
        self._notify: Callable[[str], None] | None = None
        self._kept: set[str] = set()

    def start(self, notify: Callable[[str], None] | None) -> None:
        """Watch a run; where no kernel is at hand, say so at once."""
        self._notify = notify
        self._kept = _kept_names() if notify else set()
        if not self._kept and not COMPILED:
            self._tell()

    def ask_for(self, name: str) -> None:
        """Take note that a kernel is needed, which is not at hand in this process."""
        if name not in self._kept:
            self._tell()

    def _tell(self) -> None:
        """Say it, unless it was said."""
        notify, self._notify = self._notify, None
        if notify is not None:
            notify(COMPILING)


_WATCH = _Watch()


def kernel(function: Function) -> Function:
    """Mark a function as a kernel; names are unique over the whole package.

    Raises:
        ValueError: If another module has a kernel of that name, which would be called in its place.
    """
    other = REGISTRY.get(function.__name__)
    if other is not None and other.__module__ != function.__module__:
        raise ValueError(f"kernel {function.__name__} is in {other.__module__} and in {function.__module__}")
    REGISTRY[function.__name__] = function
    return function


def seldom(function: Function) -> Function:
    """Mark a kernel that loops call seldom, so that its code stays out of theirs."""
    SELDOM.add(function.__name__)
    return kernel(function)


@kernel
def mul63(a: int, b: int) -> int:
    """Return the low 63 bits of a product of two 63-bit numbers."""
    return (a * b) & M63


def _mul63_compiled(a: int, b: int) -> int:
    """What is compiled for :func:`mul63`: a signed product that overflows is undefined there, an unsigned one wraps."""
    return np.int64((np.uint64(a) * np.uint64(b)) & np.uint64(M63))  # type: ignore[return-value]


def cache_folder() -> Path:
    """Return the folder that holds the compiled kernels of exactly these sources, where and as they are installed.

    numba takes what it compiled for a file of the same place and time only; of another one the folder is cold.
    """
    digest = hashlib.blake2b(digest_size=8)
    for name in sorted({inspect.getfile(function) for function in REGISTRY.values()}):
        digest.update(f"{name} {os.stat(name).st_mtime_ns} ".encode("utf-8", "surrogateescape"))
        digest.update(Path(name).read_bytes())
    return cache_root() / f"kernels-{digest.hexdigest()}"


def _use_folder(folder: Path) -> None:
    """Note that a folder of compiled kernels is in use; where it is not there yet, take away those long out of use.

    They are left where they are if the system does not let us.
    """
    with suppress(OSError):
        if folder.is_dir():
            os.utime(folder)
            return
        import shutil

        edge = time.time() - UNUSED_DAYS * 86400
        with os.scandir(folder.parent) as entries:
            old = [
                entry.path
                for entry in entries
                if _FOLDER.fullmatch(entry.name)
                and entry.is_dir(follow_symlinks=False)
                and entry.stat(follow_symlinks=False).st_mtime < edge
            ]
        for path in old:
            shutil.rmtree(path, ignore_errors=True)  # links inside are taken away, not what they lead to


def is_cold() -> bool:
    """Return True if the kernels have not been compiled on this machine yet."""
    return not _kept_names()


def _kept_names() -> set[str]:
    """Return the names of the kernels in the cache folder; none if the system does not let us see it."""
    with suppress(OSError):
        return {path.name.split("-")[0].rpartition(".")[2] for path in cache_folder().rglob("*.nbi")}
    return set()


def is_loaded() -> bool:
    """Return True if the compiled kernels are at hand in this process, so that using them costs nothing."""
    return bool(SCOPES) and len(SCOPES) == len(REGISTRY)


def compile_kernels(notify: Callable[[str], None] | None = None) -> None:
    """Make the compiled twins of all registered kernels available; cheap when repeated.

    numba is imported here and nowhere else. Types are inferred at the first call of
    each kernel, where code from the cache folder is used if there is any.

    Args:
        notify: Called with one line once a kernel has to be compiled, now or while the kernels are used.
    """
    _WATCH.start(notify)
    if not is_loaded():
        with interrupts_held():
            _load()


def _load() -> None:
    """Import numba and make a twin of each kernel."""
    from numba.core import config

    _leave_out_blas()
    folder = cache_folder()
    _use_folder(folder)
    config.CACHE_DIR = str(folder)
    scopes = {
        name: dict(globals() if function is mul63 else function.__globals__) for name, function in REGISTRY.items()
    }
    callees = {name: _twin(name, scope, is_callee=True) for name, scope in scopes.items()}
    for scope in scopes.values():
        scope.update((name, callee) for name, callee in callees.items() if name in scope)
    COMPILED.clear()
    SCOPES.update(scopes)


def _twin(name: str, scope: dict[str, Any], *, is_callee: bool) -> Any:
    """Return what compiles a kernel: for calls from other kernels, or for calls from Python."""
    from dedup.runtime.compiler import compiled

    function = REGISTRY[name]
    source = cast(types.FunctionType, _mul63_compiled if function is mul63 else function)
    twin = types.FunctionType(source.__code__, scope, name, source.__defaults__)
    twin.__module__ = function.__module__
    twin.__qualname__ = f"callee.{name}" if is_callee else name  # the name of its file in the cache
    return compiled(twin, is_callee=is_callee, is_seldom=name in SELDOM)


def _compiled(name: str) -> Callable[..., Any]:
    """Return the compiled kernel that Python calls, made when it is asked for first."""
    with _MAKING:
        if name not in COMPILED:
            _WATCH.ask_for(name)
            COMPILED[name] = _twin(name, SCOPES[name], is_callee=False)
        return COMPILED[name]


def _leave_out_blas() -> None:
    """Spare the command line the import of scipy's linear algebra, a quarter of the start, which no kernel needs.

    numba asks for it when its array functions are first imported. Other programs may hold kernels of their own
    that do need it, so theirs is left as it is.
    """
    name = "scipy.linalg"
    if "dedup.cli.app" not in sys.modules or name in sys.modules:
        return
    sys.modules[name] = None  # type: ignore[assignment]  # an import of it raises ImportError meanwhile
    try:
        import numba.np.arraymath  # noqa: F401
    finally:
        del sys.modules[name]


def run(function: Callable[..., Any], compiled: bool, *arguments: Any) -> Any:
    """Call a kernel, compiled or interpreted.

    Interpreted kernels get memory views: indexing one gives a plain Python integer,
    which neither wraps nor warns, and is faster than a numpy scalar.
    """
    if compiled:
        return (COMPILED.get(function.__name__) or _compiled(function.__name__))(*arguments)
    return function(*map(viewed, arguments))


def viewed(argument: Any) -> Any:
    """Return what an interpreted kernel gets of an argument: a memory view of an array, all else as it is."""
    return argument.data if isinstance(argument, np.ndarray) else argument
