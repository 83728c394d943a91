"""Which of two texts came first: kin, credit, time, and when nobody can tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.credit import gives_credit, is_repeat
from dedup.findings.direction import direction
from dedup.model import Article, Match, Relation

STORY = "The old bridge closes on Monday, the council said. Repairs last until autumn."


def match(relation=Relation.NEAR_DUPLICATE, containment=(0.9, 0.9)):
    return Match("a", "b", relation, 0.9, 0.8, containment, 0.9, (), (), ())


def first(left, right, found=None):
    return direction(left, right, found or match())


def article(name="a", text=STORY, **known):
    return Article(name, text, **known)


def test_earlier_time_came_first():
    left, right = article(published="2024-02-06T10:30:00Z"), article("b", published="2024-02-06T08:00:00Z")
    assert first(left, right) == ("right", ("right was published 2 h 30 min earlier",))
    assert first(right, left) == ("left", ("left was published 2 h 30 min earlier",))


def test_zones_are_reckoned_with():
    left, right = article(published="2024-02-06T10:00:00+07:00"), article("b", published="2024-02-06T05:00:00Z")
    assert first(left, right) == ("left", ("left was published 2 h earlier",))


def test_times_without_zone_are_taken_for_the_same_zone_and_said_so_where_it_matters():
    left, right = article(published="2024-02-06T10:00"), article("b", published="2024-02-06T09:00")
    assert first(left, right) == ("right", ("right was published 1 h earlier, if both times are of one zone",))
    of_one_source = first(left._replace(source="The Post"), right._replace(source="The Post"))
    assert of_one_source == ("right", ("right was published 1 h earlier",))
    long_before = right._replace(published="2024-02-01T09:00")
    assert first(left, long_before) == ("right", ("right was published 5 days earlier",))


def test_a_time_with_zone_beside_one_without_decides_only_beyond_the_width_of_all_zones():
    left = article(published="2024-02-06T10:00:00Z")
    assert first(left, article("b", published="2024-02-06T02:00:00")).first == ""
    assert first(left, article("b", published="2024-02-05T10:00:00")).first == "right"


def test_the_same_day_without_times_cannot_be_told():
    left, right = article(published="2024-02-06"), article("b", published="2024-02-06T08:00:00Z")
    assert first(left, right) == ("", ("both were published on the same day",))


def test_days_decide_where_a_time_is_missing():
    left, right = article(published="2024-02-06"), article("b", published="2024-02-09T08:00:00Z")
    assert first(left, right) == ("left", ("left was published 3 days earlier",))


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        ("", "", "neither has a date"),
        ("2024-02-06", "", "right has no date"),
        ("soon", "2024-02-06", "left has no date"),
    ],
)
def test_without_dates_it_cannot_be_told(left, right, reason):
    assert first(article(published=left), article("b", published=right)) == ("", (reason,))


def test_whoever_credits_the_other_came_later():
    left = article(text=f"JAKARTA (Antara) - {STORY}", source="The Post")
    side, reasons = first(left, article("b", source="Antara"))
    assert side == "right"
    assert reasons[0] == "left credits Antara, the source of right"


def test_the_credit_line_of_the_record_counts():
    assert first(article(source="dpa"), article("b", source="Tagblatt", credit="Mit Material von DPA")).first == "left"


def test_two_articles_of_one_source_give_no_credit_to_each_other():
    left, right = article(text=f"LONDON (Reuters) - {STORY}", source="Reuters"), article("b", source="reuters")
    assert first(left, right) == ("", ("neither has a date",))


def test_common_agency_is_named_and_the_time_still_counts():
    left = article(source="The Post", credit="Antara", published="2024-02-06")
    right = article("b", source="Daily", credit="antara", published="2024-02-08")
    assert first(left, right) == (
        "left",
        ("both credit Antara and may have it from there", "left was published 2 days earlier"),
    )


def test_kin_tells_who_came_from_whom():
    left, right = article(kin=("urn:b",)), article("urn:b")
    assert first(left, right).first == "right"
    assert first(right, left).first == "left"
    assert first(left, article("x", url="urn:b")).first == "right"


def test_evidence_that_contradicts_itself_decides_nothing():
    left = article(text=f"JAKARTA (Antara) - {STORY}", source="The Post", published="2024-02-06T08:00:00Z")
    right = article("b", source="Antara", published="2024-02-06T10:00:00Z")
    side, reasons = first(left, right)
    assert side == ""
    assert reasons[-1] == "these contradict each other"
    assert len(reasons) == 3


def test_containment_is_named_and_decides_nothing():
    side, reasons = first(article(), article("b"), match(Relation.EXCERPT, (0.95, 0.2)))
    assert side == ""
    assert reasons[-1] == "left may be cut from right, or right may have grown out of left"
    assert direction(article(), article("b"), match(Relation.OVERLAP, (0.95, 0.2))).reasons == ("neither has a date",)


@given(st.text(), st.text(), st.text(), st.text())
def test_any_text_in_any_field_gives_an_answer_that_turns_with_the_sides(date, other_date, source, text):
    left, right = article(published=date, source=source), article("b", text, published=other_date, source="x y")
    turned = {"left": "right", "right": "left", "": ""}
    assert first(right, left).first == turned[first(left, right).first]


@pytest.mark.parametrize(
    "text",
    [
        f"JAKARTA (Antara) - {STORY}",
        f"Jakarta, ANTARA — {STORY}",
        f"{STORY} (antara)",
        f"{STORY}\nSumber: Antara",
        f"{STORY} [Antara/AFP]",
    ],
)
def test_agencies_are_found_where_they_sign(text):
    assert gives_credit(article(text=text), "Antara")


@pytest.mark.parametrize(
    "text",
    [
        "",
        STORY,
        f"Antara reported: {STORY}",
        f"A first sentence that is long and says that Antara was the first to report it - {STORY}",
        f"JAKARTA (Antaranews) - {STORY}",
        f"{STORY} It told Antara so. {STORY * 3}",
    ],
)
def test_a_name_in_the_story_is_no_credit(text):
    assert not gives_credit(article(text=text), "Antara")
    assert not gives_credit(article(text=text), " ")


@pytest.mark.parametrize(
    "title", ["REPEAT: Bridge", "REPEAT-Bridge to close", "RPT-Bridge", "(REPEAT) Bridge", "RPT 1 - Bridge"]
)
def test_repeats_are_known_by_their_word(title):
    assert is_repeat(article(title=title))
    assert is_repeat(article(text=f"{title} {STORY}"))


@pytest.mark.parametrize("title", ["Repeat: Bridge", "REPEATED: Bridge", "Bridge REPEAT", "REPEATOFFENDER", ""])
def test_other_titles_are_no_repeats(title):
    assert not is_repeat(article(title=title))
