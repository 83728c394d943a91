import json
import math
from collections import Counter
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfTransformer
from stories import PRICES, PRICES_TWIN

from dedup.corpus.corpus import build_corpus
from dedup.detect import find_duplicates
from dedup.events.common_facts import common_facts
from dedup.events.profiles import (
    COLUMNS,
    HEAD,
    LONG_LEVEL,
    PLACES,
    SHORT_LEVEL,
    Profiles,
    profiles,
    write_stems,
)
from dedup.events.same_event import (
    AGAINST,
    FEATURES,
    RARE_TERMS,
    Scores,
    compare_dates,
    nothing_shared,
    same_event,
    same_event_features,
    same_event_model,
)
from dedup.events.shared_terms import OPENED, PIECES, ROOM
from dedup.facts.facts import DATE, FIGURE, NAME, WEAK_DATE, facts
from dedup.language.background import RAREST, background, background_level, everyday_letters, pair_hash
from dedup.language.date_words import ISLAMIC_YEARS
from dedup.model import Article
from dedup.pair import OF_ONE_EVENT, compare
from dedup.params import Params
from dedup.runtime.kernels import compile_kernels, run
from dedup.tokens import CHARACTER, FURNITURE, NUMBER, encode, fold_table, tokenise

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
TEXTS = [
    "Rakor di Bali, Selasa (6/2). Bupati Deddy Winarwan menjaga netralitas ASN dan Pemilu 2024. Rakor selesai.",
    "Denpasar, Bali, 6 Februari 2024: Mahyuzar hadir. Netralitas ASN penting, kata Mahyuzar, pada Pemilu 2024.",
    "The committee met in Vienna on Tuesday. Chancellor Smith resigned, the committee said. 5.93 percent rose.",
    "北京时间2月6日，委员会在维也纳开会，主席辞职。委员会说。",
    "คณะกรรมการประชุมที่กรุงเวียนนา",
    "Rạng sáng 12/3, phà của ông Đoàn Hữu Khiết mắc cạn trên sông Vàm Nao, 60 người được đưa vào bờ.",
    "Bà con huyện Phú Tân kể chuyện trên sông Vàm Nao: chủ phà Đoàn Hữu Khiết hứa trả lại tiền vé.",
    "a",
    "",
]


DAYS = {
    "15 Ramadan 1445": 15 + 32 * 9 + 512 * 1445, "15 Ramadan 1446": 15 + 32 * 9 + 512 * 1446,
    "15 Ramadan": 15 + 32 * 9 + 512 * ISLAMIC_YEARS, "16 Ramadan": 16 + 32 * 9 + 512 * ISLAMIC_YEARS,
    "15 September 2024": 15 + 32 * 9 + 512 * 2024, "25 March": 25 + 32 * 3,
}  # fmt: skip


def profiled(texts: list[str], titles: list[str] | None = None, compiled: bool = False) -> Profiles:
    tokens = [tokenise(text) for text in texts]
    high = np.cumsum([len(t.words) for t in tokens], dtype=np.int64)
    low = high - np.array([len(t.words) for t in tokens], dtype=np.int64)
    words, flags = np.concatenate([t.words for t in tokens]), np.concatenate([t.flags for t in tokens])
    return profiles(titles or [""] * len(texts), texts, words, flags, low, high, compiled)


def scored(texts: list[str], pairs: list[tuple[int, int]], compiled: bool = False) -> Scores:
    left, right = (np.array(side, dtype=np.int64) for side in zip(*pairs, strict=True))
    return same_event(profiled(texts, compiled=compiled), left, right, np.zeros(len(pairs)), compiled=compiled)


MENU = "Front page | Regions | Business | Weather | Cricket | Subscribe\n"
FIRE = (
    "Warehouse blaze in Dunmore leaves two dead\nTwo people died when a warehouse burned down in Dunmore on Friday. "
    "Firefighters from Ballyvane needed six hours. The owner, Declan Mulhearn, said 340 tonnes of timber were lost."
)
FIRE_TWIN = (
    "Warehouse blaze in Dunmore leaves two dead\nDeclan Mulhearn lost 340 tonnes of timber on Friday when the blaze "
    "took his warehouse. In Dunmore two bodies were found; crews from Ballyvane stayed until the evening."
)
COURT = (
    "Judges lift ban on river barges\nAn appeal court in Lowick ruled that barges may use the canal again. The ban had "
    "been in force since spring, and shippers said it cost them 80,000 pounds a week."
)
HINDI = (
    "जयपुर के रामगढ़ इलाके में शनिवार को एक पुराना गोदाम ढह गया और उसमें काम कर रहे चार मजदूर दब गए। पुलिस ने कहा कि "
    "दो मजदूरों को निकाल लिया गया है और बाकी की तलाश जारी है।",
    "केंद्रीय विद्यालय संगठन ने शनिवार को कहा कि अगले सत्र से छात्रों को नई किताबें दी जाएंगी और परीक्षा के नियम भी "
    "बदले जाएंगे। संगठन के एक अधिकारी ने कहा कि यह फैसला सभी राज्यों की राय लेकर किया गया है।",
    "क्रिकेट बोर्ड ने टीम के नए कप्तान की घोषणा कर दी है और कहा है कि वह अगले महीने से टीम की कमान संभालेंगे। बोर्ड के "
    "अध्यक्ष ने शनिवार को कहा कि यह फैसला सभी की राय से किया गया है और टीम को इसका लाभ होगा।",
    "रामगढ़ में गोदाम ढहने से चार मजदूर मलबे में दबे, दो को बाहर निकाला गया। जयपुर पुलिस के अनुसार शनिवार को पुराना "
    "गोदाम अचानक गिर गया। बाकी मजदूरों की तलाश में राहत दल जुटे हैं।",
)


class Obvious:
    """The slow twin of a profile: dictionaries, one rule a line."""

    def __init__(self, text: str) -> None:
        tokens, table = tokenise(text), background()
        stems = np.empty(len(tokens.words) + 1, dtype=np.int32)
        data = np.frombuffer(encode(text) or b"\0", dtype=np.uint8)
        sizes = np.empty(len(stems), dtype=np.uint8)
        run(write_stems, False, data, 0, len(encode(text)), *fold_table()[:3], tokens.flags, 0, HEAD, stems, sizes, 0)
        words, flags = tokens.words[:HEAD].tolist(), tokens.flags[:HEAD].tolist()
        found = facts(tokens.words[:HEAD], tokens.flags[:HEAD])
        rows = list(zip(*(array.tolist() for array in found[1:]), strict=True))
        names = {k for kind, _, first, last in rows if kind == NAME for k in range(first, last + 1)}
        self.dates = [code & 0x1FFFFF for kind, code, *_ in rows if kind == DATE]
        self.weekdays = {code >> 21 for kind, code, *_ in rows if kind in (DATE, WEAK_DATE) and code >> 21}
        figures = {first: (code & 0x7FFFFFFF, last) for kind, code, first, last in rows if kind == FIGURE}
        parts = {k for first, (_, last) in figures.items() for k in range(first + 1, last + 1)}
        everyday = self.everyday(words, flags, sizes.tolist())
        keys, levels, self.names, self.numbers = [], [], set(), set()
        for i, word in enumerate(words):
            key = int(stems[i])
            if i in parts:
                continue
            if flags[i] & CHARACTER:
                if i + 1 == len(words) or not flags[i + 1] & CHARACTER:
                    continue
                key = word = pair_hash(word, words[i + 1])
            keys.append(key)
            level = background_level(word, memoryview(table.keys), memoryview(table.levels))
            if i in figures:
                key, last = figures[i]
                keys[-1] = key
                known = memoryview(table.keys), memoryview(table.levels)
                level = max(background_level(words[k], *known) for k in range(i, last + 1))
            if everyday and level == RAREST and not flags[i] & (NUMBER | CHARACTER):
                level = SHORT_LEVEL if sizes[i] <= everyday and i not in names else LONG_LEVEL
            if "à" in text and not flags[i] & (NUMBER | CHARACTER):
                level = min(level, SHORT_LEVEL)
                if {i, i + 1} <= names:
                    keys[-1], level = pair_hash(key, stems[i + 1]), LONG_LEVEL
            levels.append(level)
            if i in names:
                self.names.add(key)
            if i in figures:
                self.numbers.add(key)
        self.size = len(keys) - sum(bool(flag & CHARACTER) for flag in flags) / 2
        self.level = {key: min(x for k, x in zip(keys, levels, strict=True) if k == key) for key in keys}
        self.first = {key: keys.index(key) for key in keys}
        self.weight: Counter[int] = Counter()
        for i, key in enumerate(keys):
            self.weight[key] += 5120 // (40 + i)
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
        first = [key for key, place in self.first.items() if place < count]
        return sum(self.level[k] for k in first if k in other.level) / max(1, sum(self.level[k] for k in first))


def obvious_features(a: Obvious, b: Obvious) -> list[float]:
    def cosine(x: dict[int, int], y: dict[int, int]) -> float:
        norms = math.sqrt(sum(v * v for v in x.values())) * math.sqrt(sum(v * v for v in y.values()))
        return sum(x[k] * y[k] for k in x if k in y) / norms if norms else 0.0

    rare = [k for k in a.level if k in b.level and min(a.level[k], b.level[k]) >= 102]
    lead12 = (a.lead(12, b) + b.lead(12, a)) / 2
    shared = [x for x in a.pairs if x in b.pairs]
    distance = [
        min(abs(u), 372 - abs(u)) if x < 512 or y < 512 else abs(u + 372 * ((x >> 9) - (y >> 9)))
        for x in a.dates for y in b.dates
        for u in [31 * (x >> 5 & 15) + (x & 31) - 31 * (y >> 5 & 15) - (y & 31)]
    ]  # fmt: skip
    conflict = bool(distance) and min(distance) > (7 if a.weekdays & b.weekdays else 1)
    return [
        max(a.lead(8, b), b.lead(8, a)), lead12, max(a.lead(16, b), b.lead(16, a)),
        cosine({k: a.weight[k] * a.level[k] for k in a.level}, {k: b.weight[k] * b.level[k] for k in b.level}),
        math.log(1 + len(shared)), max(0.0, cosine(a.pairs, b.pairs) - 0.75 * lead12),
        math.log(1 + len(rare)), min(30, len(rare)),
        (sum(k in b.level for k in a.numbers) + 1) / (min(len(a.numbers), len(b.numbers)) + 2),
        float(bool(a.weekdays & b.weekdays) and not conflict), float(0 in distance), float(conflict),
        math.log(max(0.4, min(a.size, b.size) / max(1, a.size, b.size))),
        math.log(HEAD / max(30, min(a.size, b.size))),
    ]  # fmt: skip


def features_of(found: Profiles, left: int, right: int, compiled: bool = False) -> list[float]:
    out, sums = np.zeros(len(FEATURES)), np.zeros(ROOM, dtype=np.int64)
    run(same_event_features, compiled, *found.compared, left, right, sums, out, 0, True)
    return out.tolist()


def test_features_are_those_of_the_slow_twin():
    texts = TEXTS + [path.read_text(encoding="utf-8") for path in SEEDS]
    found, twins = profiled(texts), [Obvious(text) for text in texts]
    for left in range(len(texts)):
        for right in range(len(texts)):
            assert features_of(found, left, right) == pytest.approx(
                obvious_features(twins[left], twins[right]), abs=1e-9
            )


def test_the_cosine_is_that_of_scikit_learn():
    texts = [SEEDS[0].read_text(encoding="utf-8"), SEEDS[4].read_text(encoding="utf-8")]
    heads = [Obvious(text) for text in texts]
    vocabulary = sorted({key for head in heads for key in head.level})
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


@given(st.text(alphabet="abcdefghiABС6/2.,'\n北京ก้é\u0301ﬁ½\u200b\u00ad²", max_size=80))
def test_every_word_has_one_stem(text):
    data, tokens = encode(text), tokenise(text)
    stems = np.empty(len(text) + 1, dtype=np.int32)
    buffer = np.frombuffer(data or b"\0", dtype=np.uint8)
    flags = np.append(tokens.flags, np.uint8(0))
    sizes, tables = np.empty(len(stems), dtype=np.uint8), fold_table()[:3]
    count = run(write_stems, False, buffer, 0, len(data), *tables, flags, 0, len(text) + 1, stems, sizes, 0)
    assert count == len(tokens.words)


def test_inflected_words_share_a_stem_and_case_does_not_matter():
    stems = profiled(["Regierung Regierungen REGIERUNGS regieren"])
    assert len(stems.terms) == 1


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


def test_a_text_reports_its_own_event_and_not_another():
    text, other = (path.read_text(encoding="utf-8") for path in (SEEDS[0], SEEDS[2]))
    found = scored([text, text, TEXTS[2]], [(0, 1), (0, 2)])
    assert found.probability[0] > 0.95
    assert found.probability[1] < 0.1  # of sixteen words
    assert not scored([text, other], [(0, 1)]).twin[0]


def test_of_the_seeds_only_the_two_reports_of_one_meeting_are_twins():
    pairs = [(a, b) for a in range(5) for b in range(a + 1, 5)]
    found = scored([path.read_text(encoding="utf-8") for path in SEEDS], pairs)
    assert [pair for pair, twin in zip(pairs, found.twin, strict=True) if twin] == [(0, 4)]


def test_dates_far_apart_speak_against_one_event():
    seed = SEEDS[0].read_text(encoding="utf-8")
    later = seed.replace("6 Februari 2024", "6 Juni 2024")
    one, other = scored([seed, seed, later], [(0, 1), (0, 2)]).twin.tolist()
    assert (one, other) == (True, False)


def test_days_of_two_calendars_do_not_speak_against_one_event():
    compile_kernels()
    codes = {name: np.array([code], dtype=np.int64) for name, code in DAYS.items()}
    for left, right, outcome in (
        ("15 Ramadan 1445", "15 September 2024", 0),
        ("15 Ramadan 1445", "25 March", 0),
        ("15 Ramadan 1445", "15 Ramadan", DAYS["15 Ramadan 1445"]),
        ("15 Ramadan 1445", "16 Ramadan", 0),
        ("15 Ramadan 1445", "15 Ramadan 1446", -1),
        ("15 September 2024", "25 March", -1),
    ):
        for a, b in ((left, right), (right, left)):
            for compiled in (False, True):
                assert run(compare_dates, compiled, codes[a], 0, 1, codes[b], 0, 1, 1) == outcome


HERAT = (
    "A strong earthquake of magnitude 6.3 hit Afghanistan's Herat province on Wednesday, 11 October 2023, the United "
    "States Geological Survey reported. The tremor, at a depth of 10 kilometres, struck 28 km north of the city "
    "of Herat. Taliban officials said 120 people were injured. Villagers have been sleeping in tents for days. Aid "
    "groups said hospitals were overwhelmed."
)
HERAT_NEXT = (
    "Another earthquake shook Afghanistan's Herat province on {}. The United States Geological Survey put its "
    "magnitude at {} and its depth at {} kilometres; it was centred {} kilometres west of the city of Herat. Taliban "
    "officials said {} people were hurt. Aid groups have been handing out tents to villagers, and hospitals are full."
)


def test_the_next_quake_of_a_region_is_another_event_and_its_report_of_the_next_day_is_not():
    other = HERAT_NEXT.format("Thursday, 12 October 2023", "4.9", 8, 41, 17)
    same_day = HERAT_NEXT.format("Wednesday, 11 October 2023", "4.9", 8, 41, 17)
    same_figures = HERAT_NEXT.format("Thursday, 12 October 2023", "6.3", 10, 28, 120)
    found = scored([HERAT, other, same_day, same_figures], [(0, 1), (0, 2), (0, 3)])
    assert found.twin.tolist() == [False, True, True]
    assert found.probability[0] > 0.9


def test_the_prices_of_two_mondays_are_two_events_though_their_weights_are_the_same():
    first = PRICES.format(1, "naik Rp3.000", 198, 700, "02", 540, 425, "2.795")
    same = PRICES_TWIN.format(1, "02", 198, 700, 540, 425, "2.795")
    next_week = PRICES_TWIN.format(8, 44, 242, 722, 628, 645, "3.235")
    found = scored([first, same, next_week], [(0, 1), (0, 2)])
    assert found.twin.tolist() == [True, False]
    assert found.probability[1] > 0.9


def test_two_notices_on_one_wave_with_other_figures_throughout_are_two_events():
    one = (
        "Emergency rooms of Lakeshore Clinics in Northfield treated 1,240 patients during the flu wave, 310 of them "
        "children. The hospital group opened 6 extra wards, and 45 nurses came back from leave. Residents should call "
        "the hotline first, medical director Ruth Calloway wrote on the website. Masks are compulsory for visitors."
    )
    other = (
        "The flu wave has reached St Anne's hospital in Northfield, too: {} patients came to its emergency rooms, 95 "
        "lie in intensive care. Nurses, 18 altogether, have cancelled their leave and {} wards were added. Medical "
        "director Omar Haddad asks that residents of Northfield use the hotline. Whoever visits must wear a mask."
    )
    found = scored([one, other.format("870", 2), other.format("1,240", 6)], [(0, 1), (0, 2)])
    assert found.twin.tolist() == [False, True]
    assert found.probability[0] > 0.7


def test_publications_days_apart_need_more():
    texts = [SEEDS[0].read_text(encoding="utf-8"), SEEDS[4].read_text(encoding="utf-8")]
    sides, found = (np.array([0]), np.array([1])), profiled(texts)
    near, far = (same_event(found, *sides, np.array([days]), score=0.955) for days in (0.0, 5.0))
    assert near.probability.tolist() == far.probability.tolist()
    limits = same_event_model().limits
    assert limits[1] < limits[0] < limits[2]


def test_undated_reports_of_one_outlet_need_more_than_those_of_two():
    texts = [SEEDS[0].read_text(encoding="utf-8"), SEEDS[4].read_text(encoding="utf-8")]
    short = [text[:750] for text in texts]
    one, two = ([Article(str(k), t, source=s) for k, (t, s) in enumerate(zip(short, names, strict=True))]
                for names in (("detik.com", "detik.com"), ("detik.com", "jpnn.com")))  # fmt: skip
    chance = compare(*two).same_event
    assert 0.65 < chance < 0.88
    assert [str(m.relation) for m in find_duplicates(two).matches] == ["same-event"]
    assert not find_duplicates(one).matches


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("one two", "two one"),
        ("xyzzy", "xyzzy plugh"),
        ("Mayor resigns", "Mayor resigns today"),
        ("3 dead", "3 dead in fire"),
        ("今天下雨", "下雨今天"),
        ("حريق في الميناء", "في الميناء حريق"),
        ("The mayor resigns", FIRE),
        ("bridge closed", "harbour on fire"),
        (
            "We will see what they will do when they are there and what you can do.",
            "What can you do when they are there? They will see what we will do.",
        ),
    ],
)
def test_texts_too_short_to_tell_of_an_event_get_no_more_than_texts_without_a_common_word(left, right):
    chance = compare(Article("a", left), Article("b", right)).same_event
    assert chance <= round(nothing_shared(), 4) < 0.05
    assert chance == compare(Article("b", right), Article("a", left)).same_event


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "The fire in Oslo killed three people on Monday, police said.",
            "Three people were killed on Monday by a fire in Oslo.",
        ),
        (FIRE, FIRE_TWIN),
        (FIRE, COURT),
    ],
)
def test_reports_keep_the_probability_of_the_model(left, right):
    expected = scored([left, right], [(0, 1)]).probability[0]
    assert compare(Article("a", left), Article("b", right)).same_event == round(float(expected), 4)


def test_equal_texts_of_a_few_words_are_copies_and_report_one_event():
    assert compare(Article("a", "Mayor resigns"), Article("b", "MAYOR resigns")).same_event == OF_ONE_EVENT


def test_pages_with_one_menu_are_not_one_event():
    fire, court = Article("fire", MENU + FIRE), Article("court", MENU + COURT)
    found, without = compare(fire, court), compare(Article("fire", FIRE), Article("court", COURT))
    assert found.same_event < 2 * without.same_event < 0.5
    assert not find_duplicates([fire, court]).matches


def test_a_headline_that_the_texts_take_up_is_evidence():
    found = scored([FIRE, FIRE_TWIN], [(0, 1)])
    assert found.twin.tolist() == [True]
    assert found.probability[0] > 0.9


def test_a_run_counts_once_and_an_opening_can_be_taken_out():
    def counted(left: str, right: str, whole: bool) -> tuple[int, int, int]:
        sums, out = np.zeros(ROOM, dtype=np.int64), np.zeros(len(FEATURES))
        run(same_event_features, False, *profiled([left, right]).compared, 0, 1, sums, out, 0, whole)
        return tuple(int(sums[k]) for k in (7, PIECES, OPENED))

    left = "Xuvaro Qelbin met Zortan. They said that it was good to be there and that they would come back next year."
    right = "In the evening Zortan saw Xuvaro Qelbin. It is not known what the two of them had to say about this."
    assert counted(left, right, True) == counted(right, left, True) == (3, 2, 0)
    menu = "Xaqua Wexim Yupo Zobra Vorun "
    assert counted(menu + left, menu + right, True) == (8, 3, 5)
    assert counted(menu + left, menu + right, False) == (3, 2, 5)


def test_a_mayor_and_a_town_are_no_event():
    texts = [
        "Rosalind Achterberg, the mayor of Thornwick, opened the flower show and praised the volunteers.",
        "Thornwick will buy nine electric ferries. Mayor Rosalind Achterberg said the boats would be quieter.",
    ]
    assert scored(texts, [(0, 1)]).twin.tolist() == [False]


def test_in_a_language_without_background_everyday_words_are_not_rare():
    pairs = [(a, b) for a in range(4) for b in range(a + 1, 4)]
    found = scored(list(HINDI), pairs)
    assert [pair for pair, twin in zip(pairs, found.twin, strict=True) if twin] == [(0, 3)]
    assert max(found.kept[:2, RARE_TERMS]) < 3 <= found.kept[2, RARE_TERMS]


@given(st.lists(st.tuples(st.integers(-1, 255), st.integers(1, 70)), max_size=60))
def test_everyday_letters_cover_what_is_missing_and_no_more(words):
    levels, letters = (np.array([word[k] for word in words], dtype=np.int64) for k in (0, 1))
    arguments = levels, letters, len(words), np.zeros(64, dtype=np.int64)
    length = run(everyday_letters, False, *arguments)
    counted = [level for level in levels.tolist() if level >= 0]
    unknown = [min(63, n) for level, n in words if level == RAREST]
    everyday = sum(level < 102 for level in counted)
    missing = 1.5 * min(0.5 * len(counted) - everyday, len(unknown) - 0.25 * len(counted))
    assert (length > 0) == (missing > 0)
    assert sum(n < length for n in unknown) < missing or length == 0
    assert sum(n <= length for n in unknown) >= missing or length in (0, 63)


def test_chinese_reports_of_one_event_find_each_other():
    left = "四川泸定县5日发生6.8级地震，造成46人遇难。甘孜州磨西镇道路中断，武警和消防队员连夜搜救海螺沟景区被困游客。"
    right = "记者从甘孜州获悉，泸定县6.8级地震的遇难人数升至46人。救援队已进入磨西镇，海螺沟景区的被困游客正在转移。"
    others = "上海今年将新建三条地铁线路，预计五年后通车。|北京故宫博物院周一起恢复夜间开放，门票需要提前预约。"
    texts = [left, right, *others.split("|")]
    corpus = build_corpus([Article(str(k), text) for k, text in enumerate(texts)], Params())
    keys = [set(part.tolist()) for part in np.split(corpus.terms.keys, corpus.terms.bounds[1:-1])]
    assert len(keys[0] & keys[1]) >= Params().min_shared_terms
    assert not keys[0] & keys[2]
    assert not keys[0] & keys[3]


def test_chinese_reports_in_other_words_are_one_event_and_others_of_the_day_are_not():
    fire = (
        "临江市消防部门周三表示，位于城东的一家家具厂当天凌晨发生火灾，造成三名工人死亡，另有七人受伤。火势于凌晨两点左右从二楼的喷漆车间燃起，迅速蔓延至"
        "相邻仓库。二十二辆消防车赶赴现场，经过近五个小时扑救，明火被扑灭。厂方负责人陈国梁已被警方带走调查。附近两百多名居民连夜疏散到滨河小学的体育馆。"
    )
    again = (
        "“我听到爆炸声，窗户都震碎了。”家住滨河路的王女士说。周三凌晨，她家对面的家具厂突然起火，浓烟笼罩了整个临江城东。据医院消息，送来的伤者共有七名。"
        "遇难的三名工人都来自外省，在喷漆车间上夜班。警方证实，工厂老板陈国梁正在接受讯问。被转移的居民大多在小学体育馆过夜，消防人员清晨七点前控制了火情。"
    )
    cold = (
        "临江市气象台周三发布寒潮蓝色预警，预计未来三天气温将下降八到十度。受冷空气影响，城东和滨河一带夜间可能出现结冰，交警提醒司机减速慢行。教育局表示，"
        "中小学可根据情况推迟上课时间。菜市场的摊主们说，大白菜和萝卜的价格已经上涨了两成，居民开始储存冬菜。供暖公司称，锅炉已全部点火。"
    )
    found = profiled([fire, again, cold])
    pairs = np.array([0, 0, 1]), np.array([1, 2, 2])
    scores = same_event(found, *pairs, np.full(3, -1.0))
    assert scores.twin.tolist() == [True, False, False]


def test_the_model_is_documented_and_keeps_its_signs():
    table = json.loads(files("dedup").joinpath("tables/same_event.json").read_text(encoding="utf-8"))
    assert set(table["weights"]) == set(FEATURES)
    whole, *_, shortest = (row for name, row in table["cross_validation"].items() if name.startswith("first"))
    assert whole["average_precision"] >= 0.85
    assert shortest["average_precision"] >= 0.79
    assert all((weight <= 0) if name in AGAINST else (weight >= 0) for name, weight in table["weights"].items())


def test_common_facts_name_the_date_the_place_and_the_people():
    found = common_facts(*(SEEDS[k].read_text(encoding="utf-8") for k in (0, 4)))
    assert found.dates == ("2024-02-06",)
    assert found.places == ("Bali",)
    assert "Abdullah Azwar Anas" in found.names
    assert len(found.terms) >= 9
    assert common_facts("", "") == ((), (), (), ())


def test_common_facts_keep_the_calendars_apart():
    assert common_facts("في 15 رمضان 1445", "يوم 15 رمضان").dates == ("AH 1445-09-15",)
    assert common_facts("في 15 رمضان", "on 15 September").dates == ()
