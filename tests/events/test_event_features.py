"""Profiles and features of reports, against slow twins and scikit-learn."""

import math
from collections import Counter
from typing import Any, NamedTuple
from unicodedata import combining, normalize

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from profiled import SEEDS, TEXTS, profiled, scored
from sklearn.feature_extraction.text import TfidfTransformer

from dedup.events.event_features import FEATURES, same_event_features
from dedup.events.head_terms import COLUMNS, HEAD, LONG_LEVEL, PLACES, SHORT_LEVEL
from dedup.events.profiles import Profiles, profiles
from dedup.events.shared_dates import compare_dates
from dedup.events.shared_terms import OPENED, PIECES, ROOM, SAME_RARE
from dedup.facts.date_parts import days_after
from dedup.facts.facts import DATE, FIGURE, NAME, WEAK_DATE, facts
from dedup.folding import fold_table
from dedup.language.background import RAREST, background, background_level, pair_hash
from dedup.language.date_words import ISLAMIC_YEARS
from dedup.language.stems import write_stems
from dedup.runtime.kernels import compile_kernels, run
from dedup.text_bytes import encode
from dedup.tokens import CHARACTER, FURNITURE, NUMBER, tokenise

DAYS = {
    "15 Ramadan 1445": 15 + 32 * 9 + 512 * 1445, "15 Ramadan 1446": 15 + 32 * 9 + 512 * 1446,
    "15 Ramadan": 15 + 32 * 9 + 512 * ISLAMIC_YEARS, "16 Ramadan": 16 + 32 * 9 + 512 * ISLAMIC_YEARS,
    "30 Shaban 1445": 30 + 32 * 8 + 512 * 1445, "1 Ramadan 1445": 1 + 32 * 9 + 512 * 1445,
    "15 September 2024": 15 + 32 * 9 + 512 * 2024, "25 March": 25 + 32 * 3,
    "30 April": 30 + 32 * 4, "1 May 2024": 1 + 32 * 5 + 512 * 2024, "2 May": 2 + 32 * 5,
    "29 February": 29 + 32 * 2, "1 March 2023": 1 + 32 * 3 + 512 * 2023,
}  # fmt: skip


class Term(NamedTuple):
    """A stem, the word with which it first stands, and whether its text inflects names."""

    key: int
    word: str
    inflected: bool


def common_letters(one: Term, other: Term) -> int:
    """Letters that two words have in common at their beginning; from twelve on all of the shorter."""
    same = [x == y for x, y in zip(one.word, other.word, strict=False)]
    count = [*same, False].index(False)
    return count if count < 12 else len(same)


def forms(one: Term, other: Term, is_name: bool) -> bool:
    """Whether two words of one stem are forms of one."""
    short, long = sorted(len(term.word) - common_letters(one, other) for term in (one, other))
    return long <= 3 if not is_name or (one.inflected and other.inflected) else short == 0 and long <= 2


def mates(a: "Obvious", b: "Obvious") -> dict[Term, tuple[Term, bool]]:
    """The terms of one text that another has, too, with its term, and whether both are forms of one word."""

    def best(term: Term, mine: "Obvious", others: "Obvious") -> Term | None:
        same = [other for other in others.level if other.key == term.key]
        alike = [other for other in same if forms(term, other, term in mine.names or other in others.names)]
        akin = [t for t in same if min(len(term.word), len(t.word)) - common_letters(term, t) <= 1]
        return next(iter(alike + akin), None)

    out = {}
    for term in a.level:
        other = best(term, a, b)
        if other is not None and best(other, b, a) == term:
            out[term] = other, forms(term, other, term in a.names or other in b.names)
    return out


MENU = "spot_img\nspot_img\n\nTERKINI\n\nPOPULER\n\n"  #: of the first seed: see dedup.events.menus


class Obvious:
    """The slow twin of a profile: dictionaries, one rule a line."""

    def __init__(self, text: str) -> None:
        tokens, table = tokenise(text), background()
        stems = np.empty(len(tokens.words) + 1, dtype=np.int32)
        data = np.frombuffer(encode(text) or b"\0", dtype=np.uint8)
        sizes, tails = np.empty(len(stems), dtype=np.uint8), np.empty(len(stems), dtype=np.int64)
        run(
            write_stems, False, data, 0, len(encode(text)), *fold_table()[:3], tokens.flags, 0, HEAD, stems, sizes,
            tails, 0,
        )  # fmt: skip
        spans = zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True)
        folded = [normalize("NFKD", text[slice(*span)].casefold()) for span in spans]
        folded = ["".join(char for char in word if not combining(char)) for word in folded]
        inflected = sum(0xC4 <= byte <= 0xE1 for byte in encode(text)[:2000]) * 80 > min(2000, len(encode(text)))
        words, flags = tokens.words[:HEAD].tolist(), tokens.flags[:HEAD].tolist()
        found = facts(tokens.words[:HEAD], tokens.flags[:HEAD])
        rows = list(zip(*(array.tolist() for array in found[1:]), strict=True))
        names = {k for kind, _, first, last in rows if kind == NAME for k in range(first, last + 1)}
        self.dates = [code & 0x1FFFFF for kind, code, *_ in rows if kind == DATE]
        self.weekdays = {code >> 21 for kind, code, *_ in rows if kind in (DATE, WEAK_DATE) and code >> 21}
        figures = {first: (code & 0x7FFFFFFF, last) for kind, code, first, last in rows if kind == FIGURE}
        parts = {k for first, (_, last) in figures.items() for k in range(first + 1, last + 1)}
        everyday = self.everyday(words, flags, sizes.tolist())
        keys, levels, self.names, self.numbers = list[int](), [], set[Term](), set[Term]()
        terms, is_name = list[Term](), dict[Term, bool]()  # is a term's first word in a name
        for i, word in enumerate(words):
            key, written = int(stems[i]), folded[i]
            if i in parts:
                continue
            if flags[i] & CHARACTER:
                if i + 1 == len(words) or not flags[i + 1] & CHARACTER:
                    continue
                key = word = pair_hash(word, words[i + 1])
                written = ""
            keys.append(key)
            level = background_level(word, memoryview(table.keys), memoryview(table.levels))
            if i in figures:
                key, last = figures[i]
                keys[-1], written = key, ""
                known = memoryview(table.keys), memoryview(table.levels)
                level = max(background_level(words[k], *known) for k in range(i, last + 1))
            if everyday and level == RAREST and not flags[i] & (NUMBER | CHARACTER):
                level = SHORT_LEVEL if sizes[i] <= everyday and i not in names else LONG_LEVEL
            if "à" in text and not flags[i] & (NUMBER | CHARACTER):
                level = min(level, SHORT_LEVEL)
                if {i, i + 1} <= names:
                    keys[-1], level, written = pair_hash(key, stems[i + 1]), LONG_LEVEL, ""
            levels.append(level)
            new = Term(keys[-1], written, inflected)
            known_forms = (t for t in is_name if t.key == new.key and forms(t, new, is_name[t] or i in names))
            terms.append(next(known_forms, new))
            is_name.setdefault(terms[-1], i in names)
            if i in names:
                self.names.add(terms[-1])
            if i in figures:
                self.numbers.add(terms[-1])
        self.size = len(keys) - sum(bool(flag & CHARACTER) for flag in flags) / 2
        self.level = {term: min(x for t, x in zip(terms, levels, strict=True) if t == term) for term in terms}
        self.first = {term: terms.index(term) for term in terms}
        self.weight: Counter[Term] = Counter()
        for i, term in enumerate(terms):
            self.weight[term] += 5120 // (40 + i)
        pairs = zip(keys, keys[1:], levels, levels[1:], strict=False)
        self.pairs: dict[int, int] = {}
        for one, two, x, y in pairs:
            code = pair_hash(one, two)
            self.pairs[code] = min(self.pairs.get(code, 999), x + y)

    def everyday(self, words: list[int], flags: list[int], sizes: list[int]) -> int:
        """Up to how many letters unknown words are everyday words."""
        table = background()
        known = dict(zip(table.keys.tolist(), table.levels.tolist(), strict=True))
        known.pop(0, None)
        counted = [(known.get(w, 255), n) for w, f, n in zip(words, flags, sizes, strict=False)
                   if not f & (NUMBER | CHARACTER)]  # fmt: skip
        unknown = sorted(n for level, n in counted if level == RAREST)
        short = len(counted) / 2 - sum(level < 102 for level, _ in counted)
        missing = math.ceil(1.5 * min(short, len(unknown) - 0.25 * len(counted)) - 1e-9)
        return unknown[missing - 1] if 0 < missing <= len(unknown) else 63 if missing > 0 else 0

    def lead(self, count: int, other: "Obvious") -> float:
        """Share of the weight of the first words that stands in the other text."""
        first, shared = [term for term, place in self.first.items() if place < count], mates(self, other)
        return sum(self.level[t] for t in first if t in shared) / max(1, sum(self.level[t] for t in first))


def pieces(a: Obvious, b: Obvious, both: dict[Term, tuple[Term, bool]]) -> int:
    """How many runs of shared words, with one between them at the most, have a rare one."""
    runs: dict[int, list[list[int]]] = {}
    for place, ahead, is_rare in sorted(
        (a.first[t], b.first[other] - a.first[t], are_forms and min(a.level[t], b.level[other]) >= 102)
        for t, (other, are_forms) in both.items()
    ):
        of_ahead = runs.setdefault(ahead, [])
        if not of_ahead or place - of_ahead[-1][0] > 2:
            of_ahead.append([place, 0])
        of_ahead[-1] = [place, of_ahead[-1][1] + is_rare]
    return sum(rare > 0 for of_ahead in runs.values() for _, rare in of_ahead)


def obvious_features(a: Obvious, b: Obvious) -> list[float]:
    def cosine(x: dict[Any, int], y: dict[Any, int], same: dict[Any, Any]) -> float:
        norms = math.sqrt(sum(v * v for v in x.values())) * math.sqrt(sum(v * v for v in y.values()))
        return sum(x[k] * y[same[k]] for k in x if k in same) / norms if norms else 0.0

    both = mates(a, b)
    level = {t: min(a.level[t], b.level[other]) for t, (other, are_forms) in both.items() if are_forms}
    part = math.sqrt(min(1, 150 / max(1, min(a.size, b.size))))
    weights = [{term: one.weight[term] * one.level[term] for term in one.level} for one in (a, b)]
    lead12 = (a.lead(12, b) + b.lead(12, a)) / 2
    shared = [x for x in a.pairs if x in b.pairs]
    distance = [abs(days_after(x, y)) for x in a.dates for y in b.dates]
    conflict = bool(distance) and min(distance) > (6 if a.weekdays & b.weekdays else 1)
    return [
        max(a.lead(8, b), b.lead(8, a)), lead12, max(a.lead(16, b), b.lead(16, a)),
        cosine(*weights, {term: other for term, (other, _) in both.items()}),
        math.log(1 + len(shared)), max(0.0, cosine(a.pairs, b.pairs, {x: x for x in shared}) - 0.75 * lead12),
        math.log(1 + part * pieces(a, b, both)), math.log(1 + part * sum(51 <= x < 102 for x in level.values())),
        (sum(term in both for term in a.numbers) + 1) / (min(len(a.numbers), len(b.numbers)) + 2),
        float(bool(a.weekdays & b.weekdays) and not conflict), float(0 in distance), float(conflict),
        math.log(max(0.4, min(a.size, b.size) / max(1, a.size, b.size))),
        math.log(HEAD / max(30, min(a.size, b.size))),
    ]  # fmt: skip


def features_of(found: Profiles, left: int, right: int, compiled: bool = False) -> list[float]:
    out, sums = np.zeros(len(FEATURES)), np.zeros(ROOM, dtype=np.int64)
    run(same_event_features, compiled, *found.compared, left, right, sums, out, True)
    return out.tolist()


def test_features_are_those_of_the_slow_twin():
    texts = TEXTS + [path.read_text(encoding="utf-8") for path in SEEDS]
    found, twins = profiled(texts), [Obvious(text.replace(MENU, "")) for text in texts]
    for left in range(len(texts)):
        for right in range(len(texts)):
            assert features_of(found, left, right) == pytest.approx(
                obvious_features(twins[left], twins[right]), abs=1e-9
            )


def test_the_cosine_is_that_of_scikit_learn():
    texts = [SEEDS[0].read_text(encoding="utf-8"), SEEDS[4].read_text(encoding="utf-8")]
    heads = [Obvious(text.replace(MENU, "")) for text in texts]
    same = {other: term for term, (other, _) in mates(*heads).items()}
    heads[1].level = {same.get(term, term): level for term, level in heads[1].level.items()}
    heads[1].weight = Counter({same.get(term, term): weight for term, weight in heads[1].weight.items()})
    vocabulary = sorted({term for head in heads for term in head.level})
    rows = []
    for head in heads:
        transformer = TfidfTransformer(norm="l2", use_idf=True).fit(np.ones((1, len(vocabulary))))
        transformer.idf_ = np.array([head.level.get(key, 255) for key in vocabulary], dtype=float)
        rows.append(
            transformer.transform(np.array([[head.weight[key] for key in vocabulary]], dtype=float)).toarray()[0]
        )
    assert features_of(profiled(texts), 0, 1)[3] == pytest.approx(float(rows[0] @ rows[1]), abs=1e-9)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.text(alphabet="abcAB 6/2.\n北京ก้é\u0301ﬁ\u200b2024", max_size=60), min_size=2, max_size=4))
def test_compiled_profiles_and_scores_are_the_interpreted_ones(texts):
    compile_kernels()
    for one, other in zip(profiled(texts), profiled(texts, compiled=True), strict=True):
        assert one.tolist() == other.tolist()
    for one, other in zip(scored(texts, [(0, 1)]), scored(texts, [(0, 1)], compiled=True), strict=True):
        assert one.tolist() == other.tolist()


def test_inflected_words_are_one_term_and_case_does_not_matter():
    assert len(profiled(["Regierung Regierungen REGIERUNG"]).terms) == 1
    assert len(profiled(["Rathaus Rathausuhr"]).terms) == 2


def test_furniture_is_left_out():
    text = "Beranda Terkini Populer Bupati Deddy hadir"
    tokens = tokenise(text)
    flags = tokens.flags.copy()
    flags[:3] |= FURNITURE
    bounds = np.array([0]), np.array([len(flags)])
    found = profiles([""], [text], tokens.words, flags, *bounds)
    assert sorted(found.terms >> 32) == sorted(profiled(["Bupati Deddy hadir"]).terms >> 32)


def test_the_title_is_the_lead_and_only_the_head_counts():
    long = " ".join(f"kata{i}" for i in range(1000))
    found = profiled([long], ["Bupati Deddy hadir"])
    assert found.stats[PLACES] == HEAD
    assert len(found.stats) == COLUMNS


@pytest.mark.parametrize(
    ("title", "text", "is_once"),
    [
        ("Bupati Deddy hadir", "Bupati Deddy hadir\nDenpasar - Rakor selesai.", True),
        ("BUPATI DEDDY HADIR!", "Bupati Deddy hadir. Rakor selesai.", True),
        ("Bupati Deddy hadir", "Bupati Deddy datang. Rakor selesai.", False),
        ("Bupati Deddy hadir di Bali", "Bupati Deddy hadir", False),
    ],
)
def test_a_title_with_which_the_text_begins_counts_once(title, text, is_once):
    with_title, without = (profiled([text], [each]) for each in (title, ""))
    assert all(np.array_equal(x, y) for x, y in zip(with_title, without, strict=True)) == is_once


def test_a_title_counts_where_the_text_repeats_it_as_furniture():
    title, text = "Bupati Deddy hadir", "Bupati Deddy hadir. Rakor selesai."
    tokens = tokenise(text)
    flags = tokens.flags.copy()
    flags[:3] |= FURNITURE
    found = profiles([title], [text], tokens.words, flags, np.array([0]), np.array([len(flags)]))
    assert sorted(found.terms >> 32) == sorted(profiled([text]).terms >> 32)


def test_days_beside_one_another_or_of_two_calendars_do_not_speak_against_one_event():
    compile_kernels()
    codes = {name: np.array([code], dtype=np.int64) for name, code in DAYS.items()}
    for left, right, outcome in (
        ("15 Ramadan 1445", "15 September 2024", 0),
        ("15 Ramadan 1445", "25 March", 0),
        ("15 Ramadan 1445", "15 Ramadan", DAYS["15 Ramadan 1445"]),
        ("15 Ramadan 1445", "16 Ramadan", 0),
        ("15 Ramadan 1445", "15 Ramadan 1446", -1),
        ("30 Shaban 1445", "1 Ramadan 1445", 0),
        ("15 September 2024", "25 March", -1),
        ("30 April", "1 May 2024", 0),
        ("30 April", "2 May", -1),
        ("29 February", "1 March 2023", 0),
    ):
        for a, b in ((left, right), (right, left)):
            for compiled in (False, True):
                assert run(compare_dates, compiled, codes[a], 0, 1, codes[b], 0, 1, 1) == outcome


def test_a_run_counts_once_and_an_opening_can_be_taken_out():
    def counted(left: str, right: str, whole: bool) -> tuple[int, int, int]:
        sums, out = np.zeros(ROOM, dtype=np.int64), np.zeros(len(FEATURES))
        run(same_event_features, False, *profiled([left, right]).compared, 0, 1, sums, out, whole)
        return tuple(int(sums[k]) for k in (SAME_RARE, PIECES, OPENED))

    left = "Xuvaro Qelbin met Zortan. They said that it was good to be there and that they would come back next year."
    right = "In the evening Zortan saw Xuvaro Qelbin. It is not known what the two of them had to say about this."
    assert counted(left, right, True) == counted(right, left, True) == (3, 2, 0)
    menu = "Xaqua Wexim Yupo Zobra Vorun "
    assert counted(menu + left, menu + right, True) == (8, 3, 5)
    assert counted(menu + left, menu + right, False) == (3, 2, 5)
