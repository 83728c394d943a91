import pytest
from stories import only, relations, seeds

from dedup.detect import find_duplicates
from dedup.model import Relation


@pytest.fixture(scope="module")
def seed_report():
    return find_duplicates(seeds(), workers=1)


def test_of_the_seeds_only_the_two_reports_of_the_bali_meeting_match(seed_report):
    assert relations(seed_report) == {("000", "004"): "same-event"}
    assert seed_report.clusters == []


def test_the_reasons_name_date_place_and_theme(seed_report):
    reasons = only(seed_report.matches).reasons
    assert reasons[0] == "both report 6 February 2024 in Bali"
    assert "share the 12-word passage" in reasons[1]
    assert "Netralitas Aparatur Sipil Negara dalam Bingkai Meritokrasi" in reasons[1]
    assert any("rare terms in common" in reason for reason in reasons)


def test_the_text_that_stands_twice_is_the_only_repeat(seed_report):
    [repeat] = seed_report.repeats
    assert repeat.article == "003"
    assert repeat.relation is Relation.EXCERPT
    text = seeds()[3].text
    assert text[slice(*repeat.first)].startswith("MINANGKABAUNEWS.com, JAKARTA")
    assert repeat.first[1] <= repeat.second[0]
    assert text[slice(*repeat.second)].startswith("Netralitas ASN di Pilkada 2024 Ditekankan demi Birokrasi Bersih")
    assert len(text.rstrip()) - repeat.second[1] <= 1
    assert repeat.words >= 140


def test_same_event_lists_no_changed_facts(seed_report):
    assert only(seed_report.matches).changed == ()


@pytest.mark.parametrize(("days", "wanted"), [(0, "same-event"), (7, "same-event"), (8, None)])
def test_reports_dated_more_than_a_week_apart_are_not_of_one_event(days, wanted):
    first, *_, last = seeds()
    pair = [first._replace(published="2024-02-07"), last._replace(published=f"2024-02-{7 + days:02}")]
    found = relations(find_duplicates(pair, workers=1))
    assert found.get(("000", "004")) == wanted


def test_an_undated_report_is_always_compared():
    first, *_, last = seeds()
    assert relations(find_duplicates([first._replace(published="2019-01-01"), last], workers=1))
