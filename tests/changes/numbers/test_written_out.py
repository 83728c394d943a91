"""A number in words on one side, and on the other a figure that begins with its digits."""

import pytest

from dedup import Article, compare
from dedup.model import Change

TEXTS = {
    "en": "The agency entered the market to arrange NUMBER of repurchases, a spokesman said on Monday in the capital.",
    "id": "Pemerintah menyiapkan NUMBER untuk memperbaiki jembatan yang rusak akibat banjir, kata kepala dinas.",
    "es": "El gobierno prepara NUMBER para reparar el puente dañado por las inundaciones, dijo el jefe del servicio.",
    "de": "Der Vorstand erwartet im laufenden Jahr NUMBER, wie das Unternehmen am Montag in München mitteilte.",
}


def changes(language: str, left: str, right: str) -> tuple[Change, ...]:
    """The changes of two texts that differ in a number."""
    text = TEXTS[language]
    found = compare(Article("a", text.replace("NUMBER", left)), Article("b", text.replace("NUMBER", right))).match
    assert found is not None
    return found.changed


@pytest.mark.parametrize(
    ("language", "left", "right", "one", "other"),
    [
        ("en", "one billion dollars", "1.5 billion dollars", "one", "1.5"),
        ("en", "ten billion dollars", "10.25 billion dollars", "ten", "10.25"),
        ("en", "six pct", "6-1/8 pct", "six", "6-1/8"),
        ("en", "five billion dollars", "5-10 billion dollars", "five", "5-10"),
        ("en", "two years and a half", "2.4 years", "two", "2.4"),
        ("en", "five to ten lots", "5-11 lots", "five", "5-11"),
        ("de", "zwei Millionen Euro", "2,5 Millionen Euro", "zwei", "2,5"),
        ("id", "dua miliar rupiah", "2,7 miliar rupiah", "dua", "2,7"),
        ("es", "dos millones", "2,5 millones", "dos", "2,5"),
    ],
)
def test_a_figure_that_begins_with_the_number_in_words_is_another(
    language: str, left: str, right: str, one: str, other: str
) -> None:
    assert changes(language, left, right) == (Change("number", one, other),)
    assert changes(language, right, left) == (Change("number", other, one),)


@pytest.mark.parametrize(
    ("language", "left", "right"),
    [
        ("en", "two billion dollars", "2.0 billion dollars"),
        ("en", "two thousand lots", "2,000 lots"),
        ("en", "two and a half billion dollars", "2.5 billion dollars"),
        ("en", "two years and a half", "2.5 years"),
        ("en", "five to ten lots", "5-10 lots"),
        ("id", "dua setengah miliar rupiah", "2,5 miliar rupiah"),
        ("es", "dos millones y medio", "2,5 millones"),
    ],
)
def test_the_same_number_written_out_is_none(language: str, left: str, right: str) -> None:
    assert changes(language, left, right) == ()
    assert changes(language, right, left) == ()
