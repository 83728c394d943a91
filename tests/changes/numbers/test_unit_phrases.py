"""Units of several words, and what they are counted by."""

import pytest
from amounts import changed


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("5 per cent", "5 percentage points"),
        ("5%", "5 pp"),
        ("five percent", "five percentage points"),
        ("30 basis points", "30 percent"),
        ("30 per cent", "30 per mille"),
        ("5‰", "5%"),
        ("30 square metres", "30 square kilometres"),
        ("thirty square metres", "thirty square kilometres"),
        ("30 cubic metres", "30 square metres"),
        ("30 metres", "30 square metres"),
        ("30 square metres", "30 km²"),
        ("30 light years", "30 years"),
        ("30 nautical miles", "30 miles"),
        ("30 metric tons", "30 short tons"),
        ("50 cents", "50 dollars"),
        ("30 km an hour", "30 km a day"),
        ("30 km/h", "30 km per day"),
        ("30 mph", "30 kph"),
        ("$50 a month", "$50 a year"),
        ("two hours a day", "two hours a week"),
        ("30 meter persegi", "30 meter kubik"),
        ("30 meter persegi", "30 kilometer persegi"),
        ("5 persen", "5 poin persen"),
        ("Rp5 juta sebulan", "Rp5 juta per tahun"),
        ("30 Quadratmeter", "30 Kubikmeter"),
        ("30 metros cuadrados", "30 kilómetros cuadrados"),
        ("30 euros al día", "30 euros a la semana"),
        ("3 millions de mètres carrés", "3 millions de mètres cubes"),
        ("30 ans", "30 années-lumière"),
        ("30 квадратных метров", "30 кубических метров"),
        ("5 процентов", "5 процентных пунктов"),
        ("30 مترا مربعا", "30 كيلومترا مربعا"),
        ("30 كيلومترا في الساعة", "30 كيلومترا في اليوم"),
    ],
)
def test_the_whole_amount_is_told_where_its_unit_differs(left, right):
    assert changed(left, right) == [(left, right)]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("5 per cent", "5 percent"),
        ("5%", "5 per cent"),
        ("5 pp", "5 percentage points"),
        ("5 points", "5 percentage points"),
        ("5 per mille", "5‰"),
        ("30 square kilometres", "30 sq. km"),
        ("30 square kilometres", "30 km²"),
        ("30 m2", "30 meter persegi"),
        ("30 light years", "30 light-years"),
        ("30 metric tons", "30 tons"),
        ("30 km/h", "30 kilometres an hour"),
        ("30 kilometres per hour", "30 kph"),
        ("30 km per jam", "30 km/jam"),
        ("30 km/h", "30 Stundenkilometer"),
        ("30 kilomètres à l'heure", "30 km/h"),
        ("30 км в час", "30 км/ч"),
        ("5 litres", "5 litres a day"),
        ("Rp5 juta per bulan", "Rp5 juta sebulan"),
    ],
)
def test_one_amount_in_other_words_is_no_change(left, right):
    assert changed(left, right) == []


def test_what_an_amount_is_counted_by_is_left_out_where_it_is_one():
    assert changed("$5 a day", "€5 a day") == [("$5", "€5")]
    assert changed("8 km an hour", "9 km an hour") == [("8", "9")]
    assert changed("8 km an hour", "9 km a day") == [("8 km an hour", "9 km a day")]


def test_a_speed_is_told_with_its_hour_where_its_unit_differs():
    assert changed("137 kilometres per hour", "85 miles per hour") == [("137 kilometres per hour", "85 miles per hour")]
    assert changed("137 km/h", "85 mph") == [("137 km/h", "85 mph")]


def test_a_letter_on_to_a_number_is_told_beside_another_currency():
    assert changed("214p", "£214") == [("214p", "£214")]
    assert changed("3.1p", "3.1 cents") == [("3.1p", "3.1 cents")]
    assert changed("3.1p", "3.2 cents") == [("3.1p", "3.2 cents")]
    assert changed("214p", "214 pence") == []
    assert changed("214p", "215 pence") == [("214p", "215")]
