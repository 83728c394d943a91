"""The place of the event that two reports both name, as the left text names it.

A place stands behind a locative word, as "in" or "di", among the first words of both texts, or in the dateline. A wrong
place costs more trust than none. So none is told that has the word of a title, a contest or a company
(:mod:`dedup.events.place_words`), is a kind of place alone, goes on as another name in one of the texts, is one of a
list, stands beside a verb of speech, or stands more often without a preposition than with one, as a person or a club.

Read are the texts themselves, of the pairs that are reported: commas and brackets are no words.
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from dedup.events.place_words import (
    AND,
    BEHIND,
    ENGLISH,
    GERMAN,
    GERMAN_SIGNS,
    KINDS,
    LOCATIVES,
    NEUTRAL,
    NO_PLACE,
    SPEECH,
    STREETS,
    WITHIN,
)
from dedup.facts.date_parts import date_word
from dedup.language.date_words import MONTH, WEEKDAY, date_words
from dedup.language.german_nouns import german_nouns
from dedup.model import Span
from dedup.tokens import tokenise

LEAD = 900  #: characters of a text in which the place of its event is named
REACH = 1500  #: and in which one is that has the date beside it
LONGEST = 60  #: characters of a place's name
_DATELINES = 300  # characters in which it begins: a headline may stand before it
_LEAST = 3  #: letters of a place's name
_CAPITALS = "".join(c for c in map(chr, (*range(0x250), *range(0x370, 0x530), *range(0x1E00, 0x2000))) if c.isupper())
_CLOSED = re.compile(r"[,.;:()\n]|[ \u00a0][(–—.,-]|$")  # behind the last name of a chain
_GOES_ON = re.compile(r"(?:['’]s?)?[ \u00a0\n]([a-z]+)\b")
_DAY = re.compile(r"[\s,.(]*(?:(?:pada|on|am|hari|el|le)\s+)*([^\W\d_]+|\d+[/.-]\d+)")
_DASH = re.compile(r"[ \u00a0](?:\([^)]*\) ?)?[-–—]")
_COMMA = re.compile(r"[ \u00a0]?, ?")
_LOOK = 32  # characters beside a name that are looked at
_PARTICLE = "Di"  # with a capital within a sentence: of an Italian surname
_MARKS = ".,:;\"“”'()"
_ENDS = ".!?:\"“”)\n"


class Place(NamedTuple):
    """A name that stands where that of a place does."""

    name: str  #: case folded, without the kind of place before it
    start: int  #: of the whole name in its text
    core: int  #: where it begins without the kind of place
    end: int
    in_dateline: bool
    is_dated: bool  #: a date or a weekday stands beside it
    is_region: bool  #: it stands behind another place and a comma
    chain: int  #: number of the chain of names parted by commas that it is in


class SharedPlace(NamedTuple):
    """A place that two texts name."""

    name: str  #: as the left one writes it; empty if there is none
    in_datelines: bool  #: both texts are written from there


NO_SHARED_PLACE = SharedPlace("", in_datelines=False)


@cache
def _name() -> str:
    """The pattern of a name: capitalised words, with small ones between two of them."""
    word = rf"(?:[dlDL]['’])?[{_CAPITALS}][^\W_]*(?:['’.-](?=[^\W\d_])[^\W_]+)*"
    short = r"(?:(?:St|Ste|Mt|Ft|Jl|Jln|Kab|Kec)\.[ \u00a0]?)"
    return rf"{short}?{word}(?:[ \u00a0]{short}?(?:(?:{WITHIN})[ \u00a0]){{0,1}}{word})*"


@cache
def _chain() -> re.Pattern[str]:
    """The pattern of names parted by commas, behind a word or two for the kind of place."""
    kinds = rf"(?:(?:{'|'.join(sorted(KINDS))})[ \u00a0]){{0,2}}"
    return re.compile(rf"{kinds}({_name()}(?:[ \u00a0]?, ?{_name()})*)")


@lru_cache(maxsize=256)
def _locative(words: tuple[str, ...]) -> re.Pattern[str]:
    """The pattern of some locative words."""
    forms = sorted({form for word in words for form in (word, word.capitalize())})
    return re.compile(rf"[\s\"“(](?:{'|'.join(forms)})[ \u00a0\n]")


def _located(text: str, words: tuple[str, ...]) -> Iterator[Span]:
    """Where the names parted by commas stand that follow one of some locative words."""
    search, match, at = _locative(words).search, _chain().match, 0
    while found := search(text, at):
        if chain := match(text, found.end()):
            at = chain.end()
            yield chain.span(1)
        else:
            at = found.end() - 1


@cache
def _dateline() -> re.Pattern[str]:
    """The pattern of a dateline: a name, perhaps an agency or a day, a dash."""
    behind = r"(?:[ \u00a0]?[,|/][^\n–—]{2,30}?|[ \u00a0]?[(\[][^()\n]{2,40}[)\]]|\.)?"
    dash = r"(?:[ \u00a0]+-|[ \u00a0]*(?:--|–|—))(?=[\s\"“A-Z])"
    return re.compile(rf"(?:^|\n)[ \t]*(?:[\w.]+\.\w{{2,4}}, )?({_name()}){behind}{dash}")


@cache
def _listed() -> re.Pattern[str]:
    """The pattern of the end of a list behind its last comma."""
    return re.compile(rf",?[ \u00a0](?:{'|'.join(AND)})[ \u00a0][{_CAPITALS}]")


def locatives_of(lead: str) -> tuple[str, ...]:
    """The words that stand before a place in the language of a text, of which this is the beginning."""
    between = _between_spaces(lead)
    return tuple(
        word for words, signs in LOCATIVES if not (signs and between.isdisjoint(signs)) for word in words.split()
    )


@lru_cache(maxsize=256)
def _between_spaces(lead: str) -> frozenset[str]:
    """The words that stand between two spaces in the beginning of a text."""
    return frozenset(lead.split(" ")[1:-1])


def _lead(text: str) -> str:
    """The beginning of a text, with a space before its first word."""
    return f" {text[:LEAD]}"


def places_of(text: str) -> list[Place]:
    """The names among the first words of a text that may be the place of its event, in order.

    >>> [place.name for place in places_of("LYON, France - The games were held in San Bernardino, California, in May.")]
    ['lyon', 'san bernardino', 'california']
    """
    out = []
    lead = _lead(text)
    is_english, is_german = (signs <= _between_spaces(lead) for signs in (ENGLISH, GERMAN_SIGNS))
    if found := _dateline().search(text, 0, _DATELINES):
        out += _parts(text, found.span(1), -1, is_german)[:1]
    for number, (first, behind) in enumerate(_located(f" {text[:REACH]}", locatives_of(lead))):
        start, end = first - 1, behind - 1
        if start > LEAD and not _is_dated(text, end):
            continue
        if not (is_english and _goes_on(text, end)):
            out += _parts(text, (start, end), number, is_german)
    return out


def _goes_on(text: str, end: int) -> bool:
    """Say whether an English name stands before the noun that it tells of: Texas oil."""
    behind = _GOES_ON.match(text, end)
    return behind is not None and behind[1] not in BEHIND and not behind[1].endswith(("ed", "ly", "ing"))


def _parts(text: str, span: Span, number: int, is_german: bool) -> list[Place]:
    """The places of a chain of names that is not a list, a dateline if its number is -1."""
    start, end = span
    pieces = _COMMA.split(text[start:end])
    if len(pieces) > 1 and (_listed().match(text, end) or any(f" {word} " in pieces[-1] for word in AND)):
        return []
    out = []
    for k, piece in enumerate(pieces):
        at = text.index(piece, start, end)
        start = at + len(piece)
        if k and start == end and not _CLOSED.match(text, end):
            break
        words = [word.strip(".") for word in piece.casefold().split()]
        core = 0
        while core < len(words) - 1 and words[core] in KINDS:
            core += 1
        if _is_date(words[0]):
            break
        if not _may_be_place(piece, words, number < 0, is_german):
            if k == 0:
                break
            continue
        skipped = sum(len(word) + 1 for word in piece.split()[:core])
        is_dated = _is_dated(text, end)
        out.append(Place(" ".join(words[core:]), at, at + skipped, start, number < 0, is_dated, k > 0, number))
    return out


def _may_be_place(written: str, words: Sequence[str], in_dateline: bool, is_german: bool) -> bool:
    """Say whether nothing in a name shows that it is none of a place."""
    if sum(map(str.isalpha, written)) < _LEAST or len(written) > LONGEST:
        return False
    if any(map(str.isdigit, written)) or KINDS.issuperset(words):
        return False
    if len(words) == 1 and written.isupper() and not in_dateline:
        return False
    if is_german and len(words) == 1 and (words[0] in GERMAN or _is_noun(words[0])):
        return False
    return NO_PLACE.isdisjoint(words) or words[0] in STREETS


@lru_cache(maxsize=1 << 12)
def _is_noun(word: str) -> bool:
    """Say whether a word is a German common noun."""
    words = tokenise(word).words.tolist()
    return len(words) == 1 and words[0] in german_nouns()


@lru_cache(maxsize=1 << 12)
def _is_date(word: str) -> bool:
    """Say whether a word is a month or a weekday."""
    words, dates = tokenise(word).words.tolist(), date_words()
    return bool(words) and date_word(words[0], dates.keys.data, dates.codes.data) & 15 in (MONTH, WEEKDAY)


def _is_dated(text: str, end: int) -> bool:
    """Say whether a date or a weekday stands behind a name: in Bali, Tuesday (6/2)."""
    behind = _DAY.match(text, end, end + _LOOK)
    return behind is not None and (behind[1][0].isdigit() or _is_date(behind[1]))


def speaks_for_place(name: str, text: str, locatives: Sequence[str]) -> int:
    """How much oftener a text has a name behind a locative word, or in a dateline, than without any preposition.

    Beside another capitalised word or behind a comma it says nothing; beside a verb of speech it is a person.

    >>> speaks_for_place("Bali", "He met her in Bali. Bali was hot, said Bali.", ["in"])
    -1
    """
    total = 0
    at = text.find(name)
    while at >= 0:
        end = at + len(name)
        if not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            total += _says(text, at, end, locatives)
        at = text.find(name, end)
    return total


def _says(text: str, start: int, end: int, locatives: Sequence[str]) -> int:
    """What one occurrence of a name says: 1 for a place, -1 against it, 0 for neither."""
    before, behind = text[max(0, start - _LOOK) : start], text[end : end + _LOOK]
    words = before.split() if before[-1:].isspace() else []
    while words and words[-1].strip(".").casefold() in KINDS:
        words.pop()
    last, following = (words or [""])[-1], (behind.split() or [""])[0]
    if last.casefold() in locatives:
        begins = len(words) == 1 or words[-2][-1] in _ENDS
        return 1 if last.islower() or begins else -2 if last == _PARTICLE else 0
    if _DASH.match(behind):
        return 1
    word, other = last.strip(_MARKS).casefold(), following.strip(_MARKS).casefold()
    if word in SPEECH or (other in SPEECH and behind[:1] == " "):
        return -2
    if not words or before.rstrip()[-1] in ",(/-–—" or behind.startswith(("'", "’")):
        return 0
    if word in NEUTRAL or last[:1].isupper() or (behind[:1] == " " and following[:1].isupper()):
        return 0
    return -1


def shared_place(left: str, right: str, one: Sequence[Place], two: Sequence[Place]) -> SharedPlace:
    """The place that both texts name as theirs.

    A dateline's comes first, then one with a date beside it, then the first.

    >>> texts = "Talks began in Denpasar, Bali. Tuesday was hot.", "Talks in Bali, Tuesday (6/2), went well."
    >>> shared_place(*texts, *map(places_of, texts))
    SharedPlace(name='Bali', in_datelines=False)
    """
    known: dict[str, Place] = {}
    for place in two:
        known.setdefault(place.name, place)
    best = list[tuple[int, int, int]]()
    for k, place in enumerate(one):
        other = known.get(place.name)
        if other is not None:
            rank = 2 * (place.in_dateline and other.in_dateline) + (place.is_dated or other.is_dated)
            best.append((-rank, place.start + other.start, k))
    for _, _, k in sorted(best):
        if _is_place(left, one[k], right, known[one[k].name]):
            in_datelines = one[k].in_dateline and known[one[k].name].in_dateline
            return SharedPlace(_told(left, one, k, right, known), in_datelines)
    return NO_SHARED_PLACE


def _is_place(left: str, place: Place, right: str, other: Place) -> bool:
    """Say whether both texts together use a name as a place's oftener than otherwise."""
    sides = (left, left[place.core : place.end]), (right, right[other.core : other.end])
    behind_commas = place.is_region + other.is_region
    return behind_commas + sum(speaks_for_place(name, text, locatives_of(_lead(text))) for text, name in sides) > 0


def _told(left: str, one: Sequence[Place], k: int, right: str, known: dict[str, Place]) -> str:
    """A place of the left text with those of its chain that the right one has, too."""
    other = known[one[k].name]
    is_whole = left[one[k].start : one[k].end].casefold() == right[other.start : other.end].casefold()
    start, end = one[k].start if is_whole else one[k].core, one[k].end
    for place in one[k + 1 :]:
        if place.chain != one[k].chain or place.name not in known:
            break
        same, written = known[place.name], left[place.start : place.end].casefold()
        if written not in (place.name, right[same.start : same.end].casefold()):
            break
        if not _is_region(left[place.core : place.end], left, right):
            break
        end = place.end
    told = left[start:end].replace(" ,", ",")
    return told.title() if told.isupper() else told


def _is_region(name: str, left: str, right: str) -> bool:
    """Say whether a name behind a place and a comma is no person, of whom a text has a part of the name elsewhere."""
    words = [name, *name.split()] if " " in name else [name]
    texts = [(text, locatives_of(_lead(text))) for text in (left, right)]
    return all(speaks_for_place(word, text, locatives) >= 0 for word in words for text, locatives in texts)
