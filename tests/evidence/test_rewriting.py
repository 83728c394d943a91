import random
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pairs import match_of
from stories import BRIDGE, REWRITTEN, made_up

from dedup.confirm.confirm import (
    COLUMNS,
    COVERED_GUEST,
    FIGURES_GUEST,
    FIGURES_HOST,
    SHARED,
    TOTAL_GUEST,
    TOTAL_HOST,
    UNSPACED,
    WASTE,
)
from dedup.corpus.corpus import build_corpus
from dedup.evidence.evidence import Evidence
from dedup.evidence.rewriting import (
    ADDED,
    CHANGED,
    GAIN,
    are_in_short_runs,
    chain_in_parallel,
    may_be_edited,
    most_of,
    parallel_regions,
    run_throughout,
)
from dedup.model import Article, Relation
from dedup.pair import compare
from dedup.params import Params
from dedup.runtime.kernels import compile_kernels, run

RUNS = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 9), st.integers(2, 9)), max_size=14)


def best_chain(runs):
    """The obvious twin: the gain of the best chain, by looking at every earlier run."""
    gains = []
    for x, (i, j, length) in enumerate(runs):
        best = GAIN * length
        for y, (p, q, before) in enumerate(runs[:x]):
            left, right = i - p - before, j - q - before
            inside = max(0, -left, -right)
            if i <= p or j <= q or inside >= length:
                continue
            cost = CHANGED * min(left + inside, right + inside) + ADDED * abs(left - right)
            if gains[y] > cost:
                best = max(best, gains[y] - cost + GAIN * (length - inside))
        gains.append(best)
    return max(gains, default=0)


@given(RUNS)
def test_the_best_chain_is_found(steps):
    right, runs = 0, []
    for left, step, length in steps:
        right += step
        runs.append((left, right, length))
    flat = np.array(runs, dtype=np.int32).reshape(-1)
    longs = [np.zeros(20, dtype=np.int64) for _ in range(6)]
    end = run(chain_in_parallel, False, flat, len(runs), *longs)
    gains, common, before, _, host_ends, guest_ends = longs
    assert gains[: len(runs)].max(initial=0) == best_chain(runs) == (gains[end] if runs else 0)
    first = end
    while first >= 0 and before[first] >= 0:
        assert before[first] < first
        first = before[first]
    assert end == -1 or common[end] <= min(host_ends[end] - runs[first][0], guest_ends[end] - runs[first][1])


def regions_of(one, other, compiled=False):
    corpus = build_corpus([Article("a", one), Article("b", other)], Params(), workers=1)
    return parallel_regions(corpus._replace(compiled=compiled), np.array([0]), np.array([1]), workers=1).tolist()[0]


def test_compiled_and_interpreted_agree():
    compile_kernels()
    assert regions_of(BRIDGE, REWRITTEN) == regions_of(BRIDGE, REWRITTEN, compiled=True)


def test_texts_without_two_words_in_a_row_in_common_have_no_region():
    assert regions_of("one two three", "three two one") == [0, 0, 0, 0, 0, 0]
    assert regions_of("one", "one") == [0, 0, 0, 0, 0, 0]


def test_a_rewritten_text_is_a_copy_and_one_passage_says_so():
    match = match_of(BRIDGE, REWRITTEN)
    assert match is not None
    assert match.relation is Relation.NEAR_DUPLICATE
    longest = max(match.passages, key=lambda passage: passage.words)
    assert longest.words >= 20
    assert any(f"put into other words the {longest.words}-word passage" in reason for reason in match.reasons)


def test_a_rewritten_report_with_other_figures_is_no_copy():
    figures = "In the year {} the bridge carried {} cars and {} lorries a day. "
    one, same = (f"{figures.format(2019, 4512, 310)}{text}" for text in (BRIDGE, REWRITTEN))
    assert match_of(one, same).relation is Relation.NEAR_DUPLICATE
    assert match_of(one, f"{figures.format(2014, 2270, 95)}{REWRITTEN}").relation is Relation.OVERLAP


@pytest.mark.parametrize(
    ("host", "guest", "region", "is_part", "is_whole"),
    [
        (100, 90, (0, 60, 20, 80), False, True),
        (100, 90, (0, 40, 20, 80), False, False),
        (100, 50, (0, 40, 10, 50), True, False),
        (100, 50, (0, 40, 10, 30), False, False),
    ],
)
def test_most_of_a_text_is_half_of_its_words(host, guest, region, is_part, is_whole):
    counts = np.zeros(COLUMNS, dtype=np.int32)
    counts[[TOTAL_HOST, TOTAL_GUEST]] = host, guest
    evidence = Evidence(np.zeros(1, dtype=np.int32), np.ones(1, dtype=np.int32), counts, np.zeros(2))
    part, whole = most_of(evidence, np.zeros(1, dtype=np.int64), np.array([[*region, 30]], dtype=np.int32))
    assert (part.tolist(), whole.tolist()) == ([is_part], [is_whole])


@pytest.mark.parametrize("seed", range(5))
def test_pieces_scattered_over_both_texts_are_no_overlap(seed):
    pieces = [made_up((seed, k), 8) for k in range(6)]
    shuffled = random.Random(seed).sample(pieces, len(pieces))
    one, two = (
        " ".join(f"{piece} {made_up((seed, side, k), 40)}" for k, piece in enumerate(order))
        for side, order in enumerate((pieces, shuffled))
    )
    found = match_of(one, two)
    assert found is None or found.relation is not Relation.OVERLAP


# Scripts without spaces -----------------------------------------------------------------------------------------------

TEXTS = {
    "Chinese": (
        2,
        "市政府周一宣布，旧石桥将从下月起关闭，以便修复两座出现裂缝的桥拱。工程师在一月的检查中发现了问题，预计维修需要三百万元，工期到秋天结束。"
        "公交车将绕行下游的村庄，行程会增加二十五分钟左右。北岸的店主担心生意受到影响，面包店老板说，她有一半的顾客每天走过这座桥。"
        "市政府承诺在四月底以前搭建一座临时的人行桥，并为受影响的商户减免部分租金。",
    ),
    "Japanese": (
        2,
        "市は月曜日、古い石橋を来月から通行止めにすると発表した。点検で二つのアーチにひび割れが見つかり、修理には三百万円かかる見込みだという。"
        "工事は秋まで続き、バスは下流の村を通るため、所要時間は二十五分ほど長くなる。北岸の商店主たちは客足が遠のくことを心配している。"
        "パン屋の店主は、客の半分が毎日この橋を歩いて渡ると話した。市は四月末までに仮の歩道橋を架けると約束した。",
    ),
    "Thai": (
        5,
        "เทศบาลประกาศเมื่อวันจันทร์ว่าสะพานหินเก่าจะปิดการจราจรตั้งแต่เดือนหน้าเพื่อซ่อมแซมซุ้มสองแห่งที่พบรอยร้าว "
        "วิศวกรพบปัญหาระหว่างการตรวจสอบในเดือนมกราคม คาดว่าค่าซ่อมจะอยู่ที่สามล้านบาทและงานจะแล้วเสร็จในฤดูใบไม้ร่วง "
        "รถโดยสารจะเปลี่ยนเส้นทางผ่านหมู่บ้านทางตอนล่างซึ่งทำให้ใช้เวลาเพิ่มขึ้นประมาณยี่สิบห้านาที "
        "เจ้าของร้านค้าริมฝั่งเหนือกังวลว่ารายได้จะลดลง เจ้าของร้านขนมปังกล่าวว่าลูกค้าครึ่งหนึ่งของเธอเดินข้ามสะพานแห่งนี้ทุกวัน",
    ),
}
each_script = pytest.mark.parametrize(("size", "text"), TEXTS.values(), ids=TEXTS)


def strange(like: str, count: int, seed: object) -> str:
    """Characters of the script of a text that stand in it nowhere else."""
    first = 0x0E01 if "\u0e01" <= like[0] <= "\u0e2e" else 0x5300
    rng = random.Random(f"strange {seed}")
    return "".join(chr(first + rng.randrange(46 if first < 0x1000 else 900)) for _ in range(count))


def with_words_replaced(text: str, size: int, share: float, seed: int) -> str:
    """A text with a share of its words, pieces of so many characters, replaced."""
    pieces = [text[k : k + size] for k in range(0, len(text), size)]
    for k in random.Random(seed).sample(range(len(pieces)), round(share * len(pieces))):
        pieces[k] = strange(text, size, (seed, k))
    return "".join(pieces)


@each_script
@pytest.mark.parametrize("share", [0.1, 0.2, 0.3])
@pytest.mark.parametrize("seed", range(3))
def test_a_copy_edited_all_over_is_a_copy_in_scripts_without_spaces(size, text, share, seed):
    match = match_of(text, with_words_replaced(text, size, share, seed))
    assert match is not None
    assert match.relation is Relation.NEAR_DUPLICATE


@each_script
def test_an_edited_copy_inside_a_longer_text_is_an_excerpt_in_scripts_without_spaces(size, text):
    around = strange(text, len(text), 1), strange(text, len(text) // 2, 2)
    whole = f"{around[0]}\n{with_words_replaced(text, size, 0.2, 7)}\n{around[1]}"
    match = compare(Article("a", text), Article("b", whole)).match
    assert match is not None
    assert match.relation is Relation.EXCERPT


@each_script
def test_quotations_in_a_text_of_its_own_are_no_copy_in_scripts_without_spaces(size, text):
    quotes = [text[k : k + 58] for k in (0, 60, 120)]
    report = "".join(f"{strange(text, 80, k)}“{quote}”" for k, quote in enumerate(quotes))
    assert match_of(f"{text}{strange(text, 250, 9)}", report).relation is Relation.OVERLAP


@each_script
def test_frames_of_one_site_are_no_copies_in_scripts_without_spaces(size, text):
    menu, foot = (" ".join(text[k : k + 6] for k in range(start, start + 60, 7)) for start in (0, 70))
    one, two = (f"{menu}\n{strange(text, 240, k)}\n{foot}" for k in (1, 2))
    found = match_of(one, two)
    assert found is None or not found.relation.is_copy


@pytest.mark.parametrize(
    ("furniture", "is_form", "expected"), [(49, False, True), (51, False, False), (99, True, True), (101, True, False)]
)
def test_what_looks_like_a_form_may_hold_as_much_furniture_as_else(furniture, is_form, expected):
    corpus = build_corpus([Article(side, "ขคงจฉชซ" * 40) for side in "ab"], Params(), workers=1)
    counts = np.zeros(COLUMNS, dtype=np.int32)
    counts[[UNSPACED, SHARED, COVERED_GUEST, WASTE]] = 1, 200, 100, furniture
    evidence = Evidence(np.zeros(1, dtype=np.int32), np.ones(1, dtype=np.int32), counts, np.zeros(2))
    assert may_be_edited(corpus, evidence, np.array([is_form])).tolist() == [expected]


STUBS = {
    "th": (
        "{} เป็นเมืองในประเทศ{} ห่างจาก{} {} กิโลเมตร มีประชากร {} คนตามสำมะโนปี {} ชาวเมืองส่วนใหญ่พูดภาษา{} เมืองนี้ก่อตั้งใน"
        "เดือน{} ปี {} มีพื้นที่ {} ตารางกิโลเมตร เศรษฐกิจอาศัยเกษตรกรรมและการค้ากับ{} ใช้สกุลเงิน{}",
        "คองโเย|หมู่เกาะนอร์เทิร์นมาเรียนา|เฟรนช์เกียนา|293|71339|2011|เมนเดและชิลโคติน|มิถุนายน|1584|336|เอลซัลวาดอร์|กิลเดอร์แคริบเบียน",
        "อารูมา|ไซปรัส|ตองกา|69|28996|1996|พม่าและเตโซ|กันยายน|1820|640|ออสเตรีย|ฟรังก์โมร็อกโก",
    ),
    "ja": (
        "{}は{}にある町で、{}から{}キロメートル離れている。{}人が住み、{}年の調査では住民の多くが{}を話す。町は{}に{}年に設立され、面積は{}平方キロメートルである。"
        "経済は農業と{}との貿易に支えられ、通貨は{}である。",
        "コンゴエ|北マリアナ諸島|仏領ギアナ|293|71339|2011|メンデ語とチルコティン語|6月|1584|336|エルサルバドル|カリブ・ギルダー",
        "アルーマ|キプロス|トンガ|69|28996|1996|ビルマ語とテソ語|9月|1820|640|オーストリア|モロッコ・フラン",
    ),
    "zh": (
        "{}是{}的一个城镇，距离{}{}公里，人口为{}人。根据{}年的普查，大多数居民讲{}。该镇建于{}，时为{}年，面积{}平方公里。"
        "当地经济依靠农业以及同{}的贸易，流通的货币为{}。",
        "孔戈耶|北马里亚纳群岛|法属圭亚那|293|71339|2011|门德语和奇尔科廷语|6月|1584|336|萨尔瓦多|加勒比盾",
        "阿鲁马|塞浦路斯|汤加|69|28996|1996|缅甸语和特索语|9月|1820|640|奥地利|摩洛哥法郎",
    ),
}


@pytest.mark.parametrize("code", STUBS)
def test_a_form_filled_with_other_names_as_well_is_no_scan_in_scripts_without_spaces(code):
    form, *filled = STUBS[code]
    one, two = (Article(str(k), form.format(*facts.split("|"))) for k, facts in enumerate(filled))
    assert compare(one, two).match.relation is Relation.TEMPLATE


@pytest.mark.parametrize(
    ("runs", "kept", "is_scan"), [(11, True, True), (10, True, False), (15, False, False), (16, False, True)]
)
def test_where_hardly_a_fact_is_the_same_more_short_runs_tell_a_scan(runs, kept, is_scan):
    counts = np.zeros(COLUMNS, dtype=np.int32)
    counts[[FIGURES_HOST, FIGURES_GUEST]] = 5, 4
    evidence = Evidence(np.zeros(1, dtype=np.int32), np.ones(1, dtype=np.int32), counts, np.zeros(2))
    regions = np.array([[0, 300, 0, 300, 150, runs]], dtype=np.int32)
    assert are_in_short_runs(evidence, np.array([0]), regions, np.array([not kept])).tolist() == [is_scan]


def with_figures(text: str, seed: int) -> str:
    """A text of a thousand characters, with a figure in each hundred."""
    sentences = [f"{text[k : k + 30]}{7 * k + 31} " for k in range(0, 150, 30)]
    return "".join(f"{sentence}{strange(text, 70, (seed, k))}" for k, sentence in enumerate(2 * sentences))


def with_other_figures(text: str, share: float, seed: int) -> str:
    """A text with a share of its figures replaced."""
    rng = random.Random(seed)
    pieces = re.split(r"(\d+)", text)
    for k in range(1, len(pieces), 2):
        pieces[k] = str(rng.randrange(10_000, 99_999)) if rng.random() < share else pieces[k]
    return "".join(pieces)


@each_script
@pytest.mark.parametrize("seed", [1, 2])
def test_a_long_copy_is_one_though_its_facts_were_replaced_as_its_words_were(size, text, seed):
    whole = with_figures(text, seed)
    match = match_of(whole, with_other_figures(with_words_replaced(whole, size, 0.36, seed), 0.6, seed))
    assert match.relation is Relation.NEAR_DUPLICATE


@pytest.mark.parametrize(("share", "relation"), [(0.6, Relation.NEAR_DUPLICATE), (1.0, Relation.OVERLAP)])
def test_a_long_text_of_which_no_figure_is_left_is_of_another_event(share, relation):
    size, text = TEXTS["Thai"]
    whole = with_figures(text, 1)
    assert match_of(whole, with_other_figures(with_words_replaced(whole, size, 0.42, 1), share, 1)).relation is relation


@pytest.mark.parametrize(
    ("host", "region", "expected"),
    [
        (500, (0, 500, 0, 480, 240), True),
        (500, (0, 500, 0, 480, 220), False),  # a third of one is the other's
        (500, (0, 500, 120, 480, 240), False),  # of one a part alone
        (700, (0, 500, 0, 480, 240), False),
        (390, (0, 390, 0, 390, 240), False),  # a notice
    ],
)
def test_long_texts_that_run_in_parallel_from_end_to_end_are_told_whatever_their_facts(host, region, expected):
    counts = np.zeros(COLUMNS, dtype=np.int32)
    counts[[TOTAL_HOST, TOTAL_GUEST]] = host, min(host, 490)
    evidence = Evidence(np.zeros(1, dtype=np.int32), np.ones(1, dtype=np.int32), counts, np.zeros(2))
    assert run_throughout(evidence, np.array([0]), np.array([[*region, 20]])).tolist() == [expected]
