"""Facts that changed places around words that stay are told, both of them; moved text and other orders are not."""

import pytest
from pairs import changes_of

from dedup.model import Article, Relation
from dedup.pair import compare

REST = (
    "The council decided on the future of the swimming pool after a long debate. People who filled the gallery had "
    "asked for more time to find the money, but officers said that the building was no longer safe.",
    "The leader thanked everyone who had come and said that the work on the roof would start in the spring. Lessons "
    "for schools will be held elsewhere until a new site is found.",
)
EXCHANGED = [
    ("number", "The vote was {} to {} there.", "21", "17"),
    ("number", "It rose from {} to {} euros.", "4.20", "4.30"),
    ("number", "It rose from {} to {} euros.", "twenty-one", "twenty-three"),
    ("number", "Wexby Town {} Calder Athletic {}.", "2", "1"),
    ("number", "The collapse left {} dead and {} hurt.", "7", "23"),
    ("number", "Lee Kay, {}, and Ann Poe, {}, came.", "41", "35"),
    ("number", "Der Rat stimmte mit {} gegen {} Stimmen zu.", "21", "17"),
    ("number", "Le conseil a voté par {} voix contre {}.", "29", "14"),
    ("number", "Harga naik dari {} menjadi {} per kilo.", "Rp4.200", "Rp5.100"),
    ("number", "Цена выросла с {} до {} рублей.", "42", "57"),
    ("number", "القتلى {} والجرحى {} هناك.", "7", "23"),
    ("number", "议会以{}票对{}票通过。", "21", "17"),
    ("number", "Net income was {} dlrs vs {} dlrs.", "16,700", "14,200"),
    ("number", "Sales rose to {} billion from {} billion.", "13.76", "10.22"),
    ("date", "It closes from {} until {}.", "Tuesday", "Friday"),
    ("date", "It runs from {} to {}.", "August 8, 1987", "May 5, 1991"),
    ("date", "It closes from {} until {}.", "3 May", "5 June"),
    ("date", "It closes from {} until {} there.", "March", "May"),
    ("date", "営業は{}から{}まで。", "3月5日", "3月8日"),
    ("name", "{} has sued {} over it.", "Peter Lansdale", "Roy Ettrick"),
    ("name", "The minister {} met the builder {} there.", "Ann Lee", "Eve Lee"),
    ("name", "The ferry sailed from {} to {} then.", "Merak", "Bakauheni"),
    ("name", "Kemarin {} menggugat {} di sana.", "Bank Central Asia", "Prabowo Subianto Djojohadikusumo"),
    ("name", "{} mengalahkan {} dua kali.", "Jakarta", "Bandung"),
    ("name", "On Sunday the fans of {} beat {} by noise.", "West Ham", "Crystal Palace"),
    ("name", "Am Sonntag hat {} gegen {} in einem engen Spiel gewonnen.", "Dunmore", "Harwick"),
    ("name", "El domingo el {} ganó al {} en un partido.", "Dunmore", "Harwick"),
    ("name", "{} beat {} there.", "Arsenal", "Chelsea"),
    ("name", "Then {} played 2-1 at {} there.", "Arsenal", "Chelsea"),
]
NOTHING = [
    ("It closes {} and {}.", "Tuesday", "Friday"),
    ("Talks with {} and {} went on.", "France", "Germany"),
    ("Talks with {}, Germany and {} went on.", "France", "Spain"),
    ("They see {}, {} and Lyde.", "Dunmore", "Harwick"),
    ("See {} v {} now.", "Dunmore", "Harwick"),
    ("Gespräche in {} und in {} gab es.", "Frankreich", "Spanien"),
    ("Kota {} dan Kota {} ikut.", "Jakarta", "Bandung"),
    ("Dans les années {} et {} il y a eu.", "2014", "2016"),
    ("في عامي {} و{} هناك", "2014", "2016"),
    ("There were {} or {} of them.", "17", "21"),
    ("{} 0 {} 0 was the score.", "Arsenal", "Chelsea"),
    ("{} and {} won.", "Lee (Poland)", "Poe (Norway)"),
    ("{} and {} won.", "Lee of Poland", "Poe of Norway"),
    ("They sold {} and {}.", "40 cars", "17 vans"),
    ("{}, {}.", "Wexby Town 2 Calder Athletic 1", "Barton 3 Sutton 0"),
    ("Wexby {} and {}.", "won 3-1 in May", "lost 2-0 in June"),
    ("So {} und {} sagten es.", "der Mann", "die Frau"),
    ("It began {} {}.", "on Monday 5 May", "in Lyon"),
]
COUNTED = [
    ("{} were killed and {} hurt.", "{} were hurt and {} killed.", "Seven", "23"),
    ("Bei dem Unfall gab es {} Tote und {} Verletzte.", "Bei dem Unfall gab es {} Verletzte und {} Tote.", "7", "23"),
    ("{} orang tewas dan {} luka.", "{} orang luka dan {} tewas.", "Tujuh", "23"),
    ("In 2014 it killed {}, and hurt {} there.", "In 2014 it hurt {}, and killed {} there.", "7", "23"),
]


def told(left: str, right: str) -> list[tuple[str, ...]]:
    """What is told of two sentences in one story."""
    return [tuple(change) for change in changes_of(*(" ".join([REST[0], text, REST[1]]) for text in (left, right)))]


@pytest.mark.parametrize(("what", "form", "one", "other"), EXCHANGED)
def test_facts_that_changed_places_are_told_in_order(what, form, one, other):
    assert told(form.format(one, other), form.format(other, one)) == [(what, one, other), (what, other, one)]


@pytest.mark.parametrize(("form", "one", "other"), NOTHING)
def test_moved_text_and_the_order_of_a_list_tell_nothing(form, one, other):
    assert told(form.format(one, other), form.format(other, one)) == []


def test_a_list_of_three_in_another_order_tells_nothing():
    assert told("They met France, Spain and Peru.", "They met Spain, Peru and France.") == []


@pytest.mark.parametrize(("left", "right", "one", "other"), COUNTED)
def test_numbers_of_what_changed_places_are_told(left, right, one, other):
    pair = [("number", one, other), ("number", other, one)]
    assert told(left.format(one, other), right.format(one, other)) == pair


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Said in 2014. Cars sold 17 times more than vans.", "Said in 2014. Vans sold 17 times more than cars."),
        ("It is old and 17 new.", "It is new and 17 old."),
        ("Smoke from 2 ships hid land for 5 days.", "Land from 2 ships hid smoke for 5 days."),
    ],
)  # fmt: skip
def test_words_that_changed_places_without_being_counted_tell_no_number(left, right):
    assert told(left, right) == []


def test_an_exchange_beside_another_edit_is_told():
    found = told("By 21 votes to 17 on Tuesday they said no.", "By 17 votes to 21 on Friday they said no.")
    assert found == [("number", "21", "17"), ("number", "17", "21"), ("date", "Tuesday", "Friday")]


@pytest.mark.parametrize(
    ("form", "one", "other"),
    [
        ("Members backed the closure by {} votes to {}.", "21", "17"),
        ("The price rose from {} to {} euros.", "4.20", "5.10"),
        ("It closes on {} and opens on {}.", "Tuesday", "Friday"),
        ("Wexby Town {} Calder Athletic {} was the score.", "2", "1"),
    ],
)
def test_a_short_text_in_which_two_facts_changed_places_is_a_copy(form, one, other):
    text = "{} " + form + " The leader thanked everyone who had come and said that the work would start in the spring."
    lead = "The council decided on the pool on Wednesday evening after a long debate."
    articles = [Article(name, text.format(lead, *pair)) for name, pair in (("a", (one, other)), ("b", (other, one)))]
    found = compare(*articles)
    assert found.match is not None
    assert found.match.relation == Relation.NEAR_DUPLICATE
    assert [(change.left, change.right) for change in found.changed] == [(one, other), (other, one)]


def test_a_short_text_of_another_day_in_which_two_facts_changed_places_is_a_form():
    text = "Members of the council of Wexby voted on the sale of the old hall by the river, and it was {} votes to {}."
    days = (("a", "2024-03-01", ("21", "17")), ("b", "2024-03-08", ("17", "21")))
    found = compare(*(Article(name, text.format(*votes), published=day) for name, day, votes in days))
    assert found.match is not None
    assert found.match.relation == Relation.TEMPLATE
