"""Currencies that stand before a number in letters."""

import pytest

from dedup.changes.numbers.quantities import _PREFIXES, quantity_at


@pytest.mark.parametrize("code", sorted(_PREFIXES))
def test_each_currency_that_stands_before_a_number_has_a_unit(code):
    written = f"cost {code.upper()} 500 in all"
    read = quantity_at(written, 6 + len(code), 9 + len(code))
    assert read is not None
    assert read.unit
