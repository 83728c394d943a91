"""Texts of our own, for runs without the real sets: seeded, in thirteen languages' letters.

A language is a vocabulary of made-up words in its own letters, drawn by Zipf's
law, with names, months and figures strewn in. The texts mean nothing; they have
the lengths, the case, the marks and the spacing (or none) that matter here.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

_VOCABULARY = 4000
_NAMES = 600


def _parts(text: str) -> list[str]:
    """The parts of a line, at its spaces."""
    return text.split()


_LATIN_ONSETS = _parts("b c d f g h j k l m n p r s t v w br dr gr kr pl pr sk st tr")
_MONTHS = {
    "en": "January February March April May June July August September October November December",
    "id": "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
}
_FUNCTION_WORDS = {
    "en": "the of and to in a that for on with as was at by from it is be an has were are this or had after",
    "id": "yang dan di ke dari untuk pada ini itu dengan akan dalam oleh tidak juga ada karena sudah para serta",
}


@dataclass(frozen=True)
class Language:
    """A vocabulary with the weights of its words."""

    code: str
    words: Sequence[str]  #: commonest first
    weights: Sequence[float]  #: cumulative
    names: Sequence[str]
    months: Sequence[str]
    is_spaced: bool


def _latin(onsets: Sequence[str], nuclei: Sequence[str], codas: Sequence[str], longest: int) -> Callable[..., str]:
    """A maker of words from syllables."""

    def word(rng: random.Random) -> str:
        syllables = rng.randint(1, longest)
        made = "".join(rng.choice(onsets) + rng.choice(nuclei) for _ in range(syllables))
        return made + rng.choice(codas)

    return word


def _letters(letters: str, shortest: int, longest: int, prefix: str = "") -> Callable[..., str]:
    """A maker of words from single letters."""

    def word(rng: random.Random) -> str:
        made = "".join(rng.choice(letters) for _ in range(rng.randint(shortest, longest)))
        return prefix + made if prefix and rng.random() < 0.3 else made

    return word


def _span(first: int, last: int, step: int = 1) -> list[str]:
    """The characters from one code point to another."""
    return [chr(code) for code in range(first, last + 1, step)]


_CYRILLIC = _parts("б в г д ж з к л м н п р с т ф х ц ч ш щ")
_GREEK = _parts("β γ δ ζ θ κ λ μ ν ξ π ρ σ τ φ χ ψ")
_THAI = _span(0x0E01, 0x0E2E)
_HINDI = _span(0x0915, 0x0939)
_VIETNAMESE = _parts("a á à ả ã ạ â ấ ầ ă ắ e é è ê ế ề i í ì o ó ò ô ố ồ ơ ớ ờ u ú ù ư ứ ừ y ý")
_MAKERS: dict[str, Callable[..., str]] = {
    "en": _latin(_LATIN_ONSETS, _parts("a e i o u ea oo ai"), ["", "", "n", "s", "t", "r", "ng", "d"], 3),
    "id": _latin(
        _parts("b c d g h j k l m n p r s t w y ng ny"), list("aaeiou"), ["", "", "n", "k", "t", "s", "ng"], 4
    ),
    "ar": _letters("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", 2, 6, "ال"),
    "he": _letters("אבגדהוזחטיכלמנסעפצקרשת", 2, 6, "ה"),
    "hi": _latin(_HINDI, ["", "ा", "ि", "ी", "ु", "ू", "े", "ै", "ो", "ौ"], ["", "", "ं", "्य"], 4),
    "th": _latin(_THAI, ["า", "ิ", "ี", "ึ", "ุ", "ู", "ะ", "่า", "้า", "็"], ["", "น", "ง", "ม", "ก", "ด"], 3),
    "ko": _latin(_span(0xAC00, 0xD7A3, 29), [""], ["", "", "은", "를", "의", "에"], 4),
    "ja": _latin(_span(0x3042, 0x3093) + _span(0x4E00, 0x9F00, 41) + _span(0x30A2, 0x30F3, 2), [""], [""], 4),
    "zh": _latin(_span(0x4E00, 0x9F00, 17), [""], [""], 3),
    "vi": _latin(
        _parts("b c ch d đ g gi h kh l m n ng nh ph qu r s t th tr v x"), _VIETNAMESE, ["", "n", "ng", "c", "t", "m"], 1
    ),
    "tr": _latin(_parts("b c ç d f g ğ h k l m n p r s ş t v y z"), list("aeıioöuü"), ["", "n", "r", "k", "m", "l"], 3),
    "el": _latin(_GREEK, _parts("α ε η ι ο υ ω ά έ ή ί ό ύ ώ"), ["", "ς", "ν"], 3),
    "ru": _latin(_CYRILLIC, _parts("а е ё и о у ы э ю я"), ["", "й", "л", "н", "ть", "м"], 3),
}
LANGUAGES = tuple(_MAKERS)  #: codes of all languages that can be generated
_UNSPACED = ("th", "ja", "zh")


@cache
def language(code: str) -> Language:
    """Return the language with this code, the same on every run.

    Raises:
        KeyError: If there is no such language; ``LANGUAGES`` lists them.
    """
    rng, make = random.Random(f"language {code}"), _MAKERS[code]
    known = dict.fromkeys(_FUNCTION_WORDS.get(code, "").split())
    while len(known) < _VOCABULARY:
        known[make(rng)] = None
    words = list(known)
    weights = list(accumulate(1.0 / (rank + 3) for rank in range(len(words))))
    names: dict[str, None] = {}
    while len(names) < _NAMES:
        name = make(rng) + make(rng)
        if name not in known:
            names[name.capitalize()] = None
    months = _MONTHS.get(code, _MONTHS["en"]).split() if code not in _UNSPACED else rng.sample(words[500:], 12)
    return Language(code, words, weights, list(names), months, code not in _UNSPACED)


def text(rng: random.Random, lang: Language, word_count: int) -> str:
    """Return one made-up news text of about ``word_count`` words, in paragraphs.

    It keeps to a few names and a date of its own, and has figures as news has.
    """
    cast = rng.sample(list(lang.names), 6)
    topic = rng.sample(list(lang.words[300:]), 12)
    paragraphs: list[str] = []
    made = 0
    while made < word_count:
        sentences = []
        for _ in range(rng.randint(2, 4)):
            words = _sentence(rng, lang, cast, topic)
            made += len(words)
            sentences.append(_written(lang, words))
        paragraphs.append(("" if not lang.is_spaced else " ").join(sentences))
    return "\n".join(paragraphs)


def _sentence(rng: random.Random, lang: Language, cast: Sequence[str], topic: Sequence[str]) -> list[str]:
    """The words of one sentence, with names, figures and now and then a date."""
    words = rng.choices(lang.words, cum_weights=list(lang.weights), k=rng.randint(8, 20))
    for choice, share in ((cast, 0.9), (topic, 0.9), (topic, 0.5)):
        if rng.random() < share:
            words[rng.randrange(1, len(words))] = rng.choice(list(choice))
    if rng.random() < 0.4:
        words[rng.randrange(1, len(words))] = str(rng.randint(2, 9999))
    if rng.random() < 0.2:
        words += [str(rng.randint(1, 28)), rng.choice(list(lang.months)), str(rng.randint(2015, 2026))]
    return words


def _written(lang: Language, words: Sequence[str]) -> str:
    """A sentence with its capital and its full stop."""
    if not lang.is_spaced:
        return "".join(words) + ("。" if lang.code in ("ja", "zh") else " ")
    joined = " ".join(words)
    return joined[:1].upper() + joined[1:] + "."


def texts(rng: random.Random, code: str, count: int, low: int, high: int) -> list[str]:
    """Return ``count`` texts of ``low`` to ``high`` words in one language."""
    lang = language(code)
    return [text(rng, lang, rng.randint(low, high)) for _ in range(count)]
