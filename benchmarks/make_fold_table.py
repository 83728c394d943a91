"""Make ``dedup/tables/fold.npz``: for each code point its class and its folded form.

    python -m benchmarks.make_fold_table

Source: the Unicode character database of the running Python (unicodedata), NFKD and
case folding; scripts by character name; look-alikes chosen from Unicode TR 39's
confusables for Latin against Cyrillic, Greek and Armenian. Letters of the Arabic script that
are one to a reader are one wherever they stand: see ``dedup/language/arabic_letters.py``.
A stroke, a bar or a hook is an accent, too, though NFKD leaves it: ł is l, by its name. æ and œ are their two letters,
as ﬁ is. þ, ð and ŋ are letters of their own.
The Turkish letters ı and İ are folded to i: in capitals ı is I, as is the i of all other languages, so
that a headline in capitals would be other words than its text.
A control character that is no white space is invisible, and parts no word; but the few that are the quotation marks and
dashes of Windows-1252 in a text that was decoded as Latin-1 are read as these.
"""

import re
import unicodedata
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from dedup import folding as t
from dedup.language.arabic_letters import plain

PAGE = 1 << t.PAGE_BITS
UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "HALFWIDTH KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR", "BOPOMOFO", "YI ")
ACCENTED = ("LATIN", "GREEK", "CYRILLIC", "ARABIC", "HEBREW", "COPTIC", "ARMENIAN", "GEORGIAN", "SYRIAC")
#: Letters of a script and the Latin ones that no reader tells from them, case by case.
ALIKE = {
    t.CYRILLIC: ("асеорхуіјѕАВСЕНІЈКМОРЅТХУ", "aceopxyijsABCEHIJKMOPSTXY"),
    t.GREEK: ("αονρυΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "aovpuABEZHIKMNOPTYX"),
    t.ARMENIAN: ("օոսհցզ", "onuhgq"),
}
#: Letters that pass for Latin ones within a word that has others of these.
NEAR = {
    t.CYRILLIC: ("вкмнтьЬпгцєҽһӏӀԁԍԛԝѡѵүҮ", "bkmhtbbnrueehlldgqwwvyy"),
    t.GREEK: ("βεικτχγηωσϲϹ", "beiktxynwocc"),
    t.ARMENIAN: ("", ""),
}
#: Small letters of Latin that pass for those of a script within a word that has others of it, if none of ALIKE does.
BACK = {
    t.CYRILLIC: ("вкмнт", "bkmht"),
    t.GREEK: ("εικτχ", "eiktx"),
    t.ARMENIAN: ("", ""),
}
SCRIPTS = (t.LATIN, t.CYRILLIC, t.GREEK, t.ARMENIAN)
#: Letters that stand for others as well, of which their names say nothing.
UNSPELT = {"ɑ": "a", "ɡ": "g", "ɩ": "i", "æ": "ae", "œ": "oe", "ı": "i"}
_LATIN_WITH = re.compile(r"LATIN (?:SMALL LETTER ([A-Z]) WITH .+|LETTER SMALL CAPITAL ([A-Z]))")

MISREAD = "\x91\x92\x93\x94\x96\x97"  #: ‘ ’ “ ” – — of Windows-1252: "doesn\x92t"


def folded(char: str) -> str:
    """The folded form: NFKD, case folded, no accents or format characters, digits as ASCII, Arabic letters as one."""
    out = []
    for piece in unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", char).casefold()):
        digit = unicodedata.decimal(piece, None)
        if digit is not None:
            out.append(str(digit))
        elif character_class(piece) not in (t.SEPARATOR, t.IGNORABLE):
            out.append(plain_latin(piece))
    return plain("".join(out))


def plain_latin(char: str) -> str:
    """A small letter without the stroke, bar or hook that Unicode has in its name alone; ligatures in their letters."""
    found = _LATIN_WITH.fullmatch(unicodedata.name(char, ""))
    return (found[1] or found[2]).lower() if found else UNSPELT.get(char, char)


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


def script(name: str) -> int:
    """Latin, a script with letters that look like Latin ones, or any other."""
    names = {"CYRILLIC": t.CYRILLIC, "GREEK": t.GREEK, "ARMENIAN": t.ARMENIAN}
    return next((found for word, found in names.items() if name.startswith(word)), t.LATIN if "LATIN" in name else 0)


def lookalikes() -> dict[str, list[int]]:
    """Each letter that looks like one of another script: of which it may be, and its form in each.

    The scripts are two sets in one number: those of which a word may be that has no letters but of one script, and
    those of which it may be otherwise, SCRIPT_BITS higher.
    """
    forms: dict[str, dict[int, str]] = {}
    pure: dict[str, int] = {}
    for of, (letters, latin) in ALIKE.items():
        for letter, other in zip(letters, latin, strict=True):
            forms.setdefault(other, {t.LATIN: other})[of] = letter
    for other, known in forms.items():
        pure[other] = sum(known)
    for of, (letters, latin) in ALIKE.items():
        for letter, other in zip(letters, latin, strict=True):
            forms[letter], pure[letter] = {**forms[other], of: letter}, pure[other]
    for of, (letters, latin) in NEAR.items():
        for letter, other in zip(letters, latin, strict=True):
            forms[letter], pure[letter] = {t.LATIN: other, of: letter}, of
    for of, (letters, latin) in BACK.items():
        for letter, other in zip(letters, latin, strict=True):
            forms.setdefault(other, {t.LATIN: other}).setdefault(of, letter)
            pure.setdefault(other, t.LATIN)
    rows = {
        letter: [
            pure[letter] | sum(known) << t.SCRIPT_BITS,
            *(ord(folded(known[of])) if of in known else 0 for of in SCRIPTS),
        ]
        for letter, known in forms.items()
    }
    for char in map(chr, range(0x80, 0x20000)):
        base = unicodedata.normalize("NFKD", char)[:1]
        if char not in rows and base in rows and len(folded(char)) == 1:
            rows[char] = rows[base]
    return rows


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
    value |= script(unicodedata.name(form[0], name)) << t.SCRIPT_SHIFT
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
    looks = sorted((ord(letter), row) for letter, row in lookalikes().items())
    path = Path(t.__file__).parent / "tables" / "fold.npz"
    np.savez_compressed(
        path,
        page=np.array(numbers, dtype=np.int32),
        entry=np.concatenate(rows),
        pool=np.array(pool, dtype=np.int32),
        look_from=np.array([letter for letter, _ in looks], dtype=np.int32),
        look_to=np.array([row for _, row in looks], dtype=np.int32).ravel(),
    )
    print(f"{path.name}: {len(rows)} pages, {len(pool)} pool entries, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
