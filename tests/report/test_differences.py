from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.model import Change, Passage
from dedup.report.differences import Differences, differences


def differing(left, right, changed=()):
    """The words that differ in two texts that are one passage."""
    found = differences(left, right, [Passage((0, len(left)), (0, len(right)), 9)], changed)
    return [left[start:end] for start, end in found.left], [right[start:end] for start, end in found.right]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("The rain has not stopped yet", "The rain has now stopped yet", (["not"], ["now"])),
        ("Teams still search there", "Teams no longer search there", (["still"], ["no longer"])),
        ("He was not there", "He was there", (["not"], [])),
        ("Profit rose 12.5 percent", "Profit rose 12.7 percent", (["12.5"], ["12.7"])),
        ("Cabai dijual Rp62.000 di sana", "Cabai dijual Rp71.000 di sana", (["Rp62.000"], ["Rp71.000"])),
        ("They flew an F-16 home", "They flew an F-35 home", (["16"], ["35"])),
        ("On 9/3/2026 it began", "On 10/3/2026 it began", (["9/3/2026"], ["10/3/2026"])),
        ("雨还没有停，搜救继续", "雨已经停，搜救继续", (["还没有"], ["已经"])),
        ("ฝนยังไม่หยุดตก", "ฝนเพิ่งหยุดตก", (["ยังไม่"], ["เพิ่ง"])),
        ("لم يتوقف المطر اليوم", "قد يتوقف المطر اليوم", (["لم"], ["قد"])),
        ("הגשם עוד לא פסק", "הגשם כבר פסק", (["עוד לא"], ["כבר"])),
    ],
)
def test_words_that_the_other_side_lacks_are_found(left, right, expected):
    assert differing(left, right) == expected


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("The rain, has NOT stopped.", "the rain has not – stopped"),
        ("The ra\u00adin has not\u200b stopped", "The rain has not stopped"),
        ("Ｒａｉｎ in Straße", "rain in STRASSE"),
        ("Costs 12,345 now", "Costs 12.345 now"),
        ("", "..."),
    ],
)
def test_what_folding_hides_is_no_difference(left, right):
    assert differing(left, right) == ([], [])


@pytest.mark.parametrize(("left", "right"), [("$5", "€5"), ("10²", "102"), ("<5", "> 5"), ("-6", "6"), ("6", "−6")])
def test_a_fact_told_as_changed_is_marked_though_its_words_are_the_same(left, right):
    texts = [f"Then 5 came, 6 went, -6 too, and {fact} more of the lot stayed" for fact in (left, right)]
    assert differing(*texts) == ([], [])
    assert differing(*texts, [Change("number", left, right)]) == ([left], [right])


def test_of_a_changed_fact_only_the_words_that_differ_are_marked():
    changed = [Change("name", "Court of Jakarta Centre", "Court of Bogor Centre")]
    texts = [f"He stood before the Court of {town} Centre" for town in ("Jakarta", "Bogor")]
    assert differing(*texts, changed) == (["Jakarta"], ["Bogor"])


def test_only_passages_are_looked_at():
    left, right = "Monday. The bridge is open. Ann", "Friday. The bridge is shut. Bob"
    assert differences(left, right, [Passage((8, 27), (8, 27), 4)], []) == Differences(((22, 26),), ((22, 26),))


def test_passages_that_overlap_have_each_stretch_once():
    left, right = "one two six. end", "one two ten, and one two six"
    passages = [Passage((0, 12), (0, 12), 3), Passage((0, 12), (17, 28), 3)]
    assert differences(left, right, passages, []) == Differences(((8, 11),), ((8, 11),))


def test_a_mark_that_cannot_stand_alone_goes_with_its_word():
    assert differing("He said caf\u20dd so", "He said tea so") == (["caf\u20dd"], ["tea"])


TEXT = st.text(st.sampled_from("ab 12.,$-ไม่雨مطر\u0301\u200d\n&;<"), max_size=60)
SPAN = st.tuples(st.integers(0, 60), st.integers(0, 60))


@given(TEXT, TEXT, st.lists(st.builds(Passage, SPAN, SPAN, st.just(1)), max_size=4), st.lists(TEXT, max_size=4))
def test_stretches_are_in_order_and_inside_the_texts(left, right, passages, facts):
    changed = [Change("number", one, two) for one, two in pairwise(facts)]
    for text, spans in zip((left, right), differences(left, right, passages, changed), strict=True):
        places = [place for span in spans for place in span]
        assert places == sorted(set(places))
        assert all(0 <= place <= len(text) for place in places)
