"""Which reports tell of what came of an event."""

import pytest

from dedup.corpus.corpus import build_corpus
from dedup.detect import find_duplicates
from dedup.events.twins import further_obstacle
from dedup.model import Article
from dedup.params import Params

CODE = 11 + 32 * 3 + 512 * 2025
BLAZE = (
    "Museum tower of Ballyvane burns down\nThe wooden tower of the tram museum in Ballyvane burned down on Tuesday. "
    "Three engines from Dunmore came too late, fire chief Maeve Costigan said. Two trams of 1911 were lost; the "
    "museum put the damage at 640,000 euros. A welder had been at work on the roof."
)
BLAZE_TWIN = (
    "Tram museum loses its tower\nA fire took the wooden tower of the tram museum in Ballyvane on Tuesday, with two "
    "trams of 1911 in it. Fire chief Maeve Costigan said a welder had worked on the roof. The damage is 640,000 "
    "euros. Engines from Dunmore saved the halls beside it."
)
INQUIRY = (
    "Welder charged over the tram museum's tower\nProsecutors charged a welder on Monday over the fire that took the "
    "wooden tower of the tram museum in Ballyvane, with two trams of 1911. The damage was 640,000 euros, and engines "
    "from Dunmore came too late. Fire chief Maeve Costigan is a witness."
)


def obstacles(earlier, later, told=0):
    articles = [
        Article("1", earlier, published="2025-03-11T17:20:00Z"),
        Article("2", later, published="2025-03-17T08:00:00Z"),
    ]
    corpora = build_corpus(articles, Params()), build_corpus(articles[::-1], Params())
    return {bool(further_obstacle(corpus, 0, 1, 5.6, told)) for corpus in corpora}


@pytest.mark.parametrize(
    ("earlier", "later", "is_later"),
    [
        ("A court jailed him on Tuesday.", "He appealed on Monday.", True),
        ("Das Gericht sprach am Dienstag.", "Am Montag legte er Berufung ein.", True),
        ("Hakim memvonisnya pada Selasa (11/3).", "Ia mengajukan banding pada Senin (17/3).", True),
        ("The vote will be on Monday.", "The council voted on Monday.", True),
        ("A court jailed him on Tuesday.", "He was jailed on Tuesday of last week.", False),
        ("A court jailed him on Tuesday.", "He was jailed, and appealed.", False),
        ("A court jailed him on 11 March.", "He was jailed on 11 March and appealed on Monday.", False),
        ("A court will hear him on 17 March.", "A court heard him on 17 March.", True),
        ("A court jails him today.", "He was jailed on 12 March.", False),
        ("A court jailed him.", "He was jailed on 30 February.", False),
        ("حكمت المحكمة في 11 رمضان 1446.", "حكمت المحكمة في 17 رمضان 1446.", False),
    ],
)
def test_the_later_of_two_articles_has_its_news_from_a_later_day(earlier, later, is_later):
    assert obstacles(earlier, later) == {is_later}


@pytest.mark.parametrize(("code", "is_later"), [(CODE, False), (CODE + 6, True), (17 + 32 * 3, True)])
def test_a_date_that_both_tell_is_the_day_of_the_news(code, is_later):
    assert obstacles("A court jailed him.", "On Monday a lawyer said so.", code) == {is_later}


@pytest.mark.parametrize(
    ("text", "published", "wanted"),
    [
        (BLAZE_TWIN, "2025-03-11", ["same-event"]),
        (BLAZE_TWIN, "2025-03-12", ["same-event"]),
        (INQUIRY, "2025-03-17", []),
    ],
)
def test_a_twin_is_of_one_event_and_the_charge_of_another(text, published, wanted):
    first = Article("1", BLAZE, published="2025-03-11", source="Dunmore Post")
    found = find_duplicates([first, Article("2", text, published=published, source="Ballyvane Radio")])
    assert [str(match.relation) for match in found.matches] == wanted
