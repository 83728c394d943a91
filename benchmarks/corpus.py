"""Make a large corpus from the real sets, for measuring speed: replicas under permuted vocabularies.

Replica 0 is the sets themselves. In every further replica each word type stands
for another of the same language, kind (letters of one script, digits), length
and frequency, by a seeded bijection; case patterns, spacing and punctuation stay.
So lengths, Zipf's law and the duplicates inside a replica stay those of real
news, while two replicas share no copies. Scripts written without spaces are
permuted character by character. Numbers stand for numbers of the same length.

    python -m benchmarks.corpus --data DIR --count 200000 --output corpus.jsonl

The texts are for research; the corpus is not to be passed on.
"""

import random
import re
import sys
import time
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from operator import itemgetter
from pathlib import Path

import orjson

from benchmarks import results, sets

SETS = (
    sets.REUTERS,
    sets.SAUDI,
    sets.DETIK,
    sets.THAI,
    sets.SPANISH,
    sets.GERMAN,
    sets.SEMEVAL,
    sets.MCCORMICK,
)
# Thai and Lao, Burmese, Khmer, kana, Han: one character is one word.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_PIECES = re.compile(rf"([{_UNSPACED}])|(\d+)|((?:(?![{_UNSPACED}])[^\W\d_])+)")
_FIRST_BAND = 12  # the commonest types change places among twelve; bands double from there
_EMPTY_FIELDS = ("title", "source", "published", "lang")


class Vocabulary:
    """The pieces of all texts: numbered surface forms and what may stand for each.

    A piece is a run between words, or a word as written. Pieces of different
    languages have different numbers.
    """

    def __init__(self) -> None:
        """Start without any piece."""
        self.surfaces: list[str] = []
        self._numbers: dict[tuple[str, str], int] = {}
        self._types: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        self._counts: Counter[int] = Counter()

    def cut(self, text: str, lang: str) -> list[int]:
        """Cut a text into pieces; joining their surfaces gives the text again."""
        numbers: list[int] = []
        end = 0
        for match in _PIECES.finditer(text):
            start = match.start()
            if start > end:
                numbers.append(self._number(text[end:start], lang, ""))
            end = match.end()
            kind = ("character", "number", "word")[(match.lastindex or 1) - 1]
            numbers.append(self._number(match.group(), lang, kind))
        if end < len(text):
            numbers.append(self._number(text[end:], lang, ""))
        self._counts.update(numbers)
        return numbers

    def _number(self, surface: str, lang: str, kind: str) -> int:
        """The number of a surface form, new ones counted on."""
        key = (surface, lang)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.surfaces)
            self.surfaces.append(surface)
            if kind:
                self._types[lang, kind, surface.lower()].append(number)
        return number

    def permuted(self, rng: random.Random) -> list[str]:
        """Return what stands for each piece in a replica; pieces between words stay."""
        after = list(self.surfaces)
        for members in self._bands():
            targets = list(members)
            rng.shuffle(targets)
            turn = dict(zip(targets, targets[1:] + targets[:1], strict=True))  # one cycle: no type stays itself
            for key in members:
                word = turn[key][2]
                for number in self._types[key]:
                    after[number] = _in_case_of(self.surfaces[number], word)
        return after

    def _bands(self) -> Iterator[list[tuple[str, str, str]]]:
        """Types that may change places: same language, class, length, and neighbours in frequency."""
        classes: dict[tuple[object, ...], list[tuple[str, str, str]]] = defaultdict(list)
        for key, numbers in self._types.items():
            classes[self._class_of(key, numbers)].append(key)
        for members in classes.values():
            members.sort(key=lambda key: (-sum(self._counts[n] for n in self._types[key]), key))
            start, size = 0, _FIRST_BAND
            while start < len(members):
                rest = len(members) - start
                take = rest if rest < 2 * size else size
                yield members[start : start + take]
                start, size = start + take, 2 * size

    def _class_of(self, key: tuple[str, str, str], numbers: list[int]) -> tuple[object, ...]:
        """What two types must share: language, kind, script, length, mostly capitalised or not."""
        lang, kind, word = key
        if kind == "character":
            return lang, kind, unicodedata.name(word, "?").split()[0], unicodedata.category(word)
        if kind == "number":
            return lang, kind, len(word)
        capital = sum(self._counts[n] for n in numbers if self.surfaces[n][0].isupper())
        is_name = 2 * capital > sum(self._counts[n] for n in numbers)
        script = unicodedata.name(word[0], "?").split()[0]
        return lang, script, min(len(word), 12), is_name


def _in_case_of(pattern: str, word: str) -> str:
    """``word`` in lower, Capital or UPPER case, as ``pattern`` is written."""
    if pattern.islower():
        return word
    if pattern.isupper() and len(pattern) > 1:
        return word.upper()
    return word[:1].upper() + word[1:] if pattern[:1].isupper() else word


def base_records(data: Path, names: Sequence[str] = SETS) -> list[dict[str, str]]:
    """Read the sets' articles that have a text, in a fixed order, with ids that are unique across sets."""
    kept, seen = [], set()
    for name in names:
        for record in sets.records(data / name):
            if not record.get("text", "").strip():
                continue
            identity = record["id"] if record["id"] not in seen else f"{name}/{record['id']}"
            seen.add(identity)
            kept.append({"id": identity, "text": record["text"]} | {f: record.get(f) or "" for f in _EMPTY_FIELDS})
    return kept


def replicas(base: list[dict[str, str]], count: int, seed: int) -> Iterator[dict[str, str]]:
    """Yield ``count`` articles: replica after replica, the last one cut short.

    The same arguments give the same articles; a smaller count gives a prefix of a larger one.
    """
    vocabulary = Vocabulary()
    cut = [
        (itemgetter(0, *vocabulary.cut(r["text"], r["lang"])), itemgetter(0, *vocabulary.cut(r["title"], r["lang"])))
        for r in base
    ]
    made = 0
    for k in range(-(-count // len(base))):
        after = vocabulary.permuted(random.Random(f"{seed}/{k}")) if k else vocabulary.surfaces
        for record, (text, title) in zip(base, cut, strict=True):
            if made == count:
                return
            made += 1
            yield record | {
                "id": f"{k}-{record['id']}",
                "text": "".join(text(after)[1:]),
                "title": "".join(title(after)[1:]) if record["title"] else "",
            }


def write_corpus(data: Path, count: int, seed: int, path: Path, names: Sequence[str] = SETS) -> int:
    """Write a corpus as JSON lines; return its size in bytes."""
    size = 0
    with path.open("wb") as out:
        for record in replicas(base_records(data, names), count, seed):
            line = orjson.dumps(record) + b"\n"
            size += out.write(line)
    return size


def write_sample(data: Path, count: int, seed: int, path: Path, names: Sequence[str] = SETS) -> int:
    """Write the first articles of each set, in proportion, as JSON lines; return their size in bytes.

    Neighbours in a set are of the same days, so copies stay together. If the sets hold fewer than
    ``count`` articles, replicas fill up.
    """
    whole = {name: base_records(data, [name]) for name in names}
    total = sum(len(records) for records in whole.values())
    if count > total:
        return write_corpus(data, count, seed, path, names)
    chosen: dict[str, dict[str, str]] = {}
    for records in whole.values():
        for record in records[: -(-count * len(records) // total)]:
            chosen.setdefault(record["id"], record)
    with path.open("wb") as out:
        return sum(out.write(orjson.dumps(record) + b"\n") for record in list(chosen.values())[:count])


def main() -> int:
    """Run the command."""
    parser = results.parser("corpus", __doc__)
    parser.add_argument("--count", type=int, default=200_000, help="articles to write (default 200000)")
    parser.add_argument("--sets", default=",".join(SETS), help="the sets to take, separated by commas (default all)")
    args = parser.parse_args()
    if args.data is None or args.output is None:
        parser.error("--data DIR and --output FILE are needed")
    start = time.perf_counter()
    size = write_corpus(args.data, args.count, args.seed, args.output, args.sets.split(","))
    print(f"{args.count} articles, {size / 1e6:.0f} MB, {time.perf_counter() - start:.0f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
