"""Menus above a text are told by their shape; what is none stays evidence."""

import numpy as np
import pytest
from profiled import profiled, scored

from dedup.detect import Detector, find_duplicates
from dedup.events.head_terms import PLACES
from dedup.model import Article
from dedup.pair import compare
from dedup.runtime.kernels import compile_kernels

FLOOD = (
    "Beim Hochwasser im Osten des Landes sind drei Menschen ums Leben gekommen. Die Feuerwehr evakuierte am Dienstag "
    "mehrere Dörfer, zwei Brücken wurden gesperrt.\nHelfer verteilen Trinkwasser und Decken in den Turnhallen."
)
CARS = (
    "Der Autobauer hat seine Prognose gesenkt. Im dritten Quartal ging der Gewinn um ein Fünftel zurück, teilte der "
    "Vorstand mit. Die Aktie verlor am Vormittag acht Prozent und lag damit am Ende des Leitindex."
)
HEADLINE = "Drei Tote bei Hochwasser im Osten\n"
THAI = "กรมอุตุนิยมวิทยารายงานว่าเกิดฝนตกหนักในหลายจังหวัดทางภาคใต้ และน้ำท่วมถนนหลายสาย เจ้าหน้าที่เร่งช่วยเหลือชาวบ้านแล้ว"
ARABIC = "أعلنت السلطات أن الأمطار الغزيرة أغلقت عددا من الطرق في جنوب البلاد وأن فرق الإنقاذ نقلت السكان إلى المدارس."
CHINESE = "气象部门说，南方多个省份昨夜下起大雨，几条公路被洪水淹没，消防队员把居民转移到附近的学校。"
ITEMS = ["Startseite", "Abo", "Meistgelesen", "Newsletter bestellen", "Anmelden"]
MENUS = {  # items, two texts on different events
    "German": (ITEMS, FLOOD, CARS),
    "Spanish": (
        ["Portada", "Boletines", "Suscríbete", "Iniciar sesión", "Lo más leído", "Deportes"],
        "Tres personas murieron por las inundaciones en el este del país. Los bomberos evacuaron el martes varias "
        "aldeas y cerraron dos puentes. Los voluntarios reparten agua y mantas en los gimnasios.",
        "La automotriz recortó su pronóstico de ganancias. En el tercer trimestre la utilidad cayó una quinta parte "
        "por el costo del acero, informó la dirección. La acción perdió ocho por ciento por la mañana.",
    ),
    "English": (
        ["Home", "Subscribe", "Most read", "Newsletters", "Sign in", "Podcasts"],
        "Three people died in floods in the east of the country. Firefighters evacuated several villages on Tuesday "
        "and closed two bridges. Volunteers are handing out water and blankets in school halls.",
        "The carmaker cut its forecast. Profit fell by a fifth in the third quarter because of dearer steel, the board "
        "said. The share lost eight percent in the morning and was last in the index.",
    ),
    "Indonesian": (
        ["Beranda", "Terpopuler", "Langganan", "Nawala", "Masuk", "Olahraga"],
        "Tiga orang tewas akibat banjir di wilayah timur. Petugas pemadam mengevakuasi sejumlah desa pada Selasa dan "
        "menutup dua jembatan. Relawan membagikan air dan selimut di balai sekolah.",
        "Produsen mobil itu memangkas proyeksi. Laba turun seperlima pada triwulan ketiga akibat mahalnya baja, kata "
        "direksi. Saham turun delapan persen pada pagi hari dan terendah di indeks.",
    ),
}


def is_left_out(above: str, text: str, kept: str = "", title: str = "") -> bool:
    """Say whether the profile of a text with something above it is that with ``kept`` alone above it."""
    compile_kernels()
    outcomes = set()
    for compiled in (False, True):
        found, wanted = (profiled([each + text], [title], compiled).compared for each in (above, kept))
        outcomes.add(all(np.array_equal(one, other) for one, other in zip(found, wanted, strict=True)))
    [outcome] = outcomes
    return outcome


def places(text: str) -> int:
    """Count the words and figures that the profile of a text looks at."""
    return int(profiled([text]).stats[PLACES])


@pytest.mark.parametrize(
    ("above", "text"),
    [
        ("\n".join(ITEMS) + "\n\n", FLOOD),
        ("\r\n\r\n".join(ITEMS) + "\r\n", FLOOD),
        ("- " + "\n- ".join(ITEMS) + "\n", FLOOD),
        (" | ".join(ITEMS) + "\n", FLOOD),
        ("• " + " • ".join(ITEMS) + "\n", FLOOD),
        ("\n".join(ITEMS[:3]) + "\n", FLOOD),
        ("หน้าแรก\nสมัครสมาชิก\nข่าวยอดนิยม\nจดหมายข่าว\n", THAI),
        ("الرئيسية\nاشترك\nتسجيل الدخول\nالأكثر قراءة\n", ARABIC),
        ("首页\n订阅\n体育新闻\n热门文章\n", CHINESE),
    ],
)
def test_a_menu_above_the_text_is_left_out(above, text):
    assert is_left_out(above, text)


def test_a_menu_is_left_out_below_a_headline_and_above_it():
    menu = "\n".join(ITEMS) + "\n"
    assert is_left_out(HEADLINE + menu, FLOOD, HEADLINE)
    assert is_left_out(HEADLINE + menu, FLOOD, HEADLINE, HEADLINE)
    assert is_left_out(menu + HEADLINE, FLOOD, HEADLINE)


@pytest.mark.parametrize(
    ("above", "kept"),
    [
        ("Startseite\nAbo\n6. Februar 2024\nMeistgelesen\nAnmelden\n", "6. Februar 2024\n"),
        ("Startseite\nAbo\nHochwasser\nMeistgelesen\n", "Hochwasser\n"),  # the text takes it up
        ("Startseite\nAbo\nTote im Osten\nMeistgelesen\n", "Tote im Osten\n"),
    ],
)
def test_figures_dates_and_what_the_text_takes_up_stay(above, kept):
    text = FLOOD.replace("drei Menschen ums Leben gekommen", "drei Tote geborgen worden")
    assert is_left_out(above, text, kept)


@pytest.mark.parametrize(
    "text",
    [
        "Startseite\nMeistgelesen\n" + FLOOD,  # two lines
        "Hochwasser fordert Tote\nVon Jana Rohde\nGraz\n6. Februar 2024\n" + FLOOD,
        "Wetter\nBrücken gesperrt\nJana Rohde\n" + FLOOD,  # a kicker, a headline, a byline
        "\n".join(["Anna Huber", "Paul Weber", "Nora Hansen", "Felix Keller"]),
        "\n".join([*(f"{name} Huber" for name in ("Anna", "Paul", "Nora", "Felix", "Hugo", "Irene") * 9), CARS]),
        FLOOD + "\nDie Toten\nAnna Huber\nPaul Weber\nNora Hansen\n" + CARS,  # in the middle
        FLOOD + "\n" + "\n".join(ITEMS),  # at the end, where lists of names stand
        "Das sind die Toten von Graz:\nAnna Huber\nPaul Weber\nNora Hansen\n" + CARS,
        "Die Polizei nannte ihre Namen.\nAnna Huber\nPaul Weber\nNora Hansen\n" + CARS,
        "Es regnet.\nEs stürmt.\nAlle Brücken bleiben gesperrt.\n" + CARS,
        "„Startseite“\n„Meistgelesen“\n„Anmelden“\n" + CARS,  # titles in quotation marks
        "Das Hochwasser im Osten\nhat Brücken\nund Dörfer zerstört\n" + CARS,  # one sentence over three lines
        "Reuters | Graz | " + CARS,
    ],
)
def test_what_is_no_menu_stays(text):
    assert places(text) == places(text.replace("\n", " "))


@pytest.mark.parametrize("width", [16, 24, 30, 40, 60])
def test_wrapped_text_is_no_menu(width):
    words, lines = f"{FLOOD} {CARS}".split(), [""]
    for word in words:
        lines[-1:] = [f"{lines[-1]} {word}".strip()] if len(lines[-1]) + len(word) < width else [lines[-1], word]
    assert places("\n".join(lines)) == places(" ".join(words))


@pytest.mark.parametrize("language", MENUS)
@pytest.mark.parametrize("separator", ["\n", " | "])
@pytest.mark.parametrize("headlines", [("", ""), (HEADLINE, "Autobauer senkt wegen hoher Stahlpreise Prognose\n")])
def test_one_menu_in_another_order_is_no_evidence_of_one_event(language, separator, headlines):
    items, *texts = MENUS[language]
    left, right = (
        Article(str(k), f"{headlines[k]}{separator.join(order)}\n\n{text}")
        for k, (order, text) in enumerate(zip((items, items[::-1]), texts, strict=True))
    )
    assert compare(left, right).same_event < 0.1
    assert not find_duplicates([left, right]).matches
    detector = Detector()
    detector.add(left)
    assert not list(detector.check(right))


def test_reports_of_one_event_are_found_under_menus():
    other = FLOOD.replace("Beim Hochwasser im Osten des Landes sind", "Im Osten des Landes sind beim Hochwasser")
    other = other.replace("Helfer verteilen", "In den Turnhallen verteilt das Rote Kreuz").split("\n")
    menus = ("\n".join(order) + "\n" for order in (ITEMS, ITEMS[::-1]))
    pairs = [[FLOOD, "\n".join(other[::-1])]]
    pairs.append([menu + text for menu, text in zip(menus, pairs[0], strict=True)])
    one, two = (scored(pair, [(0, 1)]).probability[0] for pair in pairs)
    assert one == two > 0.5
