"""Dates of publication as they are met in feeds and tables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.readers.dates import iso_date


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-02-06", "2024-02-06"),
        ("2024-02-06T10:00:00.123456789Z", "2024-02-06T10:00:00.123456789Z"),
        ("20240206", "20240206"),
        ("2024-02-06 10:00:00.5 UTC", "2024-02-06T10:00:00.500000+00:00"),
        ("2024-02-06 10:00:00 UTC", "2024-02-06T10:00:00+00:00"),
        ("2024/2/6", "2024-02-06T00:00:00"),
        ("2024.02.06 23:15", "2024-02-06T23:15:00"),
        ("Tue, 06 Feb 2024 10:30:00 GMT", "2024-02-06T10:30:00+00:00"),
        ("6 Feb 2024 10:30:00", "2024-02-06T10:30:00"),
        ("1707190200", "2024-02-06T03:30:00+00:00"),
        ("1707190200000", "2024-02-06T03:30:00+00:00"),
        ("06/02/2024", ""),
        ("2024-13-45", ""),
        ("soon", ""),
    ],
)
def test_common_forms_become_iso(written, expected):
    assert iso_date(written) == expected


@given(st.text())
def test_any_text_is_a_date_or_none(written):
    assert isinstance(iso_date(written), str)
