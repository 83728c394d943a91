"""The parts of a number in the order in which they are read, where they do not stand in it.

A mark of right-to-left writing between two parts has them shown from right to left, and so has the letter reh, which
Arabic agencies write for the decimal point: "5ر2" is seen, and read, as 2.5.
"""

import re

TURNS = "\u200f\u061c"  #: marks of right-to-left writing
_POINTS = "-.,'’٫٬/:"
#: What stands between two parts that are shown from right to left.
BETWEEN = rf"[{_POINTS}،]?[{TURNS}]+[{_POINTS}،]?|(?<=\d)ر(?=\d)"
_BETWEEN = re.compile(rf"({BETWEEN})")
_INVISIBLE = re.compile("[\u200b-\u200e\u202a-\u202e\u2060-\u2069]")
_MARK = re.compile(f"[{TURNS}]")


def in_reading_order(written: str) -> str:
    r"""Return a number with its parts in the order in which they are read, without marks of direction.

    >>> in_reading_order("80.\u200f1084"), in_reading_order("5ر2"), in_reading_order("26،2"), in_reading_order("3.5")
    ('1084.80', '2.5', '26,2', '3.5')
    """
    if written.isascii():
        return written
    plain = _INVISIBLE.sub("", written).strip(TURNS).replace("،", ",")
    parts = _BETWEEN.split(plain)
    return "".join("." if part == "ر" else _MARK.sub("", part) for part in reversed(parts))
