"""Sizes as messages give them."""


def in_words(count: int) -> str:
    """Return a number of bytes as a message says it.

    >>> in_words(16 << 20), in_words(2048), in_words(10)
    ('16 MiB', '2 KiB', '10 bytes')
    """
    for size, unit in ((1 << 20, "MiB"), (1 << 10, "KiB")):
        if count >= size:
            return f"{count / size:g} {unit}"
    return f"{count} bytes"
