"""Which script a word is of whose letters look like those of another one.

A letter is alike if no reader tells it from one of the other script, as а of Cyrillic and a of Latin, B and В; it is
near if it passes within a word that has other letters of that script, as п for n. A word is of the scripts of which
all of its letters may be. If these are several, it is of that of the word before it, and at the beginning of a line of
that of the first word behind it which tells. Where neither tells it stays as it is written, and Latin if it is mixed.

Letters that are near count as those of their own script in a word that has no other: Russian как is no Latin word
behind "Apple", but а may be. Among other letters they tell if a word beside theirs is of their script, or none tells.
A word that has letters of two scripts, of which none is in the other, is Latin.
"""

from dedup.folding import (
    ALL_SCRIPTS,
    CLASS_SHIFT,
    HASH_PRIME,
    HASH_START,
    IGNORABLE,
    LATIN,
    LONG,
    NEWLINE,
    PAGE_BITS,
    SCRIPT_BITS,
    SCRIPT_COUNT,
    SCRIPT_SHIFT,
    SEPARATOR,
)
from dedup.rising import seek
from dedup.runtime.kernels import Ints, kernel, mul63, seldom
from dedup.text_bytes import decode_utf8

_ROW = 1 + SCRIPT_COUNT  #: of the table of look-alikes


@kernel
def lookalike_row(code: int, look_from: Ints) -> int:
    """Return where the row of a letter begins in the table of look-alikes, -1 if it has none."""
    place = seek(look_from, 0, len(look_from), code)
    return place * _ROW if place < len(look_from) and look_from[place] == code else -1


@kernel
def scripts_of(code: int, packed: int, is_pure: bool, look_from: Ints, look_to: Ints) -> int:
    """Return the scripts of which a word may be by one of its letters; all by what is none, as a digit."""
    own = (packed >> SCRIPT_SHIFT) & ALL_SCRIPTS
    if own == 0:
        return ALL_SCRIPTS
    row = lookalike_row(code, look_from)
    if row < 0:
        return int(own)
    return int(look_to[row] & ALL_SCRIPTS if is_pure else look_to[row] >> SCRIPT_BITS)


@kernel
def script_behind(
    buffer: Ints, low: int, high: int, page: Ints, entry: Ints, look_from: Ints, look_to: Ints, allowed: int
) -> int:
    """Return the script of the first letter in bytes [low, high) that can be of one allowed only; 0 if none is there.

    Looked for up to the end of the line.
    """
    i = low
    while i < high:
        code, i = decode_utf8(buffer, i)
        packed = entry[(page[code >> PAGE_BITS] << PAGE_BITS) | (code & 127)]
        if (packed >> CLASS_SHIFT) & 7 == SEPARATOR:
            if packed & NEWLINE:
                return 0
            continue
        found = scripts_of(code, packed, False, look_from, look_to)
        if found & (found - 1) == 0 and found & allowed:
            return found
    return 0


@kernel
def script_of(
    buffer: Ints, low: int, end: int, high: int, page: Ints, entry: Ints, look_from: Ints, look_to: Ints,
    scripts: int, before: int,
) -> int:  # fmt: skip
    """Return the script of the word in bytes [low, end) of a text up to byte ``high``.

    Args:
        buffer: The bytes.
        low: Where the word begins.
        end: Where it ends.
        high: Where the text ends.
        page: Of the folding table, as the next three.
        entry: See there.
        look_from: See there.
        look_to: See there.
        scripts: Those that it has letters of.
        before: The script of the word before it in its line; 0 if there is none.
    """
    possible, near, i, is_pure = ALL_SCRIPTS, 0, low, scripts & (scripts - 1) == 0
    while i < end:
        code, i = decode_utf8(buffer, i)
        packed = entry[(page[code >> PAGE_BITS] << PAGE_BITS) | (code & 127)]
        if (packed >> CLASS_SHIFT) & 7 != IGNORABLE:
            alone = scripts_of(code, packed, True, look_from, look_to)
            possible &= alone if is_pure else scripts_of(code, packed, False, look_from, look_to)
            near |= alone if alone & (alone - 1) == 0 else 0
    if possible & (possible - 1) == 0:
        return possible if possible > 0 else LATIN
    is_near = near > 0 and near & (near - 1) == 0 and near != before
    if before == 0 or is_near:
        behind = script_behind(buffer, end, high, page, entry, look_from, look_to, possible)
        before = behind if before == 0 or behind == near else before
    if before & possible:
        return before
    if is_pure:
        return scripts
    return near if is_near and near & possible else LATIN


@kernel
def hash_in_script(
    buffer: Ints, low: int, end: int, page: Ints, entry: Ints, pool: Ints, look_from: Ints, look_to: Ints, script: int
) -> int:
    """Hash the word in bytes [low, end) with its letters read as those of a script, where they look like such."""
    column = 1
    while 1 << column <= script:
        column += 1
    h, i = HASH_START, low
    while i < end:
        code, i = decode_utf8(buffer, i)
        packed = entry[(page[code >> PAGE_BITS] << PAGE_BITS) | (code & 127)]
        if (packed >> CLASS_SHIFT) & 7 == IGNORABLE:
            continue
        row = lookalike_row(code, look_from)
        if row >= 0 and look_to[row + column] > 0:
            h = mul63(h ^ look_to[row + column], HASH_PRIME)
        elif packed & LONG:
            at = packed & 0x1FFFFF
            for k in range(at + 1, at + 1 + pool[at]):
                h = mul63(h ^ pool[k], HASH_PRIME)
        else:
            h = mul63(h ^ (packed & 0x1FFFFF), HASH_PRIME)
    return h


@seldom
def read_in_script(
    buffer: Ints, low: int, end: int, high: int, page: Ints, entry: Ints, pool: Ints, look_from: Ints, look_to: Ints,
    scripts: int, before: int, h: int,
) -> tuple[int, int]:  # fmt: skip
    """Return the hash and the script of a word; ``h`` is its hash as written, for the others see :func:`script_of`."""
    script = script_of(buffer, low, end, high, page, entry, look_from, look_to, scripts, before)
    if script != scripts:
        h = hash_in_script(buffer, low, end, page, entry, pool, look_from, look_to, script)
    return h, script
