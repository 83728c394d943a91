"""Changes to a text, as newsrooms, scrapers, scanners and evaders make them.

Every function takes a seeded generator and a text and returns the changed text,
sometimes with the spans of what was kept. Spans are ``(start, end)`` in characters.
"""

import random
import re
from collections.abc import Callable, Mapping, Sequence

Spans = list[tuple[int, int]]
_SENTENCE_END = re.compile(r"(?<=[.!?؟।。])\s*\n\s*|(?<=[.!?؟।])\s+(?=[^\s.])|(?<=[。!?])|\n+")
_TOKEN = re.compile(r"\S+")
_CORE = re.compile(r"[^\W_](?:.*[^\W_])?", re.DOTALL)


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the spans of the sentences, in order, without the space between them."""
    found, start = [], 0
    for gap in _SENTENCE_END.finditer(text):
        if gap.start() > start:
            found.append((start, gap.start()))
        start = gap.end()
    if start < len(text):
        found.append((start, len(text)))
    return [(a, b) for a, b in found if text[a:b].strip()]


def cores(text: str) -> list[tuple[int, int]]:
    """Return the spans of the words between spaces, without the punctuation around them."""
    found = []
    for token in _TOKEN.finditer(text):
        core = _CORE.search(token.group())
        if core:
            found.append((token.start() + core.start(), token.start() + core.end()))
    return found


def _substituted(text: str, changes: Mapping[tuple[int, int], str]) -> str:
    """The text with some spans replaced."""
    parts, end = [], 0
    for (a, b), new in sorted(changes.items()):
        parts += [text[end:a], new]
        end = b
    return "".join([*parts, text[end:]])


def reformatted(rng: random.Random, text: str) -> str:
    """Other line breaks, quotation marks, dashes, spaces and case: the words stay."""
    text = text.replace("...", "…") if rng.random() < 0.5 else text.replace("…", "...")
    straight = rng.random() < 0.5
    for mark, plain in (("“", '"'), ("”", '"'), ("‘", "'")):
        text = text.replace(mark, plain) if straight else text
    if not straight:
        text = re.sub(r'"([^"\n]*)"', r"«\1»", text)
    text = re.sub(r" [-–—] ", rng.choice([" - ", " – ", " — "]), text)
    words = text.split()
    width, line, lines = rng.choice([40, 60, 72, 10_000]), "", []
    for word in words:
        if len(line) + len(word) > width:
            lines.append(line)
            line = ""
        line += (rng.choice([" ", " ", "\u00a0", "  "]) if line else "") + word
    out = rng.choice(["\n", "\r\n", "\n\n"]).join([*lines, line])
    return out.upper() if rng.random() < 0.25 else out


def replaced(rng: random.Random, text: str, share: float, pool: Sequence[str]) -> str:
    """Replace a share of the words by other words of the language, drawn as often as they occur."""
    spans = cores(text)
    changes = {}
    for a, b in rng.sample(spans, round(share * len(spans))):
        old = text[a:b]
        new = rng.choice(pool)
        while new.casefold() == old.casefold():
            new = rng.choice(pool)
        changes[a, b] = new.capitalize() if old[:1].isupper() else new
    return _substituted(text, changes)


def shuffled(rng: random.Random, text: str) -> str:
    """Put the sentences into another order, one to a line."""
    parts = [text[a:b] for a, b in sentences(text)]
    order = list(parts)
    while order == parts and len(parts) > 1:
        rng.shuffle(order)
    return "\n".join(order)


def dropped(rng: random.Random, text: str, low: float = 0.15, high: float = 0.30) -> tuple[str, Spans]:
    """Drop one or two paragraphs, ``low`` to ``high`` of the text together.

    Returns:
        The rest, and the spans of the rest in the given text.
    """
    spans = sentences(text)
    total = sum(b - a for a, b in spans)
    for _ in range(200):
        first = rng.randrange(len(spans))
        last = rng.randrange(first, len(spans))
        gone = set(range(first, last + 1))
        if rng.random() < 0.5:
            gone.add(rng.randrange(len(spans)))
        size = sum(spans[i][1] - spans[i][0] for i in gone)
        if low * total <= size <= high * total:
            kept = [span for i, span in enumerate(spans) if i not in gone]
            return "\n".join(text[a:b] for a, b in kept), _merged(text, kept)
    middle = int(len(text) * 0.75)
    return text[:middle], [(0, middle)]


def _merged(text: str, spans: Spans) -> Spans:
    """Spans with those joined that only space parts."""
    out: Spans = []
    for a, b in spans:
        if out and not text[out[-1][1] : a].strip():
            out[-1] = (out[-1][0], b)
        else:
            out.append((a, b))
    return out


def half(rng: random.Random, text: str) -> tuple[str, Spans]:
    """Keep one half of the words: the first, or (one in four) the last.

    Returns:
        The half, and its span in the given text.
    """
    spans = cores(text)
    middle = len(spans) // 2
    a, b = (0, spans[middle][1]) if rng.random() < 0.75 else (spans[middle][0], len(text))
    return text[a:b], [(a, b)]


def passage(rng: random.Random, text: str, words: int) -> tuple[int, int]:
    """Choose a run of ``words`` words, starting at a sentence where there is room; return its span."""
    spans = cores(text)
    starts = {a for a, _ in sentences(text)}
    last = len(spans) - words
    good = [i for i in range(last + 1) if spans[i][0] in starts] or list(range(max(1, last + 1)))
    first = rng.choice(good)
    return spans[first][0], spans[min(first + words, len(spans)) - 1][1]


def inserted(rng: random.Random, host: str, text: str, join: str = "\n") -> tuple[str, tuple[int, int]]:
    """Put a text between two sentences of a host; return the whole and the span of what was put in."""
    spans = sentences(host)
    at = spans[rng.randrange(1, len(spans))][0] if len(spans) > 1 else len(host)
    before = host[:at].rstrip() + join
    return before + text + join + host[at:], (len(before), len(before) + len(text))


_LOOK_ALIKE_SHAPES = {
    "e": "c", "c": "e", "o": "0", "l": "1", "i": "l", "h": "b", "b": "h", "s": "5", "a": "o", "u": "v", "v": "u",
    "t": "f", "f": "t", "n": "u", "g": "9", "m": "rn", "d": "cl", "w": "vv", "r": "n", "ä": "a", "ö": "o", "ü": "u",
    "é": "e", "í": "i", "ó": "o", "á": "a", "ñ": "n", "ß": "B", "S": "5", "B": "8", "O": "0", "I": "l", "D": "O",
    "0": "O", "1": "l", "5": "S", "8": "B", "6": "b", "3": "8",
    "ب": "ت", "ت": "ث", "ث": "ت", "ن": "ت", "ي": "ب", "ج": "ح", "ح": "ج", "خ": "ح", "د": "ذ", "ذ": "د", "ر": "ز",
    "ز": "ر", "س": "ش", "ش": "س", "ص": "ض", "ض": "ص", "ط": "ظ", "ظ": "ط", "ع": "غ", "غ": "ع", "ف": "ق", "ق": "ف",
    "ه": "ة", "ة": "ه", "ك": "ل", "ا": "ل", "ل": "ا", "و": "ر", "م": "ه",
}  # fmt: skip


def ocr_noise(rng: random.Random, text: str, rate: float) -> str:
    """Misread a share of the characters: look-alike shapes, drops, splits, words run together."""
    out: list[str] = []
    for char in text:
        if rng.random() >= rate:
            out.append(char)
        elif char == " ":
            continue  # two words run together
        else:
            kind = rng.random()
            if kind < 0.7:
                out.append(_LOOK_ALIKE_SHAPES.get(char, char if char.isspace() else ""))
            elif kind < 0.85:
                out.append(char + " ")
    return "".join(out)


_HOMOGLYPHS = dict(zip("aceopxyiABCEHKMOPTXيكهةى", "асеорхуіАВСЕНКМОРТХیکہۃی", strict=True))


def homoglyphs(rng: random.Random, text: str, share: float = 0.3) -> str:
    """Write a share of the words with Cyrillic look-alikes of Latin letters, or Persian and Urdu ones of Arabic."""

    def swap(word: str) -> str:
        places = [i for i, c in enumerate(word) if c in _HOMOGLYPHS]
        chosen = set(rng.sample(places, max(1, len(places) // 2))) if places else set()
        if len(chosen) == sum(c.isalpha() for c in word):
            return word  # a word wholly in the other script is another word
        return "".join(_HOMOGLYPHS[c] if i in chosen else c for i, c in enumerate(word))

    return _some_words(rng, text, share, swap)


def _some_words(rng: random.Random, text: str, share: float, change: Callable[[str], str]) -> str:
    """A share of the words changed by a function."""
    return _TOKEN.sub(lambda m: change(m.group()) if rng.random() < share else m.group(), text)


def with_inside(rng: random.Random, text: str, marks: str, share: float = 0.4) -> str:
    """Put an invisible character (one of ``marks``) inside a share of the words."""

    def mark(word: str) -> str:
        places = [i for i in range(1, len(word)) if word[i].isalnum() and word[i - 1].isalnum()]
        if not places:
            return word
        at = rng.choice(places)
        return word[:at] + rng.choice(marks) + word[at:]

    return _some_words(rng, text, share, mark)


def zero_widths(rng: random.Random, text: str) -> str:
    """Put zero-width characters inside words."""
    return with_inside(rng, text, "\u200b\u200c\u2060\ufeff")


def soft_hyphens(rng: random.Random, text: str) -> str:
    """Put soft hyphens inside words."""
    return with_inside(rng, text, "\u00ad")


def fullwidth(rng: random.Random, text: str, share: float = 0.5) -> str:
    """Write a share of the words in full-width forms (ASCII letters and digits only)."""

    def widen(word: str) -> str:
        return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in word)

    return _some_words(rng, text, share, widen)


def combining(rng: random.Random, text: str, share: float = 0.4) -> str:
    """Stack combining accents on letters of a share of the words."""
    marks = "\u0301\u0308\u0323\u0332\u0336\u0342"

    def stack(word: str) -> str:
        return "".join(c + rng.choice(marks) if c.isalpha() and rng.random() < 0.4 else c for c in word)

    return _some_words(rng, text, share, stack)


def recased(rng: random.Random, text: str) -> str:
    """Write every word in lower, upper, capital or swapped case at random."""
    forms = (str.lower, str.upper, str.title, str.swapcase)
    return _some_words(rng, text, 1.0, lambda word: rng.choice(forms)(word))


_ENTITIES = {
    "&": "amp", "<": "lt", ">": "gt", '"': "quot", "“": "ldquo", "”": "rdquo", "–": "ndash", "é": "eacute", "ä": "auml",
    "ö": "ouml", "ü": "uuml", "ñ": "ntilde", "á": "aacute", "ó": "oacute", "í": "iacute", "\u00a0": "nbsp",
}  # fmt: skip


def entities(rng: random.Random, text: str, share: float = 0.3) -> str:
    """Leave HTML entities undecoded: marks, accented letters, and one letter in a share of the words."""

    def encode(word: str) -> str:
        if not word.isalnum():
            return word
        at = rng.randrange(len(word))
        code = ord(word[at])
        return word[:at] + (f"&#{code};" if rng.random() < 0.5 else f"&#x{code:x};") + word[at + 1 :]

    marked = "".join(f"&{_ENTITIES[c]};" if c in _ENTITIES else c for c in text)
    return _some_words(rng, marked, share, encode)
