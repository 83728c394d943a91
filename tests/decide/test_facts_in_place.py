import random

import pytest
from pairs import match_of, relation_of
from stories import STORIES, edited

from dedup.model import Relation

HEADS = {
    "derajat": "Prakiraan cuaca untuk hari ini menurut badan meteorologi di seluruh provinsi. Warga diminta waspada.",
    "degrees": "The weather office gave these highs for today in the towns of the county. Rain is expected everywhere.",
    "Grad": "Die Wetterwarte nannte diese Werte für heute in den Orten des Landes. Überall wird Regen erwartet.",
    "degrés": "La station météo a donné ces valeurs pour aujourd'hui dans les villes du pays. On attend de la pluie.",
    "derece": "Meteoroloji bugün ilçelerde beklenen sıcaklıkları açıkladı. Her yerde yağmur bekleniyor.",
    "градусов": "Метеослужба сообщила сегодня ожидаемую температуру в городах области. Везде ожидаются дожди.",
}
SYLLABLES = ["ba", "ne", "do", "ri", "ka", "lu", "mo", "se", "ta", "vi", "gra", "sol", "ven", "tor", "pi"]


def table(unit: str, rows: list[tuple[str, int]]) -> str:
    return HEADS[unit] + "\n" + "\n".join(f"{town}: {figure} {unit}" for town, figure in rows)


def rows_of(rng: random.Random, count: int) -> list[tuple[str, int]]:
    towns: list[str] = []
    while len(towns) < count:
        town = "".join(rng.sample(SYLLABLES, 3)).capitalize()
        towns += [town] if town not in towns else []
    return [(town, rng.randint(18, 35)) for town in towns]


@pytest.mark.parametrize("unit", HEADS)
@pytest.mark.parametrize("count", [8, 14, 25])
def test_a_table_with_other_figures_in_all_rows_is_a_template_though_they_recur(unit, count):
    rng = random.Random(f"{unit} {count}")
    rows = rows_of(rng, count)
    others = [(town, rng.choice([k for k in range(18, 36) if k != figure])) for town, figure in rows]
    match = match_of(table(unit, rows), table(unit, others))
    assert match is not None
    assert match.relation is Relation.TEMPLATE
    changed = {(change.left, change.right) for change in match.changed}
    assert changed == {(str(one), str(other)) for (_, one), (_, other) in zip(rows, others, strict=True)}


@pytest.mark.parametrize("unit", HEADS)
def test_the_same_rows_in_another_order_are_a_copy_without_changes(unit):
    rows = rows_of(random.Random(unit), 12)
    match = match_of(table(unit, rows), table(unit, rows[5:] + rows[:5]))
    assert (match.relation, match.changed) == (Relation.NEAR_DUPLICATE, ())
    assert relation_of(table(unit, rows), table(unit, rows[::-1])) is not Relation.TEMPLATE


MONTHS = ("May", "April", "March", "February", "January")


def test_lines_of_a_list_of_dates_in_another_order_are_no_form():
    rng = random.Random(3)
    lines = [f"{MONTHS[k % 5]} {2019 - k // 5} ({rng.randint(10, 28)})" for k in range(70)]
    parts = [lines[k : k + 7] for k in range(0, 70, 7)]
    rng.shuffle(parts)
    moved = " ".join(line for part in parts for line in part)
    assert relation_of(" ".join(lines), moved) is Relation.NEAR_DUPLICATE


@pytest.mark.parametrize("unit", HEADS)
def test_one_corrected_figure_of_a_table_is_a_correction_though_it_stands_in_another_row(unit):
    rows = rows_of(random.Random(unit), 12)
    figure = next(figure for _, figure in rows[4:] if figure != rows[3][1])
    corrected = [*rows[:3], (rows[3][0], figure), *rows[4:]]
    match = match_of(table(unit, rows), table(unit, corrected))
    assert match.relation is Relation.NEAR_DUPLICATE
    assert len(match.changed) <= 1


def prices(first: int) -> str:
    rows = (f"{weight} gram: Rp {weight * first * 1000:,}" for weight in (1, 2, 3, 5, 10, 25, 50, 100, 250, 500))
    return (
        "Gold prices at the main branch rose on Monday, according to the web page of the company. The list "
        "of prices by weight for this morning follows below.\n" + "\n".join(rows)
    )


def test_labels_of_rows_are_no_kept_facts():
    assert relation_of(prices(1377), prices(1086)) is Relation.TEMPLATE


def test_a_price_list_upside_down_is_a_copy():
    head, *rows = prices(1377).split("\n")
    match = match_of(prices(1377), "\n".join([head, *rows[::-1]]))
    assert match.relation is Relation.NEAR_DUPLICATE


FUEL = (
    "Der Verbrauch von Benzin und Diesel ist im vergangenen Jahr um {} Prozent auf {} Millionen Tonnen gestiegen, "
    "teilte der Verband der Tankstellen mit. Der Preis an der Zapfsäule lag im Mittel bei {} Euro. Der Absatz von "
    "Heizöl nahm um {} Prozent zu, der von Kerosin um {} Prozent. Ein Grund ist nach Ansicht der Fachleute die gute "
    "Lage der Wirtschaft, ein anderer der kalte Winter. In den Lagern der Händler lagen am Ende des Jahres noch {} "
    "Tonnen Heizöl. Der Verband rechnet für die kommenden Monate mit einem Rückgang der Nachfrage und einem Preis "
    "von {} Euro. Die Vertreter der Betriebe forderten von der Regierung eine Senkung der Steuer, die Mitglieder der "
    "Opposition eine Hilfe für die Haushalte mit kleinem Einkommen. Die Ministerin kündigte einen Bericht über die "
    "Entwicklung der Kosten an, der dem Parlament nach der Pause im Sommer vorliegen soll."
)


@pytest.mark.parametrize("seed", range(5))
def test_german_nouns_are_no_kept_names_where_all_figures_are_replaced(seed):
    rng = random.Random(seed)
    one, other = (FUEL.format(*(f"{rng.randint(low, low + 40)},{rng.randint(1, 99)}" for _ in range(7)))
                  for low in (1, 50))  # fmt: skip
    assert relation_of(one, other) is Relation.TEMPLATE
    assert relation_of(one, one.replace("Winter", "Herbst")) is Relation.NEAR_DUPLICATE


def on_site(site: str, titles: tuple[str, str], tags: str, lines: list[str]) -> str:
    """A story with what a site puts around and between its paragraphs."""
    return "\n".join((
        f"{site} Home News Markets Sports", lines[0], f"Read also: {titles[0]}", lines[1], f"Read also: {titles[1]}",
        *lines[2:], tags, f"Follow {site} on all channels and switch notifications on so as not to miss any news.",
    ))  # fmt: skip


def test_a_copy_on_another_site_is_no_form_for_the_titles_and_tags_beside_it():
    lines = [
        "The answer depends of course on what is put on top of it, and there is no rule that says what that must be, "
        "so that it can be varied by taste.",
        "Besides, a sweet dish is not what a meal is made of. It is hard to say how healthy it is without knowing "
        "what else is eaten on the day.",
        "So is it healthy to eat it? What speaks for it and what against it can be seen in the drawing below.",
    ]
    one = on_site(
        "QuvoxNews", ("Practice Results for the Grand Prix in Catalunya with Pedro Acosta in the Lead",
                      "Towers in Java and Papua May Differ, Says Operator Telkomsel in a Note"),
        "#Living #Sunday #Market", lines,
    )  # fmt: skip
    other = on_site(
        "Katapra", ("Anti Drug Unit Sworn in by Chief Rohil Serukan and Others at the Hall in Medan",
                    "Transjakarta Starts Buses at Nine on Holidays, Says Director Welfizon Yuza"),
        "#Central #Country #Illness", lines,
    )  # fmt: skip
    assert relation_of(one, other) is Relation.NEAR_DUPLICATE


@pytest.mark.parametrize("seed", range(20))
def test_words_replaced_at_random_are_no_template_whatever_facts_they_hit(seed):
    story = STORIES[seed % len(STORIES)]
    assert relation_of(story, edited(story, 0.2, seed)) is not Relation.TEMPLATE


DRAWN = [
    "Aldrin", "Ojol", "kebiasaan", "Stagnasi", "genggam", "Continuity", "rumores", "Vigilante", "Furia", "pegs",
    "Kenosha", "unaffiliated", "Sutro", "hung", "warfare", "Eagle", "Klausel", "bald", "Rat", "dilemmas", "Navy",
    "bare", "Street", "doctored", "kangkung", "Afraid", "SUN", "extending", "Domestic", "replying",
]  # fmt: skip


def overwritten(text: str, share: float, seed: int) -> str:
    """The text with a share of its words replaced by any others, with the capitals that these have."""
    rng, words = random.Random(f"overwritten {seed}"), text.split()
    for k in rng.sample(range(len(words)), round(share * len(words))):
        words[k] = rng.choice(DRAWN)
    return " ".join(words)


@pytest.mark.parametrize("days", [{}, {"a": "2024-03-04", "b": "2024-03-06"}])
@pytest.mark.parametrize("share", [0.1, 0.2, 0.4])
def test_words_with_capitals_put_in_anywhere_make_no_template_whatever_the_dates(share, days):
    found = [relation_of(story, overwritten(story, share, k), **days) for k, story in enumerate(2 * STORIES)]
    assert Relation.TEMPLATE not in found


REPURCHASES = (
    "The Federal Reserve entered the U.S. Government securities market to arrange {} billion dlrs of customer "
    "repurchase agreements, a spokeswoman said. Dealers said Federal funds were trading at {} pct when the Fed began "
    "its temporary and indirect supply of reserves to the banking system.",
    "The Federal Reserve entered the government securities market to arrange {} billion dlrs of customer repurchase "
    "agreements, a spokesman for the New York Fed said. Fed funds were trading at {} pct at the time of the indirect "
    "injection of temporary reserves, dealers said.",
)


@pytest.mark.parametrize(("amount", "rate"), [("1.5", "6-1/4"), ("two", "6-1/8"), ("2.5", "six")])
def test_a_form_that_was_worded_anew_is_a_template_though_some_facts_stand_opposite_words(amount, rate):
    one, other = REPURCHASES[0].format(amount, rate), REPURCHASES[1].format("one", "5-15/16")
    assert relation_of(one, other, a="1987-03-03", b="1987-03-06") is Relation.TEMPLATE


DAYS = [{}, {"a": "2024-03-04", "b": "2024-03-04"}, {"a": "2024-03-04", "b": "2024-03-06"}]
HARBOUR = (
    "The harbour bridge will be closed to lorries for {} weeks, the council said. Shop owners along the quay complain "
    "that nobody had told them and asked for a meeting with Mayor Ana Torres before the works begin. Buses will run as "
    "usual, and the small ferry will carry people on foot without charge. The works are paid for by the region, which "
    "had put them off twice because of floods."
)
PELABUHAN = (
    "Jembatan pelabuhan ditutup untuk truk selama {} pekan, kata dewan kota. Pemilik toko di dermaga mengeluh karena "
    "tidak ada yang memberi tahu mereka dan meminta bertemu dengan Wali Kota Ana Torres sebelum pekerjaan dimulai. "
    "Bus berjalan seperti biasa, dan feri kecil mengangkut pejalan kaki tanpa bayaran. Pekerjaan itu dibayar oleh "
    "provinsi, yang sudah dua kali menundanya karena banjir besar di hilir sungai."
)


@pytest.mark.parametrize("days", DAYS)
@pytest.mark.parametrize("story", [HARBOUR, PELABUHAN])
def test_a_figure_corrected_on_another_site_is_a_correction_whatever_the_sites_are_called(story, days):
    one = f"Home | Politics | Archive of the El Faro\n{story.format(17)}\nSign up for the morning letter of the El Faro"
    other = f"The stories of this week, chosen by readers of the Rundblick\n{story.format(19)}\nJobs at the Rundblick"
    assert relation_of(one, other, **days) is Relation.NEAR_DUPLICATE


CONTRACTS = (
    "Tracor Inc said its Tracor Aerospace Inc unit won three follow-up contracts worth {} mln dlrs from the U.S. Air "
    "Force. It said the unit will conduct special studies and modifications in systems components for flight tests on "
    "the Peacekeeper Missile. Tracor said it previously received {} mln dlrs worth of contracts from the program."
)


@pytest.mark.parametrize("days", DAYS)
def test_one_corrected_figure_of_a_notice_that_keeps_others_is_a_correction(days):
    assert relation_of(CONTRACTS.format(1.9, 49.3), CONTRACTS.format(3.3, 49.3), **days) is Relation.NEAR_DUPLICATE


def test_the_figures_of_another_day_are_no_correction():
    assert relation_of(CONTRACTS.format(1.9, 49.3), CONTRACTS.format(3.3, 51.2), **DAYS[2]) is Relation.TEMPLATE
    one, other = (REPURCHASES[0].format("1.5", rate) for rate in ("6-1/4", "6-3/8"))
    assert relation_of(one, other, **DAYS[2]) is Relation.TEMPLATE


FERRY = (
    "The harbour office said the ferry carried {} passengers last week, and that the boats ran on time on all days, "
    "as they had in the weeks before, since the weather was calm and no vessel had to be taken out of service.\n"
    "{} led with {} tickets."
)


@pytest.mark.parametrize("days", [DAYS[0], DAYS[2]])
def test_figures_beside_the_longest_run_that_differ_between_the_same_words_are_slots(days):
    one, other = FERRY.format(812, "Lindholm", 455), FERRY.format(645, "Brekkestad", 390)
    assert relation_of(one, other, **days) is Relation.TEMPLATE
