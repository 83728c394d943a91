"""Whether a changed name of a German text is a common noun: every noun is capitalised there.

Behind an article the kernels know one (:mod:`dedup.facts.told_facts`); but "Lawinen", "für Heizung" and "Moral und
Einsatz" have none. So there is a table of words that stand behind articles, numerals and the like in German news
(``tables/german_nouns.npz``, made by ``benchmarks/make_german_nouns.py``; counts of 10kGNAD and of the German texts
of SemEval-2022 task 8), and some endings make nouns only. A form of a noun is one, and a compound with one at its end;
so is what stands behind a determiner as no name does ("ein Wachmann", "mehr Daten"), and of the words that news does
not have what stands behind an article, with an adjective between or not. A short one of these directly behind "in" or
"aus" is a town, and so is a noun in its place: "Husum" and "Heide". Surnames are nouns as often as not: a word that a
text has at the end of a longer name ("Markus Stein") is none. The table also has the nouns that are no titles and the
words that are written small, before which no name is longer: "Ende Vorjahr", "Die dramatischen Szenen".

Asked of the few changes that are reported, with their texts.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np

from dedup.language.background import COMMON_LEVEL, RAREST, background, background_level
from dedup.language.shares import share_words
from dedup.model import Change
from dedup.tokens import tokenise

#: Countries, rivers, mountains that German never names without an article.
NAMES_WITH_ARTICLE = (
    *("schweiz", "ukraine", "türkei", "iran", "irak", "sudan", "südsudan", "libanon", "jemen", "niederlande"),
    *("niederlanden", "mongolei", "slowakei", "kosovo", "vatikan", "kongo", "tschad", "niger", "gambia", "oman"),
    *("elfenbeinküste", "philippinen", "malediven", "bahamas", "emirate", "emiraten", "krim", "rhein", "donau"),
    *("elbe", "main", "isar", "spree", "weser", "mosel", "ruhr", "saar", "themse", "wolga", "nil", "alpen", "harz"),
    *("taunus", "spessart", "eifel", "schwarzwald", "bodensee", "ostsee", "nordsee", "mittelmeer", "atlantik"),
    *("pazifik", "steiermark", "pfalz", "balkan", "kaukasus", "himalaya", "bretagne", "normandie", "provence"),
    *("toskana", "lausitz", "uckermark", "donbass", "bronx", "kreml"),
)
_ENDING = re.compile(
    r"\w{4,}(?:ung|heit|keit|schaft|tät|ismus)(?:en)?|\w{4,}innen|\w{3,}[st]ion(?:en)?|\w{3,6}und\w{3,5}[zß]ig",
    re.IGNORECASE,
)
_SMALL = tuple(
    f" {word} "
    for word in (
        *("der", "die", "das", "und", "dem", "des", "im", "mit", "von", "zu", "für", "auf"),
        *("aus", "nach", "bei", "sich", "nicht", "eine", "ist", "sind", "auch"),
    )
)
_SURE = 4  #: of these, of which every German text has one
_SAMPLE = 1000  #: characters of a text that show its language
_LEAST_SMALL = 75  # characters for one of these words at the most: 26 to 62 in German news, 110 in Danish, else 140 on
_PARTICLES = ("von", "van", "de")
_CASES = re.compile(r"(?:e?s|e?n|e)$")  # Fahrrads, of Fahrrad
_LEAST_STEM = 4  #: letters of a noun whose case or plural a word is
_LEAST_HEAD, _LEAST_LAST = 3, 6  #: letters of the two parts of a compound
#: Endings of places, and of families called after them or after a trade: Saarbrücken, Baumgarten, Schuhmacher.
_OF_NAMES = re.compile(
    r"(?:kirch|brück|haus|gart|hof|feld|münster|stätt?|stett|stadt|burg|berg|dorf|reut|ried|mann|er)e?n?$"
)
#: Behind an article that is hardly a person's, and an adjective: ein elektrisches Rad.
_BEHIND_ADJECTIVE = re.compile(
    r"(?<!\w)(?:das|k?ein(?:e[snmr]?)?|im|ins|am|ans|zum|zur|beim)\s+[a-zäöüß]+e[snmr]?\s+$"
)
#: Behind a definite article, where names that German news has stand as well.
_BEHIND_ARTICLE = re.compile(r"(?<!\w)(?:d(?:er|ie|as|em|en|es)|[ai]ms?|vom|zum|zur|beim|ins|ans)\s$", re.IGNORECASE)
#: Behind words that no name stands behind: ein Wachmann, ihre Partner, mehr Daten, fünf Zäune.
_BEHIND_DETERMINER = re.compile(
    r"(?<!\w)(?:[kmds]?ein(?:e[snmr]?)?|(?:ihr|unser|eur?|dies|jed|jen|manch|solch|welch|all|viel|einig|wenig|mehrer"
    r"|beid)e[snmr]?|ihr|unser|euer|mehr|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)\s$",
    re.IGNORECASE,
)
#: Behind words that stand before towns without an article.
_BEHIND_IN = re.compile(r"(?<!\w)(?:in|aus)\s$", re.IGNORECASE)
_LONGEST_TOWN = 10  #: letters of a word that is hardly a compound
_STREET = ("straße", "strasse", "allee", "gasse")  #: with what the name of a street ends
#: With what a word for a kind of road begins.
_ROADS = ("bundes", "land", "kreis", "staats", "haupt", "neben", "seiten", "schnell", "einbahn", "durchgang", "sack")
_REACH = 64  #: characters before a word that are looked at
_WORD_END = re.compile(r"(?!\w)")
_LONGEST = 40  #: characters of a name's first word that is looked for


@cache
def _tables() -> dict[str, frozenset[int]]:
    """Hashes of the words that the table knows."""
    path = files("dedup").joinpath("tables/german_nouns.npz")
    with path.open("rb") as stream, np.load(stream, allow_pickle=False) as table:
        return {name: frozenset(table[name].tolist()) for name in table.files}


def german_nouns() -> frozenset[int]:
    """Hashes of the common nouns that the table knows."""
    return _tables()["nouns"]


def is_noun_change(change: Change, left_text: str, right_text: str) -> bool:
    """Say whether a change of a name is one of German common nouns.

    A noun takes the place of a noun: one side that is known tells of both, unless the other is a word that German news
    has, but never as a noun, as "Wien", or both may be towns: Kempten and Stade. Of longer names the first word alone
    may be a noun: "Richter Vogel".

    >>> text = "Das Wasser aus der Leitung ist nicht für den Markt von {}, sagte Markus Stein."
    >>> is_noun_change(Change("name", "Kritik", "Zweifel"), text, text)
    True
    >>> [is_noun_change(Change("name", *sides), text, text) for sides in (("Wien", "Hamburg"), ("Stein", ""))]
    [False, False]
    """
    if not (_is_german(left_text) or _is_german(right_text)):
        return False
    left, right = _without_nouns_before(*_without_equal_end(change.left.split(), change.right.split()))
    left, right = _without_equal_start(left, right)
    if len(left) > 1 or len(right) > 1:
        return False
    words = [(word, text) for side, text in ((left, left_text), (right, right_text)) for word in side]
    if all(_is_street(word) for word, _ in words):
        return False
    sides = [_noun(*word) for word in words]
    if None in sides and all(_may_be_town(*word) for word in words):
        return False
    return True in sides and False not in sides


def _is_street(word: str) -> bool:
    """True for the name of a street: Gartenstraße, but not Bundesstraße."""
    return word.casefold().endswith(_STREET) and not word.casefold().startswith(_ROADS)


def _may_be_town(word: str, text: str) -> bool:
    """True for a short word directly behind a preposition of place somewhere in a text."""
    return len(word) <= _LONGEST_TOWN and _stands_behind((_BEHIND_IN,), word, text)


def _without_equal_end(left: list[str], right: list[str]) -> tuple[list[str], list[str]]:
    """Both names without the words at the end that they share."""
    while left and right and left[-1] == right[-1]:
        left, right = left[:-1], right[:-1]
    return left, right


def _without_nouns_before(left: list[str], right: list[str]) -> tuple[list[str], list[str]]:
    """Both names without the equal words at their start that are no names: Ende, Konzerne, Weiterer."""
    while len(left) > 1 and len(right) > 1 and left[0] == right[0] and _is_before_nouns(left[0]):
        left, right = left[1:], right[1:]
    return left, right


def _without_equal_start(left: list[str], right: list[str]) -> tuple[list[str], list[str]]:
    """Two single words without the part before a hyphen that they share: CDU-Vorsitz, CDU-Spitze."""
    if len(left) != 1 or len(right) != 1:
        return left, right
    parts, other_parts = left[0].split("-"), right[0].split("-")
    while len(parts) > 1 and len(other_parts) > 1 and parts[0] == other_parts[0]:
        parts, other_parts = parts[1:], other_parts[1:]
    return ["-".join(parts)], ["-".join(other_parts)]


@lru_cache(maxsize=256)
def _is_german(text: str) -> bool:
    """True if a text has as many articles, prepositions and the like as a German one."""
    sample = text[:_SAMPLE]
    if not any(word in sample for word in _SMALL[:_SURE]):
        return False
    return sum(map(sample.count, _SMALL)) * _LEAST_SMALL >= len(sample)


def _noun(word: str, text: str) -> bool | None:
    """True for a common noun, False for a name, None for a word that nothing is known of."""
    known = _known(word)
    if not known and not word.isupper() and _stands_as_noun(word, text, known is None):
        known = True
    return False if known and _ends_a_name(word, text) else known


def _stands_as_noun(word: str, text: str, is_unknown: bool) -> bool:
    """True for a word behind what no name stands behind; for one that news does not have, behind an article, too."""
    patterns = [_BEHIND_DETERMINER]
    if is_unknown:
        patterns += [_BEHIND_ADJECTIVE] + ([] if word.lower() in NAMES_WITH_ARTICLE else [_BEHIND_ARTICLE])
    return _stands_behind(patterns, word, text)


def _stands_behind(patterns: Iterable[re.Pattern[str]], word: str, text: str) -> bool:
    """True for a word that somewhere in a text stands behind what one of the patterns finds."""
    for at in _places_of(word, text):
        if any(pattern.search(text, max(0, at - _REACH), at) for pattern in patterns):
            return True
    return False


def _places_of(word: str, text: str) -> Iterator[int]:
    """Where a word begins behind a space, and ends as a whole one."""
    at = text.find(word)
    while at >= 0:
        if text[at - 1 : at].isspace() and _WORD_END.match(text, at + len(word)):
            yield at
        at = text.find(word, at + 1)


@lru_cache(maxsize=1 << 14)
def _known(word: str) -> bool | None:
    """The same of the word alone."""
    found = tokenise(word).words.tolist()
    if len(found) != 1 or word.isupper():
        return False
    if found[0] in german_nouns() or _ENDING.fullmatch(word) or word.casefold() in share_words():
        return True
    if _is_form_of_noun(word):
        return True
    return False if _level(word) != RAREST else None


@lru_cache(maxsize=1 << 14)
def _is_before_nouns(word: str) -> bool:
    """True for a word that begins no name: a noun that is no title, and what is written small."""
    found, tables = tokenise(word).words.tolist(), _tables()
    return len(found) == 1 and not word.isupper() and (found[0] in tables["plain"] or found[0] in tables["small"])


def _is_form_of_noun(word: str) -> bool:
    """True for a known noun's case or plural, and for a compound with one at its end that may be no town or family."""
    stems = {word, _CASES.sub("", word), word[:-1] if word.endswith(("s", "n")) else word}
    if any(len(stem) >= _LEAST_STEM and _is_in_table(stem) for stem in stems):
        return True
    if _OF_NAMES.search(word):
        return False
    lasts = (stem[k:] for stem in stems for k in range(_LEAST_HEAD, len(stem) - _LEAST_LAST + 1))
    return any(_is_in_table(last) for last in lasts)


def _is_in_table(word: str) -> bool:
    """True for a noun of the table."""
    found = tokenise(word).words.tolist()
    return len(found) == 1 and found[0] in german_nouns()


@lru_cache(maxsize=1 << 14)
def _level(word: str) -> int:
    """How rare a single word is in the background."""
    table = background()
    [found] = tokenise(word).words.tolist()[:1] or [0]
    return background_level(found, table.keys, table.levels)


def _ends_a_name(word: str, text: str) -> bool:
    """True if a word stands behind another capitalised one that is no everyday word, somewhere in a text."""
    at = text.find(f" {word}")
    while at >= 0:
        before = [part for part in text[max(0, at - _LONGEST) : at].split(" ") if part not in _PARTICLES]
        end = at + 1 + len(word)
        is_word = before and before[-1].isalpha() and before[-1][0].isupper() and not text[end : end + 1].isalnum()
        if is_word and _level(before[-1]) >= COMMON_LEVEL and not _is_before_nouns(before[-1]):
            return True
        at = text.find(f" {word}", end)
    return False
