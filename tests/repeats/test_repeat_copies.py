import textwrap
from collections import Counter

import pytest
from stories import BRIDGE, METEOR, WHALE, made_up

from dedup.detect import find_duplicates
from dedup.model import Article, Relation
from dedup.repeats.repeats_of import MOST_PAIRS


def test_three_copies_of_a_text_in_one_article_are_three_pairs_of_regions():
    text = "\n\n".join([BRIDGE, METEOR, BRIDGE, WHALE, BRIDGE])
    found = find_duplicates([Article("a", text)]).repeats
    places = [text.index(BRIDGE), text.index(BRIDGE, 10), text.rindex(BRIDGE)]
    pairs = [(repeat.first[0], repeat.second[0]) for repeat in found]
    assert pairs == [(places[0], places[1]), (places[0], places[2]), (places[1], places[2])]
    assert {str(repeat.relation) for repeat in found} == {"identical"}


@pytest.mark.parametrize("copies", [2, 3, 4, 7, 11, 20])
@pytest.mark.parametrize("between", ["\n\n", " "])
def test_copies_right_behind_one_another_are_told_apart(copies, between):
    text = between.join([BRIDGE] * copies)
    found = find_duplicates([Article("a", text)]).repeats
    places = [k * (len(BRIDGE) + len(between)) for k in range(copies)]
    pairs = [(repeat.first[0], repeat.second[0]) for repeat in found]
    assert pairs == [(one, two) for one in places for two in places if one < two]


def test_none_is_lost_where_many_articles_hold_many_copies():
    blogs = [Article(f"blog{k:02}", "\n\n".join([made_up(k, 40)] * 9)) for k in range(60)]
    found = find_duplicates(blogs).repeats
    assert Counter(repeat.article for repeat in found) == {blog.id: 36 for blog in blogs}


def test_copies_with_small_errors_right_behind_one_another_are_told_apart():
    text = "\n\n".join([BRIDGE, BRIDGE.replace("deep", "wide"), BRIDGE.replace("deep", "fine")])
    found = find_duplicates([Article("a", text)]).repeats
    assert len(found) == 3
    assert all(repeat.first[1] <= repeat.second[0] for repeat in found)


def test_of_very_many_copies_each_is_told():
    found = find_duplicates([Article("a", "\n\n".join([BRIDGE] * 40))]).repeats
    assert {repeat.second[0] for repeat in found} == {k * (len(BRIDGE) + 2) for k in range(1, 40)}
    assert len(found) <= MOST_PAIRS


def test_a_chinese_sentence_that_stands_twice_is_a_repeat():
    sentence = "临江市消防部门周三表示，位于城东的一家家具厂当天凌晨发生火灾，造成三名工人死亡，另有七人受伤。"
    others = "市长在现场要求全面排查木材加工企业的安全隐患。附近居民连夜疏散到滨河小学的体育馆。"
    [repeat] = find_duplicates([Article("a", sentence + others + sentence)]).repeats
    again = len(sentence + others)
    assert (repeat.first, repeat.second) == ((0, len(sentence) - 1), (again, again + len(sentence) - 1))


def test_a_teaser_before_its_whole_text_is_not_a_repeat_of_all_that_follows():
    words = made_up(3, 900).split()
    teaser = " ".join(words[:30])
    text = f"{teaser}\nA headline above the whole report\n{' '.join(words)}"
    [repeat] = find_duplicates([Article("a", text)]).repeats
    first, second = (text[slice(*region)].rstrip(".") for region in (repeat.first, repeat.second))
    assert first == second == teaser.rstrip(".")


@pytest.mark.parametrize("between", ["\n", "\nA headline above the whole report\n"])
def test_a_text_cut_off_before_a_full_stop_is_an_excerpt_of_the_whole_text_below_it(between):
    first = ".".join(WHALE.split(".")[:2])
    text = f"{first}{between}{WHALE}"
    [repeat] = find_duplicates([Article("a", text)]).repeats
    assert (str(repeat.relation), repeat.first) == ("excerpt", (0, len(first)))
    assert text[slice(*repeat.second)].endswith(WHALE.rstrip(".\n"))


def test_what_ends_the_line_of_the_first_copy_is_no_headline_of_the_second():
    first = ".".join(WHALE.replace("\n", " ").split(".")[:2])
    whole = WHALE.replace("\n", " ").replace("dusk. Around", "dusk as around")
    text = f"{first} on Tuesday. Read all of it below.\nA headline above the whole\n{whole}"
    [repeat] = find_duplicates([Article("a", text)]).repeats
    assert repeat.second == (text.index("A headline"), len(text) - 1)


def test_a_text_cut_off_at_the_end_of_a_wrapped_line_is_an_excerpt():
    lines = textwrap.wrap(WHALE, 60)
    cut = next(k for k in range(len(lines) // 2, len(lines)) if lines[k][0].islower())
    first, whole = "\n".join(lines[:cut]), "\n".join(lines)
    [repeat] = find_duplicates([Article("a", f"{first}\n{whole}")]).repeats
    assert str(repeat.relation) == "excerpt"


@pytest.mark.parametrize("end", [".", "!", ".”"])
def test_whole_sentences_that_stand_twice_are_not_cut_off(end):
    first = ".".join(WHALE.split(".")[:3]) + end
    rest = ".".join(WHALE.split(".")[3:])
    [repeat] = find_duplicates([Article("a", f"{first}\n{first}{rest}")]).repeats
    assert str(repeat.relation) == "identical"


def test_copies_of_the_first_of_three_are_a_pair_as_well():
    copy = (
        "The council will spend {} million pounds on a flood wall along the river after two winters in which cellars "
        "stood under water. Work is to start in {} and last until the autumn, an engineer told residents on Monday."
    )
    between = "Residents welcomed the plan, though some fear for their view of the old mill and the swans."
    text = "\n\n".join([copy.format("4.2", "May"), copy.format("4.5", "May"), between, copy.format("4.2", "June")])
    starts = [k for k in range(len(text)) if text.startswith("The council", k)]
    found = find_duplicates([Article("a", text)]).repeats
    assert [(r.first[0], r.second[0]) for r in found] == [
        (starts[0], starts[1]), (starts[0], starts[2]), (starts[1], starts[2]),
    ]  # fmt: skip


THAI_TEASER = (
    "แมวดำชื่อเฉาก๊วยขึ้นรถโดยสารสายลำปางเมื่อเช้าวันเสาร์ และนั่งไปถึงเชียงใหม่ระยะทาง 92 กิโลเมตรก่อนพนักงานจะพบใต้เบาะหลัง เจ้าของร้านกาแฟ"
    "รับไปดูแลและประกาศหาเจ้าของทางสื่อสังคม"
)


def test_a_thai_text_that_ends_with_a_line_is_not_cut_off_where_its_second_copy_has_a_space():
    again, rest = THAI_TEASER.replace("92", "95"), "เจ้าของมารับกลับในวันรุ่งขึ้นและซื้อกาแฟเลี้ยงทุกคนในร้าน"
    text = f"{THAI_TEASER}\n\nดูภาพ: แมวบนรถโดยสาร\n\n{again} {rest}"
    [repeat] = find_duplicates([Article("a", text)]).repeats
    assert repeat.relation is Relation.NEAR_DUPLICATE
    first, second = text[slice(*repeat.first)], text[slice(*repeat.second)]
    assert (first, second) == (THAI_TEASER, again)


def test_a_thai_text_that_is_cut_off_with_dots_still_is():
    rest = "และประกาศหาเจ้าของทางสื่อสังคม เจ้าของมารับกลับในวันรุ่งขึ้นและซื้อกาแฟเลี้ยงทุกคนในร้าน"
    text = f"{THAI_TEASER}…\n\nแมวบนรถโดยสาร\n\n{THAI_TEASER} {rest}"
    [repeat] = find_duplicates([Article("a", text)]).repeats
    assert text[slice(*repeat.second)].endswith(rest)
