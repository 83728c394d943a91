import random
from itertools import combinations

import numpy as np
import pytest
from stories import (
    BRIDGE,
    CHEESE,
    CHESS,
    FOOTER,
    METEOR,
    OPERA,
    QUOTATION,
    STORIES,
    WHALE,
    articles,
    edited,
    made_up,
    only,
    relations,
)

from dedup.corpus.corpus import build_corpus
from dedup.detect import find_duplicates
from dedup.furniture.furniture import mark_keys
from dedup.model import Article, Relation, Report
from dedup.pair import compare
from dedup.params import Params
from dedup.runtime.kernels import compile_kernels
from dedup.tokens import FURNITURE, tokenise

MENU = "Home\nPolitics\nSport\nCulture\nOpinion\nWeather\nVideos\nSubscribe\nLogin\nContact\nImprint\nHelp\nArchive\n"


def found_in(*texts: str, **options: object) -> Report:
    return find_duplicates(articles(*texts), workers=1, **options)


@pytest.mark.parametrize("compiled", [False, True], ids=["interpreted", "compiled"])
def test_a_footer_around_unrelated_articles_is_no_match(compiled, monkeypatch):
    if compiled:
        compile_kernels()
    monkeypatch.setattr("dedup.corpus.corpus.COMPILE_CHARACTERS", 0 if compiled else 1 << 40)
    assert relations(found_in(*(f"{story}\n{FOOTER}" for story in STORIES))) == {}


@pytest.mark.parametrize("count", [5, 12, 40])
def test_a_menu_and_a_footer_around_many_unrelated_articles_are_no_match(count):
    pages = [f"{MENU}\n{made_up(('page', k), 120)}\n{FOOTER}" for k in range(count)]
    report = find_duplicates([Article(f"{k:02}", page) for k, page in enumerate(pages)], workers=1)
    assert relations(report) == {}


HEADER = (
    f"{MENU}Jobs\nProperty\nCars\nObituaries\nPublic notices\nCrosswords\nPodcasts\nNewsletters\nSearch"
)


MORE = (
    "Fishermen in the bay say they have never landed so many squid as this autumn. Warmer water may be the reason, "
    "according to marine biologists, who warn that cod could move further north before long.",
    "Parents of pupils at Greenfield Primary are angry about plans to sell the playing field to a developer. They have "
    "collected eight hundred signatures and hired a lawyer who wants to see the minutes.",
)


def framed(text, words=1000):
    """A text, or its first words, in a frame that is longer than a short note."""
    return f"{HEADER}\n{' '.join(text.split()[:words])}\n\n{FOOTER}"


@pytest.mark.parametrize("words", [20, 30, 45])
def test_a_frame_longer_than_the_notes_in_it_is_furniture(words):
    assert relations(found_in(*(framed(story, words) for story in STORIES))) == {}


@pytest.mark.parametrize("lengths", [(10, 12, 14, 16, 18, 20, 22, 24), (8, 26, 9, 27, 28, 29)])
def test_a_frame_around_notes_of_a_few_words_is_furniture_though_some_have_next_to_none(lengths):
    report = found_in(*(framed(story, words) for story, words in zip((*STORIES, *MORE), lengths, strict=False)))
    assert not report.matches


def test_a_notice_with_a_date_makes_no_form_of_unrelated_items():
    notice = (
        "This article was amended on {} May 2024 to correct a misspelling in an earlier version. More on this story "
        "can be found in our special report, which is free for subscribers."
    )
    texts = [" ".join(story.split()[:35]) + "\n\n" + notice.format(k + 1) for k, story in enumerate((*STORIES, *MORE))]
    assert not found_in(*texts).matches


def test_versions_of_one_story_with_a_paragraph_of_their_own_are_copies():
    own = (
        "the mayor of Harwick, who lives beside the bridge, told the council that the detour was a scandal",
        "engineers said that the stone of the bridge had been worn by lorries and by the floods of last winter",
        "the council of Harwick had put off the work on the bridge twice because money for it was missing",
        "a baker in Harwick fears for her shop beside the bridge, since half of her customers come by car",
        "pupils who cross the bridge at Harwick each day will be taken to school by boat, the county said",
        "the bridge at Harwick was built for the wool trade, and kings rode over it, a local historian said",
    )
    found = relations(found_in(*(f"{BRIDGE}\nOn Sunday {each}." for each in own)))
    assert len(found) == 15
    assert set(found.values()) == {"near-duplicate"}


@pytest.mark.parametrize(
    "menu", ["Home | World | Business | Sport | Opinion | Login", "Home\nWorld\nBusiness\nSport\nFilm"]
)
def test_a_menu_of_a_few_words_is_learnt_wherever_it_is_a_line(menu):
    pages = [Article(f"{k:02}", f"{menu}\n{made_up(('page', k), 60)}") for k in range(7)]
    [found] = find_duplicates(pages, workers=1, with_furniture=True).furniture
    assert found.articles == 7
    assert found.text == menu


def test_the_last_words_of_a_menu_are_marked_and_no_figures():
    menu = "Home | World | Business | Sport | Opinion"
    for last, unmarked in (("Login now", 0), ("Page 7", 2)):
        corpus = build_corpus([Article("a", f"{menu} | {last}\n{BRIDGE}")], Params(), compiled=False)
        mark_keys(corpus, corpus.passages.keys[:1].astype(np.int32), Params(), 1)
        assert (corpus.flags[:7] & FURNITURE == 0).sum() == unmarked


def marked(text: str, *recurring: str) -> str:
    """The words of a text that are furniture where the five words of each recurring phrase are."""
    corpus = build_corpus([Article("a", text)], Params(passage_window=1), workers=1, compiled=False)
    tokens, keys = tokenise(text), []
    for phrase in recurring:
        [key] = build_corpus([Article("b", phrase)], Params(passage_window=1), workers=1).passages.keys
        keys.append(key)
    mark_keys(corpus, np.array(sorted(keys), dtype=np.int32), Params(passage_window=1), 1)
    words = zip(tokens.starts, tokens.ends, corpus.flags, strict=True)
    return " ".join(text[start:end] for start, end, flag in words if flag & FURNITURE)


DUES = "Ferry dues at Lowick stay at 12 pence a head. Paid from May {}. Next review on {}."


def test_figures_and_dates_between_furniture_are_marked_only_with_a_key_of_their_own():
    text = DUES.format("three", "Friday")
    assert marked(text, "Ferry dues at Lowick stay", "pence a head Paid from", "from May three Next review") == (
        "Ferry dues at Lowick stay at pence a head Paid from May three Next review"
    )
    assert "at 12 pence" in marked(text, "Ferry dues at Lowick stay", "at 12 pence a head")


SAYS = "said its board has declared"


@pytest.mark.parametrize("names", ["Dunmore Ferries Corp", "Dunmore Ferries Holding\nInc"])
def test_who_it_is_of_whom_a_turn_of_phrase_is_said_is_no_furniture(names):
    text = f"{names} {SAYS} a dividend of 12 cents a share for the year, payable to holders of record in May.\nHarlow"
    assert marked(text, SAYS) == SAYS
    whole = f"{SAYS.capitalize()} nothing.\nLogin\n{BRIDGE}"
    assert marked(whole, SAYS, "its board has declared nothing") == f"{SAYS.capitalize()} nothing Login"


def test_whether_names_differ_hangs_on_no_other_articles():
    notices = [
        Article(name[:3], f"{name} Inc {SAYS} {what}, payable March 26 to all holders of record March {day}.")
        for name, day, what in (
            ("Dunmore Ferries", 12, "a first yearly dividend of 10 cents for each of its ordinary shares"),
            ("Harlow Dairy", 14, "a first yearly dividend of 17 cents for each of its ordinary shares"),
            ("Porex Mills", 20, "that two plants close and that four hundred people lose their work this spring"),
            ("Asbec Foods", 11, "bankruptcy after banks had refused to lend it more against its three warehouses"),
            ("Lowick Radio", 17, "void the vote by which its founder was made chairman against the wish of his sons"),
        )
    ]
    for given in (notices[:2], notices):
        matches = find_duplicates(given, workers=1).matches
        [match] = [match for match in matches if {match.left, match.right} == {"Dun", "Har"}]
        assert match.relation is Relation.TEMPLATE
        assert {"Dunmore Ferries Inc", "Harlow Dairy Inc"} <= {side for change in match.changed for side in change[1:]}


def test_figures_and_dates_of_short_lines_beside_furniture_are_not_marked():
    text = "Home and World and Sport\nPage 7\nMarch 5, 2024\nLogin\n" + BRIDGE
    assert marked(text, "Home and World and Sport") == "Home and World and Sport Page Login"


NOTES = [
    f"Ferry dues six pence a head vs six pence before\nPaid April {day}\nReview March {review}"
    for day, review in (("28", "31"), ("one", "23"), ("Two", "18"))
]


@pytest.mark.parametrize("compiled", [False, True], ids=["interpreted", "compiled"])
def test_notes_of_a_form_whose_wording_is_furniture_differ_in_their_dates(compiled, monkeypatch):
    if compiled:
        compile_kernels()
    monkeypatch.setattr("dedup.corpus.corpus.COMPILE_CHARACTERS", 0 if compiled else 1 << 40)
    said = "a head vs six pence before."
    stories = [f"{made_up(('dues', k), 60)} {said} {story}" for k, story in enumerate(STORIES)]
    report = found_in(*NOTES, *stories)
    assert {relations(report).get((a, b)) for a, b in combinations("abc", 2)} == {"template"}


def test_a_form_whose_wording_is_furniture_shows_it_and_says_how_much_it_is():
    said = "a head vs six pence before."
    stories = [f"{made_up(('dues', k), 60)} {said} {story}" for k, story in enumerate(STORIES)]
    for match in find_duplicates(articles(*NOTES, *stories), workers=1).matches:
        [passage] = match.passages
        assert NOTES[0][slice(*passage.left)] == "Ferry dues six pence a head vs six pence before\nPaid April"
        assert match.reasons[0] == "same wording (75 % in shared passages), other facts"  # 12 words of 16
        assert match.reasons[1].startswith("share the 12-word passage “Ferry dues")
        assert match.reasons[-1] == "12 words in shared passages are recurring furniture"


FOOTNOTE = "关注我们的公众号第一时间获取每日重要新闻推送海岸日报版权所有未经授权不得转载"
NOTICES = (
    "厦门警方周五抓获一名涉嫌盗窃空调外机的男子被盗物品藏在一间废弃仓库失主可凭发票认领",
    "今年稻谷收成比去年多两成农民担心价格下跌粮库已经开始在三个县城收购",
    "歌剧院修缮十二年以后重新开放第一晚演出罗西尼喜剧票在一小时内售完",
    "天文学家观察到明亮流星划过北部天空碎片可能落在湖东面森林里",
    "老石桥因裂缝关闭维修费用三百万公交车绕行下游村庄学生上学多走半小时",
)


def test_a_footer_around_unrelated_articles_in_a_script_without_spaces_is_no_match():
    assert relations(found_in(*(f"{notice}。\n{FOOTNOTE}" for notice in NOTICES))) == {}


def test_a_statement_in_reports_of_one_event_in_a_script_without_spaces_is_no_furniture():
    said = "市长王建国在新闻发布会上表示这座桥梁将在明年春天以前全部修好并且不会再次涨价请市民放心"
    event = ("老石桥发现裂缝", "工程师检查桥拱", "公交车绕行下游村庄", "商户担心客流减少", "临时便桥月底完工")
    reports = [said + "。" + "，".join(event[k:] + event[:k]) for k in range(4)]
    found = relations(found_in(*reports))
    assert len(found) == 6


def test_furniture_of_several_sources_is_no_match():
    pages = [Article(f"{k}", f"{story}\n{FOOTER}", source=f"paper{k}.example") for k, story in enumerate(STORIES)]
    assert relations(find_duplicates(pages, workers=1)) == {}


def test_a_copy_among_articles_with_one_footer_is_still_found():
    pages = [f"{story}\n{FOOTER}" for story in STORIES]
    report = found_in(*pages, f"{edited(BRIDGE, 0.05, 1)}\n{FOOTER}")
    assert relations(report) == {("a", "g"): "near-duplicate"}
    assert any("words of recurring furniture were left out" in reason for reason in only(report.matches).reasons)


def test_furniture_is_counted_in_characters_in_scripts_without_spaces():
    stories = (
        "市议会星期二决定修复河上的老石桥，工程师在检查中发现桥拱出现裂缝，封闭工程从六月开始，持续到明年春天。",
        "渔民在北部海岸发现一头搁浅的鲸鱼，志愿者连夜给它浇水，兽医说它太虚弱，救援船第二天早晨把它拖回深海。",
        "国际象棋锦标赛在山城闭幕，十七岁的女棋手最后一轮获胜，她的教练说她每天训练八个小时，奖金将用于出国比赛。",
        "葡萄园主抱怨冰雹毁掉了一半收成，保险公司派人逐户查看，农业部门答应在秋天以前发放补助，邻村也受到影响。",
        "博物馆展出一批新修复的古地图，最早的一张画于三百年前，策展人说颜色几乎没有褪去，展览免费开放到年底。",
    )
    footer = "本报版权所有，未经书面授权不得转载或镜像，违者将依法追究其法律责任，联系邮箱见本站首页底部说明栏目。"
    copy = stories[0].replace("六月", "七月")
    report = found_in(*(f"{story}\n{footer}" for story in stories), f"{copy}\n{footer}")
    assert any("characters of recurring furniture" in reason for reason in only(report.matches).reasons)


def test_an_identical_copy_among_articles_with_one_footer_is_identical():
    pages = [f"{story}\n{FOOTER}" for story in STORIES]
    assert relations(found_in(*pages, pages[0].upper())) == {("a", "g"): "identical"}


def test_other_furniture_around_each_copy_leaves_a_copy():
    one = [f"{MENU}\n{story}" for story in (BRIDGE, *STORIES[1:5])]
    other = [f"{BRIDGE}\n{FOOTER}", *(f"{made_up(('other', k), 90)}\n{FOOTER}" for k in range(5))]
    assert relations(found_in(*one, *other)) == {("a", "f"): "near-duplicate"}


def test_a_quotation_in_pages_with_one_footer_is_an_overlap_marked_without_the_footer():
    quoting = [f"{QUOTATION} {story}\n{FOOTER}" for story in (WHALE, CHESS)]
    report = found_in(*quoting, *(f"{story}\n{FOOTER}" for story in (BRIDGE, METEOR, *STORIES[3:5])))
    assert relations(report) == {("a", "b"): "overlap"}
    [passage] = only(report.matches).passages
    assert quoting[0][slice(*passage.left)] in QUOTATION


def test_a_passage_ends_where_furniture_begins():
    quoting = [f"{story} {QUOTATION}\n{FOOTER}" for story in (WHALE, CHESS)]
    report = found_in(*quoting, *(f"{story}\n{FOOTER}" for story in (BRIDGE, METEOR, *STORIES[3:5])))
    assert relations(report) == {("a", "b"): "overlap"}
    assert all("never miss a headline" not in quoting[0][slice(*p.left)] for p in only(report.matches).passages)


PHRASE = "when all is said and done"
SAID = f"“Nobody who knows the harbour expects the pilots to stay for long, and {PHRASE} we shall miss them,” he said"


@pytest.mark.parametrize("compiled", [False, True], ids=["interpreted", "compiled"])
def test_a_phrase_that_many_stories_have_cuts_no_quotation(compiled, monkeypatch):
    if compiled:
        compile_kernels()
    monkeypatch.setattr("dedup.corpus.corpus.COMPILE_CHARACTERS", 0 if compiled else 1 << 40)
    others = [f"{made_up(('before', k), 60)} {PHRASE} {made_up(('after', k), 60)}" for k in range(6)]
    hosts = [f"{made_up(('host', k), 80)} {SAID} {made_up(('rest', k), 80)}" for k in range(2)]
    report = found_in(*hosts, *others)
    assert relations(report) == {("a", "b"): "overlap"}
    [passage] = only(report.matches).passages
    assert hosts[0][slice(*passage.left)] == SAID.strip("“")


def test_the_four_scores_are_not_touched_by_furniture():
    pages = [f"{story}\n{FOOTER}" for story in STORIES]
    copy = f"{edited(BRIDGE, 0.05, 1)}\n{FOOTER}"
    match = only(found_in(*pages, copy).matches)
    alone = compare(Article("a", pages[0]), Article("g", copy))
    assert (match.jaccard, match.containment, match.cosine) == (alone.jaccard, alone.containment, alone.cosine)


def test_one_article_counts_once_however_often_it_shows_its_footer():
    report = found_in(f"{WHALE}\n{FOOTER}\n{FOOTER}\n{FOOTER}\n{FOOTER}", f"{CHESS}\n{FOOTER}")
    assert relations(report) == {("a", "b"): "overlap"}


def test_a_text_that_many_copies_share_is_no_furniture():
    copies = [edited(BRIDGE, 0.03, k) for k in range(8)]
    found = relations(found_in(*copies))
    assert len(found) == 28
    assert set(found.values()) == {"near-duplicate"}


# A user's own list ----------------------------------------------------------------------------------------------------


def test_versions_with_words_changed_all_over_do_not_make_their_text_furniture():
    words = " ".join([BRIDGE, CHEESE, OPERA, WHALE]).split()
    versions = []
    for k in range(24):
        chance = random.Random(k)
        changed = [f"zz{chance.randrange(10**6)}" if chance.random() < 0.15 else word for word in words]
        versions.append(Article(f"v{k:02}", " ".join(changed)))
    report = find_duplicates(versions)
    assert len(report.matches) == 24 * 23 // 2
    copies = [match for match in report.matches if match.relation is Relation.NEAR_DUPLICATE]
    assert len(copies) >= 0.9 * len(report.matches)  # where most facts are among the changed words it is a template
    assert [len(cluster.members) for cluster in report.clusters] == [24]


def test_an_ignored_footer_is_no_match_even_between_two_articles():
    pages = f"{WHALE}\n{FOOTER}", f"{CHESS}\n{FOOTER}"
    assert relations(found_in(*pages)) == {("a", "b"): "overlap"}
    assert relations(found_in(*pages, ignore=[FOOTER])) == {}
    assert compare(*articles(*pages), ignore=[FOOTER]).match is None


def test_an_ignored_phrase_is_found_in_any_form():
    pages = f"{WHALE}\n{FOOTER}", f"{CHESS}\n{FOOTER}"
    assert relations(found_in(*pages, ignore=[FOOTER.upper().replace(" ", "  "), "…"])) == {}


def test_ignored_sentences_may_stand_apart():
    pages = f"{WHALE}\n{FOOTER}", f"{CHESS}\n{FOOTER}"
    assert relations(found_in(*pages, ignore=FOOTER.replace("\n", " ").split(". "))) == {}


def test_a_phrase_does_not_reach_from_one_article_into_the_next():
    report = found_in(f"{WHALE} alpha beta", f"gamma delta {WHALE}", ignore=["beta gamma"])
    assert relations(report) == {("a", "b"): "near-duplicate"}
    assert not any("left out" in reason for reason in only(report.matches).reasons)


@pytest.mark.parametrize("phrase", ["", "…", "unheard of phrase", "x " * 5000])
def test_a_phrase_that_stands_nowhere_changes_nothing(phrase):
    assert relations(found_in(BRIDGE, edited(BRIDGE, 0.05, 1), ignore=[phrase])) == {("a", "b"): "near-duplicate"}
