import pytest

from dedup import Article, compare
from dedup.decide.misread_names import are_one_misread, count_misread

STORY = (
    "俱乐部宣布 Ken Holland 将离开球队，接替他的是 Leon Draisaitl 的前任教练。据当地报纸报道，"
    "这项决定是在上周的会议之后作出的，球员们已经得到通知。Connor McDavid 表示，他感谢这位经理多年来的工作，"
    "并希望新的教练能够带领球队进入决赛。球迷们在体育馆外面等待着更多的消息，Zach Hyman 没有发表评论。"
)


def relation(left, right):
    match = compare(Article("a", left), Article("b", right)).match
    return match and match.relation.value


@pytest.mark.parametrize(
    ("one", "other"),
    [("berlin", "bcrlin"), ("yako daniel", "yaho daniel"), ("pringles", "pri"), ("olaf scholz", "olaf seh0lz")],
)
def test_a_misread_or_cut_off_name_is_the_same(one, other):
    assert are_one_misread(one, other) == are_one_misread(other, one) == (other != "olaf seh0lz")


@pytest.mark.parametrize(
    ("one", "other"), [("bank of york", "bank"), ("team a", "team b"), ("ab", "abc"), ("berlin", "bremen"), ("", "ann")]
)
def test_other_names_and_shorter_ones_are_not_the_same(one, other):
    assert not are_one_misread(one, other)
    assert not are_one_misread(other, one)


def test_each_name_stands_for_one_of_the_other_text():
    assert count_misread(frozenset({"berlin", "paris"}), frozenset({"bcrlin", "berlln", "paris"})) == 1


def test_a_copy_whose_names_are_cut_off_is_no_form():
    scanned = STORY.replace("Holland", "H@lland").replace("Draisaitl", "Drais@itl").replace("Hyman", "Hy@an")
    assert relation(STORY, scanned) == relation(scanned, STORY) == "near-duplicate"


def test_a_form_with_other_names_stays_one():
    other = STORY.replace("Ken Holland", "Paul Maurice").replace("Leon Draisaitl", "Brad Marchand")
    other = other.replace("Zach Hyman", "Seth Jones")
    assert relation(STORY, other) == "template"
