"""Sizes and shares as messages and reports give them."""


def in_words(count: int) -> str:
    """Return a number of bytes as a message says it.

    >>> in_words(16 << 20), in_words(2048), in_words(10)
    ('16 MiB', '2 KiB', '10 bytes')
    """
    for size, unit in ((1 << 20, "MiB"), (1 << 10, "KiB")):
        if count >= size:
            return f"{count / size:g} {unit}"
    return f"{count} bytes"


def percent(share: float) -> str:
    """Return a share as a person writes it; only none is 0 % and only all is 100 %.

    >>> percent(0.824), percent(0.999), percent(0.001), percent(1.0)
    ('82 %', 'over 99 %', 'under 1 %', '100 %')
    """
    if 0.0 < share < 0.01:
        return "under 1 %"
    if 0.99 < share < 1.0:
        return "over 99 %"
    return f"{share * 100:.0f} %"
