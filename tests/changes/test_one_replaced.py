"""One fact replaced where the alignment of two texts is at its weakest: at their ends, and in what stands twice."""

import pytest
from pairs import changes_of

BODY = (
    "said that effective today it had cut its contract prices for crude oil by 1.50 dollars a barrel. The reduction "
    "brings its posted price for the benchmark grade to 16 dollars, the company said in the evening, and buyers along "
    "the coast were told of it by telephone before the markets closed."
)
HEADLINE = "Harbour council sends 312 boxes of apples to the schools of {} before winter"
REPORT = (
    "The council met in the old hall and heard what the gardeners had to say about the year, which was wet. "
    "Nobody spoke against the plan. The boxes will be carried by cart, and the carts are painted yellow."
)


def told(left, right):
    """The changes of a pair, which are the same turned round."""
    return [tuple(change) for change in changes_of(left, right)]


@pytest.mark.parametrize(
    ("one", "other"),
    [("Diamond Shamrock Corp", "Kingston"), ("Hartley", "Norco Trading"), ("Dunmore Shipping Lines", "Halden Foods")],
)
def test_a_name_with_which_both_texts_begin_is_told_whatever_its_length(one, other):
    assert told(f"{one} {BODY}", f"{other} {BODY}") == [("name", one, other)]


def test_a_name_with_which_both_texts_end_is_told_whatever_its_length():
    assert told(f"It {BODY} Professor Aldous Merino", f"It {BODY} Kingston") == [
        ("name", "Professor Aldous Merino", "Kingston")
    ]


@pytest.mark.parametrize("number", ["111.2", "1,415", "16"])
def test_a_number_of_another_length_is_told_where_the_text_has_the_old_one_again(number):
    text = f"It {BODY} A freeze on some {{}} billion crowns of trade followed. {REPORT} It had been 15 billion crowns."
    assert told(text.format(15), text.format(number)) == [("number", "15", number)]


def test_a_change_in_a_headline_that_the_text_repeats_is_told():
    headline = HEADLINE.format("Harwick")
    text = f"{headline} {REPORT}"
    assert told(f"{headline}\n{text}", f"{HEADLINE.format('Dunmore')}\n{text}") == [("name", "Harwick", "Dunmore")]


@pytest.mark.parametrize(("day", "days"), [("8 May 2026", "13-14 June 2026"), ("Sunday (26/4/2026)", "28-29 May")])
def test_a_day_and_a_range_of_days_are_one_change(day, days):
    text = f"It {BODY} The fair on {{}} was put off. {REPORT}"
    assert told(text.format(day), text.format(days)) == [("date", day, days)]


@pytest.mark.parametrize(
    ("what", "old", "new"),
    [
        ("name", "Dunmore Shipping Lines", "Halden"),
        ("name", "Dunmore Shipping Lines", "Orme Coal Works Ltd"),
        ("date", "31 December 2026", "Wednesday 20 May 2026"),
    ],
)
def test_what_stands_elsewhere_too_is_told_where_it_was_replaced(what, old, new):
    text = f"{REPORT} For the boxes the council asked {{}} in a letter that nobody had read. It {BODY} "
    text += f"The name of {old} was painted on a wall, said the gardeners, who had a wet year and wanted a dry one."
    assert told(text.format(old), text.format(new)) == [(what, old, new)]
