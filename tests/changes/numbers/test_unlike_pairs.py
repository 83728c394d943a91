"""Numbers that only their place in two texts pairs: those that are not of one thing are told each alone."""

import pytest

from dedup.changes.numbers.unlike_pairs import are_unlike
from dedup.changes.told_changes import told_changes
from dedup.facts.facts import FIGURE


def spans(left, right):
    """Two texts without the brackets around a number in each, and where it stands."""
    for marked in (left, right):
        yield marked.replace("[", "").replace("]", "")
        yield marked.index("["), marked.index("]") - 1


def is_parted(left, right):
    """Whether two numbers in brackets are parted, after a check of the other direction."""
    one, span, two, other = spans(left, right)
    found = are_unlike(one, span, two, other)
    assert found == are_unlike(two, other, one, span)
    return found


TABLE = "Shr 12 cts vs 10 cts\nNet 4.1 mln vs 3.5 mln\nRevs 98.4 mln vs [75.0] mln\nAvg shrs 5.0 mln vs 4.5 mln"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (TABLE, "Shr 9 cts vs 7 cts\nNet 2.0 mln vs 1.5 mln\nAvg shrs 3.1 mln vs [2.9] mln"),
        ("Rice: [12.500]\nGarlic: 38.000\nOil: 17.000", "Garlic: [36.000]\nOil: 16.500"),
        ("Beras: [12.500]\nBawang: 38.000", "Bawang: [36.000]\nMinyak: 16.500"),
    ],
)
def test_rows_with_other_labels_are_parted_if_a_text_has_both(left, right):
    assert is_parted(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (TABLE, "Shr 9 cts vs 7 cts\nNet 2.0 mln vs 1.5 mln\nSales 61.1 mln vs [52.9] mln"),  # another word for it
        (TABLE, "Shr 9 cts vs 7 cts\nNet 2.0 mln vs 1.5 mln\nRevs 61.1 mln vs [52.9] mln"),
        ("Net profit [12] mln\nRevs 98 mln", "Oper net [14] mln\nNet profit 9 mln"),
        ("Sales 19.1 mln vs [16.8] mln", "Sasles 19.1 mln vs [16.6] mln\nYear\nSales 70.1 mln vs 65.0 mln"),
        ("Rice fell to [12] a kilo, and garlic to 38.", "Garlic fell to [36] a kilo, and rice stayed."),
    ],
)
def test_rows_whose_labels_may_be_one_stay_a_pair(left, right):
    assert not is_parted(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The loan runs for [22] years. It is", "It can then be raised by [200] percent later"),
        ("Laba bersih meningkat [18,59]% menjadi Rp3,7 triliun", "Laba naik dua kali menjadi [Rp2,58] triliun, kata"),
        ("traffic grew, up [51.7] percent over last year", "down from [13.05] billion dollars during the year"),
        ("Sie wogen [12] Kilo im Mittel", "Der Weg ist [40] km lang und steil"),
        ("ไม่เกิน [14,000] บาท ต่อเดือน", "ระยะเวลาไม่เกิน [120] เดือน"),
    ],
)
def test_amounts_of_other_kinds_are_parted(left, right):
    assert is_parted(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("prices rose by [5] percent on Monday", "prices rose by [4] dollars on Monday"),  # between the same words
        ("It was issued at [100] mln stg, due in May", "It was issued at [150] mln dlr on Monday"),
        ("a yield of [7.56] pct, lead manager Lee said", "to yield [93] basis points more than bonds"),
        ("He lost [5] kilos in May", "She lost [11] pounds by June"),
        ("It cost [5] dollars then", "It took [5] hours in all"),  # one number
    ],
)
def test_amounts_of_one_kind_or_place_stay_a_pair(left, right):
    assert not is_parted(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Sebanyak [118] saham menguat", "diperdagangkan sebanyak [1.328.702] kali sepanjang sesi I"),
        ("a bonus on the sale of [13] head of cattle", "a bonus on the sale of [37,000] sacks of flour"),
        ("จำนวน [7] ราย", "ได้โลหิต จำนวน [20,700] ซี.ซี."),
    ],
)
def test_a_thousand_times_as_much_of_something_else_is_parted(left, right):
    assert is_parted(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("killed [12] people in the town", "killed [12,000] on Monday alone"),  # a slip: the same digits
        ("killed [12] people in the town", "killed [14,500] people on Monday"),
        ("is raising [10]\nbillion yen through an issue", "is raising [75] mln dlrs via an issue"),
        ("a net loss of [215] in the year", "a net loss of [1,250,000]; it said"),  # nothing is counted there
        ("a price of [8.951] said the manager", "a price of [7] was named"),
        ("was priced at [99.784] to yield more", "was priced at [97] on Monday"),
        ("Tel. [02] 354 1729 or", "Tel. [023541729] in town"),
        ("about [715] thousand shares", "about [1,200,000] pieces"),
    ],
)
def test_what_may_be_one_amount_stays_a_pair(left, right):
    assert not is_parted(left, right)


def test_numbers_that_are_parted_are_told_each_alone_unless_the_other_text_has_them():
    one, span, two, other = spans("It runs for [22] years. It is", "It can then be raised by [200] percent, it said")
    assert [change[1:] for _, _, change in told_changes(one, two, [(3, FIGURE, *span, *other)])] == [
        ("22", ""),
        ("", "200"),
    ]
    both = f"{two} after 22 years"
    assert [change[1:] for _, _, change in told_changes(one, both, [(3, FIGURE, *span, *other)])] == [("", "200")]
