"""Whether two names that stand for one another in two texts are one: shorter, abbreviated, or named elsewhere, too.

A changed name is one whose own words the other text does not have. "Mayor Ron Gonzales" and "San Jose Mayor Ron
Gonzales" are one person; DPP is short for the first words of "Dewan Pimpinan Pusat Ikatan Keluarga Minang", and Dirut
for "Direktur Utama". Where each text has the words of both names, another order of words put the two side by side,
unless one stands in the very place of the other: between the same words. Parts of the world tell places apart (Sumatera
Barat, North Korea), and what follows a figure tells models apart (S24 Ultra).

Asked of the few names that are told.
"""

import re
from functools import lru_cache

from dedup.changes.same_facts import TITLES
from dedup.changes.whole_words import folded, stands_in
from dedup.model import Change, Span

#: What says of what kind a company is.
FORMS = frozenset(
    (
        *("inc", "incorporated", "corp", "corporation", "co", "company", "companies", "cos", "ltd", "limited", "plc"),
        *("llc", "llp", "lp", "pty", "bhd", "sdn", "pt", "cv", "tbk", "persero", "perum", "gmbh", "ag", "kg", "se"),
        *("sa", "sas", "sarl", "srl", "spa", "sl", "slu", "nv", "bv", "ab", "asa", "oy", "oyj", "as", "aş", "kk"),
        *("ооо", "оао", "пао", "зао", "ао", "тов", "пат", "sp", "zoo", "kft", "sro"),
    )
)
#: What tells a place from the larger one of which it is a part, or from another of its name.
_PARTS_OF_PLACES = frozenset(
    (
        *("new", "old", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"),
        *("upper", "lower", "great", "greater", "neu", "nord", "süd", "ost", "west", "ober", "unter", "norte", "sur"),
        *("sul", "este", "oeste", "nueva", "nuevo", "nova", "novo", "san", "sud", "est", "ouest", "nouvelle"),
        *("utara", "selatan", "timur", "barat", "tengah", "tenggara", "pusat"),
        *("kuzey", "güney", "doğu", "batı", "yeni"),
        *("północna", "południowa", "wschodnia", "zachodnia", "nowa", "nowy", "północnej", "południowej"),
        *("северная", "южная", "восточная", "западная", "новая", "новый", "северной", "южной", "северный", "южный"),
    )
)
_WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*")
_INITIAL = re.compile(r"\b[^\W\d_a-z]$")
_BEHIND = re.compile(r"(?:\.\s?|\s+)([^\W\d_a-zß-ÿа-я][^\W_]+)")
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae"})
_IN_TWO_LETTERS = _SPELT_OUT | {ord(chr(one).upper()): two.capitalize() for one, two in _SPELT_OUT.items()} | {
    ord("ß"): "ss"
}  # fmt: skip
_TAKEN_APART = {"a\u0308": "ae", "o\u0308": "oe", "u\u0308": "ue", "a\u030a": "aa"}
_TAKEN_APART |= {pair.capitalize(): letters.capitalize() for pair, letters in _TAKEN_APART.items()}
_ONE_LETTER = re.compile("[äöüøåæßÄÖÜØÅÆ]")
_UMLAUT = re.compile(r"[äöüøåæß]|[aou]e|aa|ss", re.IGNORECASE)
_VOWELS = re.compile(r"[aeiouyáéíóúàèìòùâêîôûäöüåøæаеёиоуыэюяіїє]", re.IGNORECASE)
_LEAST_SYLLABLES = 5  #: letters of a word made of the beginnings of others: Dirut
_LEAST_INITIALS, _MOST_INITIALS = 2, 7  #: letters of one made of initials
_SURE_INITIALS = 3  #: from which on the words may also begin before the name, or stand elsewhere
_SMALL = r"(?:\W{1,2}[^\W\d_A-ZÀ-Þ]{1,4}){0,2}\W{1,2}"  #: what may stand between the words of which initials are
_TWO_LETTERS, _LONGEST_PAIR = re.compile(r"\b([A-ZÀ-Þ])\s[a-zà-þ]{1,3}\s([A-ZÀ-Þ])\b"), 8  #: S and P
_BETWEEN = 3  #: characters from the last of these words to what goes on with the name: the Corp of Poor's Corp
_WORDS_BEFORE = 2  #: before a name that may belong to what it is short for: Menteri Keuangan
_AROUND = 48  #: characters before a name and behind it in which the rest of what it is short for stands


def is_same_name(change: Change, one: str, span: Span, two: str, other: Span) -> bool:
    """Say whether both sides of a changed name, which are in the spans, tell of one, or of none that is missing.

    >>> texts = "He met Mayor Ron Gonzales there.", "He met San Jose Mayor Ron Gonzales there."
    >>> longer = Change("name", "Mayor Ron Gonzales", "San Jose Mayor Ron Gonzales")
    >>> is_same_name(longer, texts[0], (7, 25), texts[1], (7, 34))
    True
    >>> is_same_name(Change("name", "Kate", "Belinda"), "He met Kate.", (7, 11), "He met Belinda.", (7, 14))
    False
    """
    if not change.left or not change.right:
        return False
    left, right = _person(_words(change.left)), _person(_words(change.right))
    if not left or not right:
        return False
    whole, other_whole = (
        _person(_words(_whole(*side))) for side in ((change.left, one, span), (change.right, two, other))
    )
    if not _begin_otherwise(whole, other_whole):
        pairs = (left, right), (right, left), (whole, other_whole), (other_whole, whole)
        if any(_is_longer(*pair) for pair in pairs):
            return True
    if _are_short(left, right, one, span) or _are_short(right, left, two, other):
        return True
    if _are_letters_of(one, span, two, other) or _are_letters_of(two, other, one, span):
        return True
    if _is_in_place(one, span, two, other):
        return False
    return _has(two, left) and _has(one, right)


def is_spelt_otherwise(change: Change, one: str, two: str) -> bool:
    """Say whether a name that one text has alone stands in the other with its umlauts in two letters, or in one.

    >>> is_spelt_otherwise(Change("name", "", "Jaeger"), "die Jäger sagten", "die Jaeger sagten")
    True
    """
    if change.left and change.right:
        return False
    name, text = (change.left, two) if change.left else (change.right, one)
    return _UMLAUT.search(name) is not None and stands_in(_in_two_letters(name), _in_two_letters(text))


@lru_cache(maxsize=256)
def _in_two_letters(text: str) -> str:
    """A text with its umlauts in two letters."""
    if text.isascii():
        return text
    for pair, letters in _TAKEN_APART.items():  # NFC takes a time that is quadratic in marks upon marks
        text = text.replace(pair, letters)
    return text.translate(_IN_TWO_LETTERS) if _ONE_LETTER.search(text) else text


def _whole(name: str, text: str, span: Span) -> str:
    """A name that ends its span with the surname behind it that both texts have, or that an initial parts from it."""
    behind = _BEHIND.match(text, span[1]) if text.endswith(name, 0, span[1]) else None
    return f"{name} {behind[1]}" if behind and (behind[0][0] != "." or _INITIAL.search(name)) else name


def _begin_otherwise(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """Say at a glance whether no word of one name is one of the other: none begins with the same letter."""
    if any(map(_is_form, left)) and any(map(_is_form, right)):
        return False
    return {_spelt(word[0])[:1] for word in left}.isdisjoint({_spelt(word[0])[:1] for word in right})


@lru_cache(maxsize=1 << 12)
def _words(name: str) -> tuple[str, ...]:
    """The words of a name."""
    return tuple(_WORD.findall(name))


def _person(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words of a name without a title before them: Holt, of Ms Holt."""
    return words[1:] if len(words) > 1 and words[0].casefold() in TITLES else words


def _is_form(word: str) -> bool:
    """Say whether a word tells of what kind a company is."""
    return word.casefold() in FORMS


def _is_longer(full: tuple[str, ...], short: tuple[str, ...]) -> bool:
    """Say whether a name has the words of a shorter one, and others that tell of no other place or model."""
    if all(map(_is_form, short)) and not all(map(_is_form, full)):
        return False
    matched, at = [], 0
    for word in full:
        is_next = at < len(short) and _is_word_for(word, short[at])
        matched.append(is_next)
        at += is_next
    if at < len(short):
        return "".join(full).casefold() == "".join(short).casefold()
    for k, word in enumerate(full):
        is_behind, is_before = k > 0 and matched[k - 1], k + 1 < len(full) and matched[k + 1]
        if matched[k]:
            continue
        if (is_behind or is_before) and word.casefold() in _PARTS_OF_PLACES:
            return False
        if is_behind and any(map(str.isdecimal, full[k - 1])):
            return False
    return True


def _is_word_for(full: str, short: str) -> bool:
    """Say whether a word is another one, or its consonants are: Jalan, Jl."""
    if _spelt(full) == _spelt(short) or (_is_form(full) and _is_form(short)):
        return True
    if len(short) < _LEAST_INITIALS or full[0] != short[0] or len(short) * 2 > len(full):
        return False
    letters = iter(full)
    return not short.isupper() and not _VOWELS.search(short) and all(letter in letters for letter in short)


@lru_cache(maxsize=1 << 14)
def _spelt(word: str) -> str:
    """A word in small letters, umlauts in two letters: Müller, Mueller."""
    small = word.casefold()
    return small if small.isascii() else small.translate(_SPELT_OUT)


def _are_short(full: tuple[str, ...], short: tuple[str, ...], text: str, span: Span) -> bool:
    """Say whether two names differ in an abbreviation alone: Direktur Utama BRI, Dirut BRI."""
    first, last = 0, len(short)
    while first < last and first < len(full) and full[first] == short[first]:
        first += 1
    ends = 0
    while last > first and ends < len(full) - first and full[-1 - ends] == short[last - 1]:
        last, ends = last - 1, ends + 1
    if last - first != 1:
        return False
    start, end = span
    at = start
    for word in full[:first]:
        at = text.find(word, at, end) + len(word)
    at += len(text[at:end]) - len(text[at:end].lstrip())
    return _is_short(short[first], text, (at, end))


def _is_short(word: str, text: str, span: Span) -> bool:
    """Say whether a word is made of the initials or the first syllables of words in and around a span."""
    start, end = span
    letters = _initials(word)
    if letters:
        is_sure = len(letters) >= _SURE_INITIALS
        first, last = max(0, start - _AROUND) if is_sure else start, end + _AROUND
        if not _are_in_order(letters, text[first:last]):
            return False
        for found in _words_of(letters).finditer(text, first, last):
            if found.start() < end and found.end() > start and (is_sure or found.start() == start):
                return True
        return False
    if len(word) < _LEAST_SYLLABLES or not word.isalpha() or not word[0].isupper():
        return False
    small, low = word.casefold(), max(0, start - _AROUND)
    if small[:2] not in text[low:end].casefold():
        return False
    before = _WORD.findall(text[low:start])[-_WORDS_BEFORE:]
    words = [part.casefold() for part in (*before, *_WORD.findall(text[start:end])) if part[0].isupper()]
    return any(_are_syllables(small, words[k:], 0) for k in range(len(words)))


def _are_letters_of(text: str, span: Span, other_text: str, other: Span) -> bool:
    """Say whether a letter belongs to two with a small word between them, of which there are the words opposite.

    >>> _are_letters_of("by S and P today", (3, 4), "by Standard and Poor's today", (3, 11))
    True
    """
    start, end = span
    if end - start != 1:
        return False
    for found in _TWO_LETTERS.finditer(text, max(0, start - _LONGEST_PAIR), end + _LONGEST_PAIR):
        if start in (found.start(), found.end() - 1):
            first, words = max(0, other[0] - _AROUND), _words_of(found[1] + found[2])
            pairs = (pair.span() for pair in words.finditer(other_text, first, other[1] + _AROUND))
            return any(low <= other[1] and other[0] <= high + _BETWEEN for low, high in pairs)
    return False


@lru_cache(maxsize=1 << 12)
def _initials(word: str) -> str:
    """The letters of an abbreviation; empty if a word is none."""
    letters = word.replace(".", "")
    if not letters.isalpha() or not letters.isupper():
        return ""
    if letters[::2] == letters[1::2]:
        letters = letters[::2]  # EE.UU., Estados Unidos
    return letters if _LEAST_INITIALS <= len(letters) <= _MOST_INITIALS else ""


def _are_in_order(letters: str, text: str) -> bool:
    """Say at a glance whether a text may have words with some initials: it has the letters in their order."""
    at = -1
    return all((at := text.find(letter, at + 1)) >= 0 for letter in letters)


@lru_cache(maxsize=1 << 13)
def _words_of(letters: str) -> "re.Pattern[str]":
    """What finds the words of which some letters are the initials."""
    return re.compile(r"(?<!\w)" + _SMALL.join(rf"{letter}[^\W\d_]+" for letter in letters))


def _are_syllables(short: str, words: list[str], taken: int) -> bool:
    """Say whether a word is made of the first letters, two or more, of the first of some words and of later ones."""
    if not short:
        return taken > 1
    for k, word in enumerate(words if taken else words[:1]):
        length = 0
        for one, other in zip(short, word, strict=False):
            if one != other:
                break
            length += 1
        for size in range(min(length, len(word) - 1), 1, -1):
            if _are_syllables(short[size:], words[k + 1 :], taken + 1):
                return True
    return False


def _is_in_place(one: str, span: Span, two: str, other: Span) -> bool:
    """Say whether the words before and behind two names are the same."""
    behind, other_behind = (_WORD.search(text, at, at + _AROUND) for text, (_, at) in ((one, span), (two, other)))
    if (behind and behind[0]) != (other_behind and other_behind[0]):
        return False
    return _word_before(one, span[0]) == _word_before(two, other[0])


def _word_before(text: str, at: int) -> str:
    """The last word before a place; empty if there is none."""
    for part in reversed(text[max(0, at - _AROUND) : at].split()):
        if words := _WORD.findall(part):
            return str(words[-1])
    return ""


def _has(text: str, words: tuple[str, ...]) -> bool:
    """Say whether a text has the words of a name with capitals, or those that it is short for."""
    own = [_spelt(word) for word in words if not _is_form(word)]
    if own and _capitalised(text).issuperset(own):
        written = _in_two_letters(folded(text))
        if all(word in written for word in own):
            return True
    letters = _initials(words[0]) if len(words) == 1 else ""
    return len(letters) >= _SURE_INITIALS and _words_of(letters).search(text) is not None


@lru_cache(maxsize=256)
def _capitalised(text: str) -> frozenset[str]:
    """The words of a text that do not begin with a small letter, in small letters, umlauts in two."""
    return frozenset(_spelt(word) for word in _WORD.findall(text) if not word[0].islower())
