"""Which reports the model takes for one event."""

import json
from importlib.resources import files

import numpy as np
import pytest
from profiled import SEEDS, TEXTS, profiled, scored
from stories import PRICES, PRICES_TWIN

from dedup.corpus.corpus import build_corpus
from dedup.detect import find_duplicates
from dedup.events.event_features import AGAINST, FEATURES
from dedup.events.same_event import RARE_TERMS, nothing_shared, same_event
from dedup.model import Article
from dedup.pair import OF_ONE_EVENT, compare
from dedup.params import Params

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


@pytest.mark.parametrize(
    ("day", "later", "is_twin"),
    [
        ("30 April", "1 May", True),
        ("30 April 2024", "1 May 2024", True),
        ("28 February 2023", "1 March", True),
        ("31 December 2023", "1 January 2024", True),
        ("30 April", "2 May", False),
        ("28 February 2024", "1 March 2024", False),
    ],
)
def test_the_day_after_may_be_of_the_same_event_also_at_the_end_of_a_month(day, later, is_twin):
    texts = [FIRE.replace("Friday", day), FIRE_TWIN.replace("Friday", later)]
    assert scored(texts, [(0, 1)]).twin.tolist() == [is_twin]


def test_the_prices_of_two_mondays_are_two_events_though_their_weights_are_the_same():
    first = PRICES.format(1, "naik Rp3.000", 198, 700, "02", 540, 425, "2.795")
    same = PRICES_TWIN.format(1, "02", 198, 700, 540, 425, "2.795")
    next_week = PRICES_TWIN.format(8, 44, 242, 722, 628, 645, "3.235")
    found = scored([first, same, next_week], [(0, 1), (0, 2)])
    assert found.twin.tolist() == [True, False]
    assert found.probability[1] > 0.9


PLEA = (
    "Prosecutors asked the court in Ballyvane on Thursday, {}, for six years in prison for Declan Mulhearn, who ran "
    "the water company Tirlan and bought pipes at twice their price. Judge Orla Feeney heard the plea of the "
    "prosecutor, Maeve Costigan. Mulhearn's lawyer said he had signed what a committee laid before him."
)
DEFENCE = (
    "Declan Mulhearn wept before the court in Ballyvane on Thursday, {}, and said that he had earned nothing from the "
    "pipes that the water company Tirlan bought. His lawyer asked Judge Orla Feeney to acquit him. The prosecutor, "
    "Maeve Costigan, will reply."
)


@pytest.mark.parametrize(("day", "is_one"), [("22 August 2024", True), ("29 August 2024", False)])
def test_the_hearing_a_week_later_is_another_event_though_its_weekday_is_the_same(day, is_one):
    found = scored([PLEA.format("22 August 2024"), DEFENCE.format(day)], [(0, 1)])
    assert found.twin.tolist() == [is_one]


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


def of_days(texts, *days, one_source=False):
    sides = (np.full(len(days), k) for k in (0, 1))
    return same_event(profiled(texts), *sides, np.array(days), np.full(len(days), one_source))


def test_what_is_published_days_later_is_less_likely_of_one_event():
    chances = of_days([FIRE, FIRE_TWIN], 0.0, 0.5, 1.0, -1.0, 2.0, 3.0, 7.0).probability.tolist()
    assert chances[0] == chances[1]
    assert chances[5] == chances[6]
    assert chances[1:6] == sorted(chances[1:6], reverse=True)
    assert len(set(chances)) == 5


def test_a_date_that_both_tell_outweighs_the_days_between_publications():
    dated = [text.replace("on Friday", "on Friday, 7 June 2024") for text in (FIRE, FIRE_TWIN)]
    chances = of_days(dated, 0.0, -1.0, 6.0).probability.tolist()
    assert chances[0] > chances[1] == chances[2]


def test_two_articles_of_one_source_need_more():
    texts = [path.read_text(encoding="utf-8")[:740] for path in (SEEDS[0], SEEDS[4])]
    two, one = (of_days(texts, 0.0, one_source=one_source) for one_source in (False, True))
    assert two.probability == one.probability
    assert (two.twin.tolist(), one.twin.tolist()) == ([True], [False])


def test_undated_reports_of_one_outlet_need_more_than_those_of_two():
    texts = [SEEDS[0].read_text(encoding="utf-8"), SEEDS[4].read_text(encoding="utf-8")]
    short = [text[:740] for text in texts]
    one, two = ([Article(str(k), t, source=s) for k, (t, s) in enumerate(zip(short, names, strict=True))]
                for names in (("detik.com", "detik.com"), ("detik.com", "jpnn.com")))  # fmt: skip
    chance = compare(*two).same_event
    assert 0.65 < chance < 0.88
    assert [str(m.relation) for m in find_duplicates(two).matches] == ["same-event"]
    assert not find_duplicates(one).matches


HELP = (
    "The Bank of Norland said it provided the Tavelund money market with a further 195 million crowns of assistance "
    "during the afternoon. This brings total help so far today to 364 million and compares with a shortage that "
    "Governor Ilse Marten Okhuizen had put at 410 million. Discount houses in Tavelund sold treasury paper, and "
    "dealers expect Okhuizen to keep rates where they are."
)
NEXT_HELP = (
    "Further help of 191 million crowns went to the Tavelund money market in the afternoon session, the Bank of "
    "Norland said. Its assistance so far today amounts to 372 million against a shortage which Governor Ilse Marten "
    "Okhuizen revised upwards to 450 million. The discount houses offered treasury paper; dealers in Tavelund say "
    "Okhuizen will hold rates for now."
)
OTHER_WORDS = NEXT_HELP.replace("191", "195").replace("372", "364").replace("450", "410")


@pytest.mark.parametrize(
    ("text", "source", "published", "is_found"),
    [
        (NEXT_HELP, "Post", "2024-03-15T16:00:00Z", False),
        (NEXT_HELP, "Post", "2024-03-13T16:00:00Z", True),  # later that day
        (NEXT_HELP, "Mail", "2024-03-14T16:00:00Z", True),  # another source, which may count in another way
        (OTHER_WORDS, "Post", "2024-03-15T16:00:00Z", True),
    ],
)
def test_a_notice_that_one_source_fills_in_again_with_other_figures_is_another_event(text, source, published, is_found):
    first = Article("a", HELP, source="Post", published="2024-03-13T09:30:00Z")
    found = find_duplicates([first, Article("b", text, source=source, published=published)], workers=1).matches
    assert [str(match.relation) for match in found] == ["same-event"] * is_found


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
