"""Slow twins of what the kernels compute, as a textbook has them."""

import unicodedata

from dedup.language.arabic_letters import plain
from dedup.tokens import tokenise

UNSPACED_NAMES = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")
ACCENTED_NAMES = ("COMBINING", "ARABIC", "HEBREW")
#: Quotation marks and dashes of Windows-1252, read as Latin-1.
MISREAD = "\x91\x92\x93\x94\x96\x97"


def obvious_subsequence(left: list[int], right: list[int]) -> int:
    """The textbook table."""
    row = [0] * (len(right) + 1)
    for word in left:
        before = row[:]
        for k, other in enumerate(right):
            row[k + 1] = before[k] + 1 if word == other else max(before[k + 1], row[k])
    return row[-1]


def obvious_shingles(text: str, size: int = 3) -> set[tuple[int, ...]]:
    """The word tuples of a text; a short text is one tuple."""
    words = tokenise(text).words.tolist()
    return {tuple(words[k : k + size]) for k in range(max(1, len(words) - size + 1))} if words else set()


def obvious_kind(char: str) -> str:
    """Class of a character by its Unicode category and name."""
    category, name = unicodedata.category(char), unicodedata.name(char, "")
    if category == "Cc" and not char.isspace() and char not in MISREAD:
        return "nothing"
    if category in ("Cf", "Me") or name.startswith(("VARIATION SELECTOR", "ARABIC TATWEEL")):
        return "nothing"
    if category in ("Mn", "Mc"):
        return "nothing" if name.startswith(ACCENTED_NAMES) else "mark"
    if category[0] == "L" and name.startswith(UNSPACED_NAMES):
        return "character"
    is_underscore = unicodedata.normalize("NFKC", char) == "_"
    return "letter" if category[0] in "LN" or is_underscore else "gap"


def obvious_fold(word: str) -> str:
    """The folded form of a word: NFKD, case folded, accents dropped, digits as ASCII, Arabic letters as one."""
    pieces = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", word).casefold())
    kept = [c for c in pieces if obvious_kind(c) not in ("nothing", "gap")]
    return plain("".join(str(unicodedata.decimal(c, c)) for c in kept))


def obvious_tokens(text: str) -> list[tuple[int, int, str]]:
    """Start, end and folded form of each word."""
    out: list[list[int]] = []
    open_word = single = False
    for k, char in enumerate(text):
        kind = obvious_kind(char)
        if kind == "nothing":
            continue
        if kind == "gap":
            open_word = False
            continue
        before, word = text[k - 1 : k], [c for c in text[out[-1][0] : k] if obvious_kind(c) != "nothing"] if out else []
        is_written_on = open_word and len(word) <= 4 and not word[0].isdecimal() and char.isdecimal()
        last = before if obvious_kind(before or " ") == "nothing" else obvious_fold(before)[-1:]
        if is_written_on and ("\u0600" <= last <= "\u065f" or "\u05b0" <= last <= "\u05ea"):
            out.pop()
            open_word = False
        if not open_word or kind == "character" or (single and kind != "mark"):
            out.append([k, k + 1])
            open_word, single = True, kind == "character"
        out[-1][1] = k + 1
    return [(a, b, obvious_fold(text[a:b])) for a, b in out]
