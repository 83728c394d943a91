"""The place that two reports of one event name."""

import pytest

from dedup.events.places import places_of, shared_place


def told(left: str, right: str) -> str:
    """The place as the left text names it."""
    return shared_place(left, right, places_of(left), places_of(right)).name


GAMES = (
    "The games begin\n"
    "The city council said to the press that the games of the year were held {} after three days of rain."
)
LOMBA = "Lomba yang dinanti itu digelar {} dan ditonton ribuan orang, kata panitia, pekan lalu."


@pytest.mark.parametrize(
    ("left", "right", "place"),
    [
        ("in Den Haag", "in Den Haag", "Den Haag"),
        ("in San Bernardino, California,", "at San Bernardino, California,", "San Bernardino, California"),
        ("in Harwick on Tuesday", "in Harwick", "Harwick"),
        ("in May", "in May", ""),
        ("near NATO", "in NATO", ""),
        ("in Lowick", "in Dunmore", ""),
        *((f"in {name}", f"in {name}", name) for name in (
            "Rio de Janeiro", "Frankfurt am Main", "St. Petersburg", "Port-au-Prince", "Côte d'Ivoire", "King's Lynn",
            "Stratford-upon-Avon", "Bosnia and Herzegovina", "Newcastle upon Tyne", "Santa Cruz de Tenerife",
        )),
        ("in Harwick and the mayor", "in Harwick and the mayor", "Harwick"),
        ("in Dunmore, Harwick and Lowick", "in Dunmore, Harwick and Lowick", ""),
        ("in Texas oil fields", "in Texas oil fields", ""),
        ("in Cyclops Corp", "in Cyclops Corp", ""),
        ("in Dunmore Cup", "in Dunmore Cup", ""),
        ("in City", "in City", ""),
    ],
)  # fmt: skip
def test_all_of_its_name_that_both_have_is_told(left, right, place):
    assert told(GAMES.format(left), GAMES.format(right)) == place
    assert told(GAMES.format(right), GAMES.format(left)) == place


@pytest.mark.parametrize(
    ("left", "right", "place"),
    [
        ("di GOR Samapta, Kota Magelang", "di GOR Samapta, Magelang", "GOR Samapta"),
        ("di Jalan Raya Lenteng Agung", "di Lenteng Agung", "Lenteng Agung"),
        ("di Blok M, Jakarta Selatan,", "di kawasan Blok M, Jakarta Selatan,", "Blok M, Jakarta Selatan"),
        ("di Jl. Jenderal Sudirman", "di Jl. Jenderal Sudirman", "Jl. Jenderal Sudirman"),
        ("di Sirkuit Mugello", "di Sirkuit Catalunya", ""),
        ("di Rp 15.000", "di Rp 15.000", ""),
        ("di Bapak Presiden", "di Bapak Presiden", ""),
        ("di MotoGP Catalunya", "di MotoGP Catalunya", ""),
        ("di Polda", "di Polda", ""),
        ("di Makassar, Belawan, dan Kijing", "di Makassar, Belawan, dan Kijing", ""),
    ],
)
def test_in_indonesian_a_kind_of_place_may_be_left_out_and_is_none_alone(left, right, place):
    assert told(LOMBA.format(left), LOMBA.format(right)) == place


def test_a_heading_in_capitals_is_no_name():
    story = "Boy Found In Harwick Empty House\nThe boy was found {} late at night."
    assert told(story.format("in Harwick"), story.format("near Harwick")) == "Harwick"


def test_both_must_write_of_it_as_of_a_place():
    assert told(GAMES.format("in Dunmore"), GAMES.format("by Dunmore")) == ""
    assert told(LOMBA.format("di Bandung"), LOMBA.format("oleh Persib Bandung")) == ""


def test_datelines_come_first_and_are_told_in_small_letters():
    left = "SURABAYA - Persebaya menjamu Persib, yang kalah di Bandung."
    right = "SURABAYA (Antara) - Persebaya menaklukkan Persib, yang dulu kalah di Bandung."
    assert told(left, right) == "Surabaya"


@pytest.mark.parametrize(
    "said",
    ["Kane of Lowick has money. Kane is rich.", "Kane said so.", "Everybody there, said Kane, knows."],
)
def test_a_name_that_is_used_as_a_persons_is_no_place(said):
    story = f"The shareholders of the bank want to trust in Kane, they wrote. {said}"
    assert told(story, story) == ""


def test_a_particle_of_a_name_is_no_preposition():
    story = "Balapan itu dan latihan dimenangi Fabio di Giannantonio. Di Giannantonio senang, dan Di Giannantonio lega."
    assert told(story, story) == ""


def test_what_stands_far_from_the_beginning_counts_with_a_date_beside_it():
    long = f"{LOMBA.format('besar')} {'Mereka datang dari banyak kota dan desa yang jauh. ' * 20}"
    assert told(f"{long} Ia dilantik di Bali, Selasa (6/2).", LOMBA.format("di Bali")) == "Bali"
    assert told(f"{long} Ia pernah dilantik di Bali.", LOMBA.format("di Bali")) == ""


def test_german_nouns_behind_a_preposition_are_none():
    story = "Die Zahl der Fälle ist {} gestiegen und die Stadt hat reagiert."
    assert told(story.format("in Köln"), story.format("in Köln")) == "Köln"
    assert told(story.format("in Durchschnitt"), story.format("in Durchschnitt")) == ""


def test_nothing_is_told_of_empty_texts():
    assert told("", "") == ""
    assert places_of("In") == []
