"""Short notices of one form about something else are no copies; whatever is told of one subject is."""

import random

import pytest

from dedup.detect import find_duplicates
from dedup.model import Article, Relation
from dedup.pair import compare

PAYOUT = "Qtly div {} cts vs {} cts prior. Pay {}. Record April {}."
LISTED = "The {} said it has {} the common stock of {}, which had {}traded over the counter."
RAISED = (
    "{} said it raised the contract price it will pay for {}crude oil 50 cents a barrel, effective today. The increase "
    "brings its posted price for the benchmark grade to 17.50 dollars a barrel. {} last changed its postings on "
    "March 4{}."
)
CRASH = (
    "{} people died and {} were hurt when a bus left the road near Lyon on Monday, police said. The bus was on its way "
    "from Turin with school classes when the driver lost control on wet ground. {}"
)


def relation(one: tuple[str, str], other: tuple[str, str], days: str = "", source: str = "") -> Relation | None:
    """The relation of two articles, each a title and a text, published on one day or on those that are named."""
    first, last = days.split() if days else ("2024-03-04T09:00", "2024-03-04T11:00")
    sources = source.split() or ("", "")
    found = compare(
        Article("a", one[1], title=one[0], published=first, source=sources[0]),
        Article("b", other[1], title=other[0], published=last, source=sources[1]),
    )
    return found.match.relation if found.match else None


def payouts(one: str, other: str, day: str = "Three") -> Relation | None:
    return relation((one, PAYOUT.format(10, 10, "April 30", 10)), (other, PAYOUT.format(10, 10, "April 30", day)))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("AUGAT INC SETS QUARTERLY DIVIDEND", "BANK OF WALLINGFORD PAYOUT", Relation.TEMPLATE),
        ("Quarterly dividend of Augat", "Quarterly dividend of Ryland", Relation.TEMPLATE),
        ("AUGAT INC SETS QUARTERLY DIVIDEND", "CORRECTED - AUGAT PAYOUT", Relation.NEAR_DUPLICATE),
        ("AUGAT INC SETS QUARTERLY DIVIDEND", "AUGATT PAYOUT", Relation.NEAR_DUPLICATE),
        ("AUGAT INC SETS QUARTERLY DIVIDEND", "", Relation.NEAR_DUPLICATE),
        ("General Electric sets dividend", "GE payout", Relation.NEAR_DUPLICATE),
        ("Dividend is set", "Payout", Relation.NEAR_DUPLICATE),
    ],
)
def test_a_text_without_a_name_is_about_what_its_title_names(one, other, expected):
    assert payouts(one, other) is expected


def test_a_text_without_a_name_in_which_no_fact_differs_is_a_copy():
    one, other = PAYOUT.format(10, 10, "April 30", 10), PAYOUT.format(10, 10, "April 30", 10).replace(" prior", "")
    assert relation(("AUGAT SETS DIVIDEND", one), ("RYLAND SETS DIVIDEND", other)) is Relation.NEAR_DUPLICATE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Oxford Energy Co", "begun to trade", "been "), ("Adams-Russell Inc", "listed", "")),
        (("Landmark Technology Corp", "listed", ""), ("Oxford Energy Co", "admitted", "been ")),
    ],
)
def test_another_company_on_another_day_is_something_else(one, other):
    first, last = (LISTED.format("Exchange", words[1], words[0], words[2]) for words in (one, other))
    titles = (f"Exchange lists {words[0]}" for words in (one, other))
    sides = list(zip(titles, (first, last), strict=True))
    assert relation(*sides, "2024-03-04 2024-03-19") is Relation.TEMPLATE


BONDS = (
    "National Dunmore Bank Ltd is issuing a 40 mln Australian dlr eurobond due April 24, 1990 paying 15 pct and priced "
    "at 101-3/8 pct, lead manager Orme Lyde Bank Ltd said. The bond, in denominations of 1,000 and 10,000 dlrs, will "
    "be listed in London. Paydate is April 24 and fees comprise one pct selling concession and 1/2 pct management and "
    "underwriting combined.",
    "Credit Harwick Dunmore is issuing a 40 mln Australian dlr eurobond paying 14-1/2 pct and priced at 101-1/8 pct, "
    "lead manager Kettle Bank Ltd said. The bond is due April 24, 1990 and is guaranteed by Credit Harwick. It will be "
    "available in denominations of 1,000 dlrs and will be listed in Luxembourg. Fees comprise one pct selling "
    "concession with 1/2 pct management and underwriting combined.",
)


@pytest.mark.parametrize("titles", [
    ("NATIONAL DUNMORE BANK PLANS AUSTRALIAN DLR BOND", "CREDIT HARWICK UNIT HAS AUSTRALIAN DOLLAR BOND"),
    ("National Dunmore plans Australian dollar bond", "Bond for Credit Harwick"),
])  # fmt: skip
def test_a_common_word_that_begins_a_name_belongs_to_it_where_the_title_has_it(titles):
    first, last = zip(titles, BONDS, strict=True)
    assert relation(first, last, "2024-03-04 2024-03-12") is Relation.TEMPLATE


@pytest.mark.parametrize("titles", [
    ("German minister Poe calls for an inquiry", "Berlin wants the crash looked into"),
    ("The Greens want an inquiry", "Minister Ann Poe calls for an inquiry"),
])  # fmt: skip
def test_an_adjective_before_a_name_makes_no_other_subject(titles):
    one = CRASH.format("Three", "14", "German Minister Ann Poe called for an inquiry.")
    other = CRASH.format("Five", "19", "Minister Ann Poe called for an inquiry in Berlin.")
    assert relation((titles[0], one), (titles[1], other)) is Relation.NEAR_DUPLICATE


def test_another_ticker_says_so_on_the_same_day():
    one = RAISED.format("Sun Co", "all grades of ", "Sun", "")
    other = RAISED.format("Diamond Shamrock", "", "The company", ", it added")
    titles = "Sun <SUN> raises prices", "Diamond Shamrock <DIA> raises prices"
    assert relation((titles[0], one), (titles[1], other)) is Relation.TEMPLATE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Karl Meier", "47"), ("Paul Schulz", "51")),
        (("Kiev", "3"), ("Kyiv", "5")),
        (("IBM", "3"), ("International Business Machines", "3")),
    ],
)
def test_a_name_put_right_makes_no_other_subject(one, other):
    text = (
        "{0} was named on Tuesday as the place of the next meeting of the association, which has {1} members in the "
        "region and meets twice a year to talk about roads, schools and the price of water in the valley. The last "
        "meeting was called off after two hours because the heating had failed, and nobody wanted to sit in a coat. "
        "This time the hall will be warm, the association promised, and there will be soup for everyone who comes."
    )
    first, last = ((f"{name} is next", text.format(name, count)) for name, count in (one, other))
    assert relation(first, last) is Relation.NEAR_DUPLICATE
    assert relation(first, (last[0], last[1].replace(other[1], one[1])), "2024-03-04 2024-03-05") is (
        Relation.NEAR_DUPLICATE
    )


@pytest.mark.parametrize(
    ("titles", "end"),
    [
        (("Three die in bus crash near Lyon", "Toll of French bus crash rises to five"), "France mourns."),
        (("Bus from Turin crashes", "Five dead in Lyon"), "The cause is not known."),
        (("Bus crash", "Macron calls for inquiry after crash"), "President Emmanuel Macron called for an inquiry."),
    ],
)
def test_an_update_under_another_title_is_a_copy(titles, end):
    one = CRASH.format("Three", "14", "The road is closed.")
    other = CRASH.format("Five", "19", f"The road is closed. {end}")
    assert relation((titles[0], one), (titles[1], other)) is Relation.NEAR_DUPLICATE


def test_the_outlet_is_not_what_a_notice_is_about():
    text = "{} - The harbour bridge will be closed from Monday until {} June for {}, the city council said."
    one, other = text.format("Kompas", 12, "repairs"), text.format("Tempo", 14, "painting")
    titles = "Harbour bridge to close - Kompas", "Harbour bridge to close - Tempo"
    sides = list(zip(titles, (one, other), strict=True))
    assert relation(*sides, "", "Kompas Tempo") is Relation.NEAR_DUPLICATE


def test_scripts_without_capitals_tell_no_names():
    text = "سيفتتح الفريق موسمه بمواجهة جاره في مباراة الكأس على ملعب المدينة الساعة {} مساء اليوم"
    sides = ("أرسنال يبدأ الموسم", text.format(7)), ("تشلسي ينتظر الكأس", text.format(8))
    assert relation(*sides) is Relation.NEAR_DUPLICATE


def test_what_stands_in_the_other_article_is_no_other_subject():
    one = RAISED.format("Sun Co", "all grades of ", "Sun", "")
    other = RAISED.format("Phillips", "", "The company", ", as Sun Co did before")
    titles = "Sun <SUN> raises prices", "Phillips <P> raises prices"
    assert relation((titles[0], one), (titles[1], other)) is Relation.NEAR_DUPLICATE


RELEASES = [
    (
        "Blood donors needed in {}",
        "Blood donors are urged to come forward in {}, where a session will be held on {} at the town hall. NHS Blood "
        "and Transplant said stocks of O negative had fallen to three days. Appointments can be booked on 0300 123 23.",
        ("Frome", "May 14"),
        ("Wells", "May 21"),
    ),
    (
        "Pemadaman Listrik di {}",
        "PLN akan memadamkan listrik di wilayah {} pada {} mulai pukul 09.00 hingga 14.00 WIB karena pemeliharaan "
        "jaringan. Pelanggan diminta mematikan peralatan. PLN memohon maaf dan mengimbau warga memakai PLN Mobile.",
        ("Kudus", "Kamis (8/2/2024)"),
        ("Jepara", "Sabtu (10/2/2024)"),
    ),
    (
        "فصل التيار في {}",
        "تعلن شركة الكهرباء عن فصل التيار في مدينة {} يوم {} من الساعة 9 صباحا حتى 2 ظهرا لإجراء أعمال صيانة دورية. "
        "وتناشد الشركة المواطنين اتخاذ الاحتياطات اللازمة وتعتذر عن أي إزعاج.",
        ("طنطا", "الأحد"),
        ("المنصورة", "الثلاثاء"),
    ),
]


@pytest.mark.parametrize(("title", "text", "one", "other"), RELEASES)
def test_one_release_for_two_towns_is_a_form(title, text, one, other):
    sides = ((title.format(town), text.format(town, day)) for town, day in (one, other))
    assert relation(*sides) is Relation.TEMPLATE


@pytest.mark.parametrize(("title", "text", "one", "other"), RELEASES)
def test_a_town_or_a_day_put_right_makes_no_other_release(title, text, one, other):
    sides = ((title.format(town), text.format(town, one[1])) for town in (one[0], other[0]))
    assert relation(*sides) is Relation.NEAR_DUPLICATE
    sides = ((title.format(one[0]) + more, text.format(one[0], day)) for more, day in (("", one[1]), (" !", other[1])))
    assert relation(*sides) is Relation.NEAR_DUPLICATE


@pytest.mark.parametrize("title", ["{} calls for blood", "Blood donors needed: {} town hall opens its doors"])
def test_a_session_that_was_moved_is_told_of_in_another_title(title):
    _, text, one, other = RELEASES[0]
    sides = (RELEASES[0][0].format(one[0]), text.format(*one)), (title.format(other[0]), text.format(*other))
    assert relation(*sides) is Relation.NEAR_DUPLICATE


CLUBS = ["Dunmore", "Harwick", "Ballyvane", "Halden", "Kettle", "Orme", "Wem", "Lyde", "Frome", "Stade"]
BRIEF = (
    "A man aged 34 has been arrested for robbing a jeweller in the town centre. Police said he took watches worth {} "
    "pounds in the early hours of Sunday. He will appear before a judge on Wednesday."
)


def fixtures(number, day):
    """The matches of a round, each club once."""
    clubs = random.Random(number).sample(CLUBS, len(CLUBS))
    rows = ", ".join(f"{clubs[k]} v {clubs[k + 1]} ({12 + k // 2}:30)" for k in range(0, len(clubs), 2))
    text = f"Fixtures of round {number}. Saturday: {rows}. All times GMT; the referees are named on Friday."
    return Article(f"round {number}", text, f"League fixtures, round {number}", published=f"2024-02-{day:02}")


def test_the_next_issues_of_a_series_are_neither_copies_nor_one_event():
    found = find_duplicates([fixtures(6 + k, 1 + 7 * k) for k in range(4)]).matches
    assert {match.relation for match in found} <= {Relation.TEMPLATE, Relation.OVERLAP}


@pytest.mark.parametrize("titles", [("Robbery in Frome", "Thief caught in Somerset"), ("Man held", "Held in Frome")])
def test_a_figure_put_right_under_another_headline_leaves_a_brief_a_copy(titles):
    one, other = (
        Article(title, BRIEF.format(worth), title, published="2024-05-14")
        for title, worth in zip(titles, ("18,000", "28,000"), strict=True)
    )
    found = compare(one, other).match
    assert found is not None
    assert found.relation is Relation.NEAR_DUPLICATE
    assert [(change.left, change.right) for change in found.changed] == [("18,000", "28,000")]
