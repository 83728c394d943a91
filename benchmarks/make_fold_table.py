"""Make ``dedup/tables/fold.npz``: for each code point its class and its folded form.

    python -m benchmarks.make_fold_table

Source: the Unicode character database of the running Python (unicodedata), NFKD and
case folding; scripts by character name; look-alikes chosen from Unicode TR 39's
confusables for Latin against Cyrillic, Greek, Armenian, Cherokee and IPA letters. Letters of the Arabic script that
are one to a reader are one wherever they stand: see ``dedup/language/arabic_letters.py``.
The Turkish letters ı and İ are folded to i: in capitals ı is I, as is the i of all other languages, so
that a headline in capitals would be other words than its text.
A control character that is no white space is invisible, and parts no word; but the few that are the quotation marks and
dashes of Windows-1252 in a text that was decoded as Latin-1 are read as these.
"""

import unicodedata
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dedup import folding as t
from dedup.language.arabic_letters import plain

PAGE = 1 << t.PAGE_BITS
UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HALFWIDTH KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "BOPOMOFO", "YI ")
ACCENTED = ("LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW", "COPTIC", "ARMENIAN", "GEORGIAN", "SYRIAC")
LOOKALIKES = {
    "а": "a", "ɑ": "a", "α": "a", "А": "a", "Α": "a", "ᴀ": "a",
    "В": "b", "в": "b", "Β": "b", "β": "b", "ʙ": "b", "Ь": "b", "ь": "b",
    "с": "c", "С": "c", "ϲ": "c", "Ϲ": "c", "ᴄ": "c", "ԁ": "d", "ᴅ": "d",
    "е": "e", "Е": "e", "Ε": "e", "ε": "e", "ҽ": "e", "ᴇ": "e", "є": "e",
    "ɡ": "g", "ց": "g", "ԍ": "g", "Н": "h", "н": "h", "Η": "h", "һ": "h", "հ": "h", "ʜ": "h",
    "і": "i", "І": "i", "Ι": "i", "ι": "i", "ɩ": "i", "ӏ": "l", "Ӏ": "l", "ј": "j", "Ј": "j",
    "к": "k", "К": "k", "κ": "k", "Κ": "k", "ᴋ": "k", "М": "m", "м": "m", "Μ": "m", "ᴍ": "m",
    "Ν": "n", "η": "n", "п": "n", "ո": "n", "ɴ": "n", "о": "o", "О": "o", "ο": "o", "Ο": "o", "օ": "o",
    "σ": "o", "ᴏ": "o",
    "р": "p", "Р": "p", "ρ": "p", "Ρ": "p", "ᴘ": "p", "ԛ": "q", "զ": "q", "г": "r", "ʀ": "r",
    "ѕ": "s", "Ѕ": "s", "ꜱ": "s", "т": "t", "Т": "t", "τ": "t", "Τ": "t", "ᴛ": "t", "υ": "u", "ս": "u",
    "ц": "u", "ᴜ": "u",
    "ν": "v", "ѵ": "v", "ᴠ": "v", "ԝ": "w", "ω": "w", "ѡ": "w", "ᴡ": "w", "х": "x", "Х": "x", "χ": "x", "Χ": "x",
    "у": "y", "У": "y", "γ": "y", "Υ": "y", "ү": "y", "Ү": "y", "ʏ": "y", "Ζ": "z", "ᴢ": "z",
}  # fmt: skip

MISREAD = "\x91\x92\x93\x94\x96\x97"  #: ‘ ’ “ ” – — of Windows-1252: "doesn\x92t"


def folded(char: str) -> str:
    """The folded form: NFKD, case folded, no accents or format characters, digits as ASCII, Arabic letters as one."""
    if char == "ı":
        return "i"
    out = []
    for piece in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold()):
        digit = unicodedata.decimal(piece, None)
        if digit is not None:
            out.append(str(digit))
        elif character_class(piece) not in (t.SEPARATOR, t.IGNORABLE):
            out.append(piece)
    return plain("".join(out))


def character_class(char: str) -> int:
    """One of the classes of ``dedup.folding``."""
    category = unicodedata.category(char)
    name = unicodedata.name(char, "")
    if unicodedata.normalize("NFKC", char) == "_":
        return t.LETTER
    if category in ("Cf", "Me") or 0xFE00 <= ord(char) <= 0xFE0F or 0xE0100 <= ord(char) <= 0xE01EF:
        return t.IGNORABLE
    if category == "Cc" and not char.isspace():
        return t.IGNORABLE
    if char in "\u034f\u115f\u1160\u17b4\u17b5\u180b\u180c\u180d\u180e\u180f\u3164\uffa0\u0640":
        return t.IGNORABLE
    if char in "\uff9e\uff9f":  # halfwidth voicing marks are letters by category
        return t.MARK
    if category in ("Mn", "Mc"):
        accent = name.startswith("COMBINING") and "KATAKANA" not in name
        return t.IGNORABLE if accent or name.startswith(ACCENTED) else t.MARK
    if name.startswith(UNSPACED) and category[0] == "L":
        return t.UNSPACED
    if category == "Nd" or (category == "No" and unicodedata.normalize("NFKD", char)[:1].isdigit()):
        return t.DIGIT
    if category[0] in "LN":
        return t.LETTER
    if category == "So" and name.startswith(
        ("CIRCLED LATIN", "NEGATIVE CIRCLED LATIN", "SQUARED LATIN", "PARENTHESIZED LATIN")
    ):
        return t.LETTER
    return t.SEPARATOR


def script(char: str, name: str) -> int:
    """Latin, a script with Latin look-alikes, or any other."""
    if char in LOOKALIKES or name.startswith(("CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")):
        return t.FOREIGN
    return t.LATIN if "LATIN" in name else t.OTHER


def entry(code: int, pool: list[int]) -> int:
    """The packed table entry of one code point; long folded forms go to the pool."""
    if 0xD800 <= code <= 0xDFFF:
        return t.SEPARATOR << t.CLASS_SHIFT
    char = chr(code)
    if char in MISREAD:
        char = bytes([code]).decode("cp1252")
    kind, name = character_class(char), unicodedata.name(char, "")
    value = kind << t.CLASS_SHIFT
    if kind == t.SEPARATOR:
        if char in "\n\r\v\f\x85\u2028\u2029":
            value |= t.NEWLINE | t.SENTENCE_END
        if char in ".!?…。！？؟۔।॥:：\"“”«»„‚‘「『（(〈《—–|" or unicodedata.category(char) in ("Pi", "Ps"):
            value |= t.SENTENCE_END
        if char in ".,/:-'’٫٬،–":
            value |= t.JOINER
        return value
    if kind == t.IGNORABLE:
        return value
    form = folded(char) or char
    if unicodedata.category(char) in ("Lu", "Lt"):
        value |= t.UPPER
    value |= script(char, name) << t.SCRIPT_SHIFT
    if len(form) == 1:
        return value | ord(form)
    value |= t.LONG | len(pool)
    pool.extend([len(form), *map(ord, form)])
    return value


def main() -> None:
    """Write the table beside the package's other tables."""
    pool: list[int] = [0]
    pages: dict[bytes, int] = {}
    numbers: list[int] = []
    rows: list[NDArray[np.int32]] = []
    for start in range(0, 0x110000, PAGE):
        row = np.array([entry(code, pool) for code in range(start, start + PAGE)], dtype=np.int32)
        if row.tobytes() not in pages:
            pages[row.tobytes()] = len(rows)
            rows.append(row)
        numbers.append(pages[row.tobytes()])
    looks = sorted((ord(a), ord(b)) for a, b in LOOKALIKES.items())
    path = Path(t.__file__).parent / "tables" / "fold.npz"
    np.savez_compressed(
        path,
        page=np.array(numbers, dtype=np.int32),
        entry=np.concatenate(rows),
        pool=np.array(pool, dtype=np.int32),
        look_from=np.array([a for a, _ in looks], dtype=np.int32),
        look_to=np.array([b for _, b in looks], dtype=np.int32),
    )
    print(f"{path.name}: {len(rows)} pages, {len(pool)} pool entries, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
