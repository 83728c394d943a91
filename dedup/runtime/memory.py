"""Memory of this process that is asked for in large pieces."""

import ctypes
import sys
from contextlib import suppress

_MMAP_THRESHOLD = -3  # of mallopt, see malloc.h
LARGE = 4 << 20  #: bytes


def keep_large_apart() -> None:
    """Take large pieces of memory from the system one by one, so that it has them back as soon as they are free.

    The GNU C library does so until the first of them is freed, and puts pieces of up to 32 MB among the small ones from
    then on, where those that stay keep the room of those that go. Other libraries are left as they are.
    """
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):  # another library of C
            ctypes.CDLL(None).mallopt(_MMAP_THRESHOLD, LARGE)
