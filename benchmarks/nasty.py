"""Families of texts that make careless text functions slow.

Each family is a function from a length in characters to texts of about that length: a
pair, what an attacker would send and what it would be compared with, or several articles
that hold one another.
"""

import random
from collections.abc import Callable

Pair = tuple[str, str]
Texts = tuple[str, ...]

_SITES = 5  #: articles that hold a story or a frame: more than furniture needs


def _filled(unit: str, size: int) -> str:
    """A unit repeated up to a length."""
    return (unit * (size // len(unit) + 1))[:size]


def _same(unit: str) -> Callable[[int], Pair]:
    """The same unit over and over, the second text with an end of its own."""
    return lambda size: (_filled(unit, size), _filled(unit, size - 8) + " the end")


def _words(vocabulary: int, order: Callable[[list[str]], list[str]] | None = None) -> Callable[[int], Pair]:
    """Random words of a small vocabulary; the second text in another order."""

    def pair(size: int) -> Pair:
        rng = random.Random(vocabulary)
        words = [f"w{rng.randrange(vocabulary)}" for _ in range(size // 5)]
        return " ".join(words), " ".join(order(list(words)) if order else words[::-1])

    return pair


def _moved_blocks(words: list[str]) -> list[str]:
    """Blocks of thirty words in reverse order."""
    blocks = [words[i : i + 30] for i in range(0, len(words), 30)]
    return [word for block in reversed(blocks) for word in block]


def _every_tenth_changed(words: list[str]) -> list[str]:
    """One word in ten another one; an early one is a round number, which is told at any length."""
    return [f"x{i + 14900}" if i % 10 == 0 else word for i, word in enumerate(words)]


def _fibonacci(size: int) -> Pair:
    """The Fibonacci word: many repeats of every length, none of them periodic."""
    a, b = "ab ", "ab ba "
    while len(b) < size:
        a, b = b, b + a
    return b[:size], b[7 : size + 7][:size]


def _one_passage(size: int) -> Pair:
    """One passage of twenty-five words over and over, a different word between."""
    passage = " ".join(f"p{i}" for i in range(25))
    rounds = size // (len(passage) + 8) + 1
    left = " ".join(f"{passage} a{i}" for i in range(rounds))
    right = " ".join(f"{passage} b{i}" for i in range(rounds))
    return left[:size], right[:size]


def _numbers(size: int) -> Pair:
    """Figures only, each different on the right."""
    count = size // 7
    return " ".join(f"{i}.{i % 97}" for i in range(count)), " ".join(f"{i + 1}.{i % 89}" for i in range(count))


def _numbers_all_through(size: int) -> Pair:
    """Random words with another number behind every third."""
    rng = random.Random(4)
    words = [f"w{rng.randrange(5000)}" for _ in range(size // 8)]

    def filled() -> str:
        return " ".join(f"{word} {rng.randrange(10**5, 10**6)}" if k % 3 == 0 else word for k, word in enumerate(words))

    return filled(), filled()


def _dates(size: int) -> Pair:
    """Dates only."""
    count = size // 16
    return (
        ", ".join(f"{1 + i % 28} March {1900 + i % 120}" for i in range(count)),
        ", ".join(f"{1 + i % 27} April {1900 + i % 110}" for i in range(count)),
    )


def _names(size: int) -> Pair:
    """Capitalised words only."""
    count = size // 7
    return " ".join(f"Na{i:x}me" for i in range(count)), " ".join(f"Na{i:x}re" for i in range(count))


def _lines(size: int) -> Pair:
    """One short word a line."""
    return "\n".join(f"l{i % 500}" for i in range(size // 5)), "\n".join(f"l{i % 499}" for i in range(size // 5))


def _edited_thai(size: int) -> Pair:
    """Thai words of one vocabulary, every third of them replaced on the right."""
    rng = random.Random(5)
    letters = [chr(k) for k in range(0xE01, 0xE2F)]
    vocabulary = ["".join(rng.choices(letters, k=rng.randrange(2, 8))) for _ in range(800)]
    words = [rng.choice(vocabulary) for _ in range(size // 4)]
    edited = [rng.choice(vocabulary) if k % 3 == 0 else word for k, word in enumerate(words)]
    return "".join(words)[:size], "".join(edited)[:size]


def _own_words(size: int, seed: int) -> str:
    """Words that no other seed has, in sentences."""
    rng = random.Random(seed)
    words = ["".join(rng.choices("abcdefghijklmnop", k=8)) for _ in range(size // 9)]
    return ". ".join(" ".join(words[i : i + 12]) for i in range(0, len(words), 12)) + "."


def _one_sentence(size: int) -> str:
    """One sentence over and over."""
    return _filled("word " * 9 + "word. ", size)


def _held(story: Callable[[int], str]) -> Callable[[int], Texts]:
    """A story, and pages that hold it whole, each before words of its own."""

    def texts(size: int) -> Texts:
        held = story(size)
        return (held, *(f"{held}\n{_own_words(size, seed)}" for seed in range(_SITES)))

    return texts


def _in_part(size: int) -> Texts:
    """Beginnings of one text, each longer than the one before."""
    text = _own_words(size, _SITES)
    return tuple(text[: size * part // _SITES] for part in range(1, _SITES + 1))


def _framed(size: int) -> Texts:
    """Articles of one site, each within the same long lines."""
    lines = _own_words(size // 2, _SITES).replace(". ", "\n")
    return tuple(f"{lines}\n{_own_words(size // 2, seed)}\n{lines}" for seed in range(_SITES))


def _round_ups(size: int) -> Texts:
    """Pages of many short items, of which each page has every other page's in an order of its own."""
    items = [_own_words(300, seed) for seed in range(max(1, size // 300))]
    pages = []
    for seed in range(_SITES):
        random.Random(seed).shuffle(items)
        pages.append("\n\n".join(items))
    return tuple(pages)


FAMILIES: dict[str, Callable[[int], Pair]] = {
    "stacked combining marks": _same("\u0301"),
    "a letter under two hundred marks": _same("a" + "\u0301\u0323" * 100 + " "),
    "one endless word": _same("a"),
    "one word over and over": _same("word "),
    "two words in turn": _same("left right "),
    "spaces only": _same(" "),
    "line breaks only": _same("\n"),
    "zero-width characters": _same("a\u200b\u200c\u200d"),
    "soft hyphens": _same("co\u00adop\u00ad "),
    "direction marks": _same("\u202ea\u202cb \u2066"),
    "nested entities": _same("&amp;amp;lt;"),
    "tags": _same("<p><b>"),
    "punctuation only": _same(".,;!?-"),
    "apostrophes in words": _same("a'b’"),
    "ligature of eighteen letters": _same("\ufdfa"),
    "emoji joined by joiners": _same("\U0001f468\u200d\U0001f469\u200d\U0001f467"),
    "Hangul letters": _same("\u1100\u1161\u11a8"),
    "Thai without a break": _same("กขคงจฉชซ"),
    "Thai, one word in three changed": _edited_thai,
    "look-alikes in each word": _same("pаypаl раураl "),
    "one passage over and over": _one_passage,
    "blocks in reverse order": _words(4000, _moved_blocks),
    "a vocabulary of seven words": _words(7),
    "the Fibonacci word": _fibonacci,
    "figures only": _numbers,
    "numbers all through": _numbers_all_through,
    "dates only": _dates,
    "names only": _names,
    "one word in ten changed": _words(5000, _every_tenth_changed),
    "one word a line": _lines,
}

#: several articles that hold one another
GROUPS: dict[str, Callable[[int], Texts]] = {
    "a story in five pages": _held(lambda size: _own_words(size, _SITES)),
    "one sentence over and over in five pages": _held(_one_sentence),
    "beginnings of one text": _in_part,
    "long lines around five articles": _framed,
    "round-ups of the same items": _round_ups,
}
