"""Which changes no reader sees."""

import pytest

from dedup.changes.seen_alike import without_alike
from dedup.model import Change


@pytest.mark.parametrize(
    "change",
    [
        Change("name", "Wieczór Tańca", "Wieczor Tanca"),
        Change("name", "Øystein Łuczak", "Oystein Luczak"),
        Change("name", "Hовости", "Новости"),
        Change("name", "Harbaugh", "H\u2060arbau\u2060gh"),
        Change("number", "30", "30"),
        Change("number", "1\u200b5 km", "15 km"),
    ],
)
def test_a_change_that_no_reader_sees_is_left_out(change):
    assert without_alike([change]) == []


@pytest.mark.parametrize(
    "change",
    [
        Change("name", "Łódź", "Lida"),
        Change("name", "Łódź", ""),
        Change("number", "10²", "102"),
        Change("number", "5 €", "5 $"),
    ],
)
def test_other_changes_stay(change):
    assert without_alike([change]) == [change]
