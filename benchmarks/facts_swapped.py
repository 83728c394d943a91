"""The same wording with other facts: figures, dates and names of a text replaced throughout."""

import random
import re
from collections.abc import Collection, Sequence
from typing import NamedTuple

_CALENDAR = {
    "en": (
        "January February March April May June July August September October November December",
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
    ),
    "id": (
        "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
        "Senin Selasa Rabu Kamis Jumat Sabtu Minggu",
    ),
    "es": (
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "lunes martes miércoles jueves viernes sábado domingo",
    ),
}
LANGUAGES = tuple(_CALENDAR)  #: those whose capitals, within a sentence, are names
_WORD = re.compile(r"\d+|[^\W\d_]+")
_NUMBER = re.compile(r"(?<![\w.,:/′’'-])\d{1,4}(?![\w:/′’'%-]|[.,]\d)")


class Swapped(NamedTuple):
    """A text with other facts, and how many of its words were facts."""

    text: str
    words: int
    facts: int  #: words replaced
    numbers: int  #: different figures replaced
    names: int  #: different names replaced


def is_sentence_start(text: str, start: int) -> bool:
    """True if the word at ``start`` opens a sentence, a line or a quotation."""
    before = text[max(0, start - 3) : start].rstrip(" \"“«'(")
    return not before or before[-1] in ".!?:\n"


def swapped(rng: random.Random, text: str, lang: str, names: Sequence[str], common: Collection[str]) -> Swapped:
    """Replace every figure, month, weekday and name by another of its kind, each throughout alike.

    Args:
        rng: The source of all choices.
        text: A text in one of ``LANGUAGES``.
        lang: Its language.
        names: What names are replaced by.
        common: Lower-case words of the language that are no names.
    """
    present = {m.group() for m in _WORD.finditer(text)}
    known_names = {
        m.group()
        for m in _WORD.finditer(text)
        if m.group()[0].isupper() and m.group().lower() not in common and not is_sentence_start(text, m.start())
    }
    months = {word: line.split() for line in _CALENDAR[lang] for word in line.split() if word in present}
    pool = [name for name in names if name not in present]
    mapping: dict[str, str] = {}
    for word in sorted(present):
        if word.isdecimal():
            mapping[word] = other_number(rng, word, present)
        elif word in months:
            mapping[word] = rng.choice([other for other in months[word] if other not in present] or months[word])
        elif word in known_names and pool:
            mapping[word] = pool.pop(rng.randrange(len(pool)))
    words = [m.group() for m in _WORD.finditer(text)]
    return Swapped(
        text=_WORD.sub(lambda m: mapping.get(m.group(), m.group()), text),
        words=len(words),
        facts=sum(word in mapping for word in words),
        numbers=sum(word.isdecimal() for word in mapping),
        names=sum(word in known_names for word in mapping),
    )


def other_number(rng: random.Random, number: str, taken: Collection[str]) -> str:
    """Return another number of as many digits; a year stays a year near it, what may be a day may be one still."""
    if len(number) == 4 and number[:2] in ("19", "20"):
        return str(int(number) + rng.choice([-4, -3, -2, -1, 1, 2]))
    if len(number) <= 2 and 1 <= int(number) <= 31:
        days = range(1, 10) if len(number) == 1 else range(10, 29)
        return str(
            rng.choice([day for day in days if day != int(number) and str(day) not in taken] or [int(number) % 28 + 1])
        )
    for _ in range(50):
        made = "".join(rng.choice("123456789" if i == 0 else "0123456789") for i in range(len(number)))
        if made != number and made not in taken:
            break
    return made if made != number else str((int(number) + 1) % 10 ** len(number))


def one_number_changed(rng: random.Random, text: str) -> tuple[str, str, str] | None:
    """Change one figure that stands in the text once.

    Returns:
        The text, the old and the new figure; None if the text has no such figure.
    """
    found = [m for m in _NUMBER.finditer(text) if len(re.findall(rf"(?<!\d){m.group()}(?!\d)", text)) == 1]
    if not found:
        return None
    match = rng.choice(found)
    new = other_number(rng, match.group(), [m.group() for m in re.finditer(r"\d+", text)])
    return text[: match.start()] + new + text[match.end() :], match.group(), new
