"""The facts that two reports of one event have in common."""

from profiled import SEEDS

from dedup.events.common_facts import common_facts


def test_common_facts_name_the_date_the_place_and_the_people():
    found = common_facts(*(SEEDS[k].read_text(encoding="utf-8") for k in (0, 4)))
    assert found.dates == ("2024-02-06",)
    assert found.places == ("Bali",)
    assert "Abdullah Azwar Anas" in found.names
    assert len(found.terms) >= 9
    assert common_facts("", "") == ((), (), (), ())


def test_common_facts_keep_the_calendars_apart():
    assert common_facts("في 15 رمضان 1445", "يوم 15 رمضان").dates == ("AH 1445-09-15",)
    assert common_facts("في 15 رمضان", "on 15 September").dates == ()
