"""Of two copies whose heads were written anew the days of the news are told, but no day that both texts name."""

import pytest
from stories import made_up

from dedup.detect import find_duplicates
from dedup.model import Article, Change, Relation
from dedup.pair import compare

BODY = (
    "The inspectors went through the kitchens of the school, asked the cooks how the milk was kept, and looked into "
    "the cellar where the flour is stored. They found the drains in order and the fridges cold enough. The ministry "
    "says that every school of the province will be seen before the summer, and that the reports are read by parents, "
    "teachers and the cooks themselves. Nobody has to fear for a job. Who throws away spoilt food in time is praised, "
    "and who needs a new stove can ask for one. The money comes from the sale of an old mill beside the river."
)
HEADS = (
    "Clean kitchens delight Tom Ashe. Tom Ashe of the ministry saw Harwick{}, where the mayor met him at the gate.",
    "Ashe carries on in Dunmore{}. A brass band, forty children and a nervous goat greeted the visitor.",
)
THAI = (
    "เจ้าหน้าที่ได้ตรวจครัวของโรงเรียน สอบถามแม่ครัวเกี่ยวกับการเก็บนม และดูห้องใต้ดินที่เก็บแป้ง พบว่าท่อน้ำและตู้เย็นอยู่ในสภาพดี "
    "กระทรวงกล่าวว่าจะตรวจโรงเรียนทุกแห่งในจังหวัดก่อนฤดูร้อน และรายงานจะถูกส่งให้ผู้ปกครอง ครู และแม่ครัวอ่าน "
    "ผู้ที่ทิ้งอาหารเสียทันเวลาจะได้รับคำชมเชย ส่วนผู้ที่ต้องการเตาใหม่สามารถขอได้ เงินมาจากการขายโรงสีเก่าริมแม่น้ำ"
)
THAI_HEADS = ("ครัวสะอาดที่ชัยภูมิ นายสมชายลงพื้นที่{}โดยมีนายกเทศมนตรีต้อนรับ ", "ตรวจต่อที่สุรินทร์{}วงดนตรีและเด็กสี่สิบคนมาต้อนรับแขก ")


def dates(one: str, other: str, body: str = BODY, heads: tuple[str, str] = HEADS, end: str = "") -> list[Change]:
    left, right = f"{heads[0].format(one)} {body}", f"{heads[1].format(other)} {body}{end}"
    match = compare(Article("a", left), Article("b", right)).match
    assert match.relation == Relation.NEAR_DUPLICATE
    return [change for change in match.changed if change.what == "date"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (" on 27 February 2023", " on 2 March 2023"),
        (" on February 27", " on Thursday, March 2"),
        (" on 27 February 2023", " on 27 February 2024"),
        (" on Monday, 27 February", " from 2 to 6 March"),
    ],
)
def test_the_days_of_the_news_are_told(one, other):
    (told,) = dates(one, other)
    assert (told.left, told.right) == tuple(
        side.removeprefix(" on ").removeprefix(" from 2 to ") for side in (one, other)
    )


@pytest.mark.parametrize("other", ["วันที่ 2 มีนาคม 2566 เวลา 9 น. ", "วันพฤหัสบดีที่ 2 มีนาคม 2566 ", "เมื่อวันที่ 2 มี.ค. 66 "])
def test_they_are_told_in_scripts_without_spaces(other):
    (told,) = dates("วันที่ 27 กุมภาพันธ์ 2566 ", other, THAI, THAI_HEADS)
    assert told.left == "27 กุมภาพันธ์ 2566"
    assert told.right in other


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (" on 27 February", " on 27 February 2023"),
        (" on 27 February", " on 2 March, three days after 27 February"),
        (" on 27 February 2023", " on 2 March 2023 as planned since Monday"),
        (" on Monday, 27 February", " on 2 March as planned since Monday"),
        (" on 27 February", " on 2 March (first on 27/2/23)"),
        (" on 27 February", " on 2 March (first on 2023-02-27)"),
        (" on 27 February 2023", " as on 4 April 1949"),
        (" on 5 March", " from 2 to 6 March"),
        (" on 1 March", " from 27 February until 2 March"),
        (" on 27 February", " as on 4 April 1949"),
        (" on Monday, a week after 20 February", " on 2 March"),
        (" on 27 February", ""),
        (" on 27 February 2023", " on 8 Ramadan 1444"),
    ],
)
def test_a_day_that_both_name_or_that_is_none_of_the_news_is_not_told(one, other):
    assert [change for change in dates(one, other) if change.left and change.right] == []
    assert [change for change in dates(other, one) if change.left and change.right] == []


@pytest.mark.parametrize("other", ["วันที่ 2 มีนาคม (27 ก.พ. 66) ", "วันที่ 2 มีนาคม (27/2/66) "])
def test_nor_is_a_day_with_a_short_year_of_the_buddhist_calendar(other):
    assert dates("วันที่ 27 กุมภาพันธ์ 2566 ", other, THAI, THAI_HEADS) == []


def test_a_day_may_be_named_at_the_end():
    assert dates(" on 27 February", " on 2 March", end=" The first visit was on 27 February.") == []


def test_two_reports_with_a_date_in_common_are_of_one_day():
    body = f"{BODY} The rule has been in force since 20 March."
    assert dates(" on 27 March", " as on 19 March", body) == []


def test_a_day_behind_the_lead_is_none_of_the_news():
    late = (f"{BODY} It was on {day}." for day in ("27 February", "2 March"))
    left, right = (head.format("") + " " + text for head, text in zip(HEADS, late, strict=True))
    told = compare(Article("a", left), Article("b", right)).match.changed
    assert [change for change in told if change.what == "date"] == [Change("date", "27 February", "2 March")]


def test_of_an_excerpt_no_days_are_told():
    whole = f"{HEADS[0].format(' on 27 February')} {BODY}"
    part = f"On 2 March it was said again. {BODY[:300]}"
    match = compare(Article("a", whole), Article("b", part)).match
    assert match.relation == Relation.EXCERPT
    assert [change for change in match.changed if change.left and change.right] == []


def test_a_date_that_is_furniture_hides_the_day_of_the_news():
    pages = [Article(f"p{k}", f"Harwick Post, 1 May 2024, page one\n{made_up(k, 60)}") for k in range(8)]
    pair = [
        Article(name, f"Harwick Post, 1 May 2024, page one\n{head.format(day)} {BODY}")
        for name, head, day in zip("ab", HEADS, (" on 2 March 2024", " on 9 March 2024"), strict=True)
    ]
    [match] = [match for match in find_duplicates([*pages, *pair]).matches if match.left == "a"]
    assert [change for change in match.changed if change.what == "date" and change.left and change.right] == []


def test_of_a_form_the_days_are_told_and_no_weekday_beside_them():
    form = (
        "{} will sell bills for {} million francs under an accord of {} days, dealers said. The paper {} and yields {} "
        "percent for banks that buy it with cash. A surplus of {} million is expected in the market of Almeda."
    )
    one = form.format("The Bank of Almeda", 500, 32, "will mature on Saturday, 2 May 1987,", "3.8", 1750)
    two = form.format("As it says itself, the Bank of Almeda", 300, 29, "matures on 24 April 1987", "4.1", 350)
    match = compare(Article("a", one, published="1987-03-30"), Article("b", two, published="1987-03-25")).match
    assert match.relation == Relation.TEMPLATE
    assert Change("date", "Saturday, 2 May 1987", "24 April 1987") in match.changed
