"""Dates of publication as they are met in feeds, pages and tables, in Indonesian and English."""

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.readers.date_phrase import read_phrase
from dedup.readers.dates import iso_date

ISO = [
    ("2024-02-06", "2024-02-06"),
    ("2024-02-06T10:00:00.123456789Z", "2024-02-06T10:00:00.123456789Z"),
    ("2024-02-06T10:30:00+0700", "2024-02-06T10:30:00+0700"),
    ("20240206", "20240206"),
    ("20240206T103000+0700", "2024-02-06T10:30:00+07:00"),
    ("20240206103000", "2024-02-06T10:30:00"),
    ("2024-02-06 10:00:00.5 UTC", "2024-02-06T10:00:00.500000+00:00"),
    ("2024-02-06 10:00:00 UTC", "2024-02-06T10:00:00+00:00"),
    ("2024-02-06 10:30 WIB", "2024-02-06T10:30:00+07:00"),
    ("2024-02-06 10.30", "2024-02-06 10:30"),
    ("2024-02-06 10.30.15 WIB", "2024-02-06T10:30:15+07:00"),
    ("2024-02-06T10:30:00.000+07:00[Asia/Jakarta]", "2024-02-06T10:30:00.000+07:00"),
    ("2024/2/6", "2024-02-06T00:00:00"),
    ("2024.02.06 23:15", "2024-02-06T23:15:00"),
    ("2024/02/06 10:30 WITA", "2024-02-06T10:30:00+08:00"),
    ("1707190200", "2024-02-06T03:30:00+00:00"),
    ("1707190200000", "2024-02-06T03:30:00+00:00"),
]
INDONESIAN = [
    ("Selasa, 6 Februari 2024", "2024-02-06"),
    ("Selasa 6 Februari 2024", "2024-02-06"),
    ("Selasa, 06 Feb 2024 10:30 WIB", "2024-02-06T10:30:00+07:00"),
    ("Selasa, 6 Februari 2024 | 10:30 WIB", "2024-02-06T10:30:00+07:00"),
    ("Selasa, 6 Pebruari 2024 pukul 10.30 WITA", "2024-02-06T10:30:00+08:00"),
    ("Sabtu, 3 Februari 2024 - 12:00", "2024-02-03T12:00:00"),
    ("6 Peb 2024", "2024-02-06"),
    ("6 Agt 2024", "2024-08-06"),
    ("6 Agu 2024 23.59 WIT", "2024-08-06T23:59:00+09:00"),
    ("17 Agustus 1945", "1945-08-17"),
    ("6 Mei 2024, 08.05", "2024-05-06T08:05:00"),
    ("1 Januari 2024 00.00 WIB", "2024-01-01T00:00:00+07:00"),
    ("1 Maret 2024 10:30:15 WIB", "2024-03-01T10:30:15+07:00"),
    ("31 Desember 1999", "1999-12-31"),
    ("28 Okt 2023", "2023-10-28"),
    ("5 Nopember 2023", "2023-11-05"),
    ("Jumat, 9 Februari 2024", "2024-02-09"),
    ("Jum'at, 9 Februari 2024", "2024-02-09"),
    ("Jum’at, 9 Februari 2024", "2024-02-09"),
    ("Minggu, 4 Februari 2024", "2024-02-04"),
    ("Ahad, 4 Februari 2024 05.00 WIB", "2024-02-04T05:00:00+07:00"),
    ("Rabu (7/10/2020)", "2020-10-07"),
    ("Rab, 07 Okt 2020 - 8:05", "2020-10-07T08:05:00"),
    ("Jumat (9/2/2024)", "2024-02-09"),
    ("Kompas.com - 06/02/2024, 10:30 WIB", "2024-02-06T10:30:00+07:00"),
    ("06/02/2024 10:30 WIB", "2024-02-06T10:30:00+07:00"),
    ("6 Februari 2024 jam 10.30 pagi", "2024-02-06T10:30:00"),
    ("6 Februari 2024 pukul 01.30 siang WIT", "2024-02-06T13:30:00+09:00"),
    ("6 Februari 2024 12.30 siang", "2024-02-06T12:30:00"),
    ("6 Februari 2024 04.00 sore", "2024-02-06T16:00:00"),
    ("6 Februari 2024 pukul 10.30 malam WITA", "2024-02-06T22:30:00+08:00"),
    ("6 Februari 2024 19.30 malam", "2024-02-06T19:30:00"),
    ("6 Februari 2024 10:30 (WIB)", "2024-02-06T10:30:00+07:00"),
    ("Rilis: Selasa, 6 Februari 2024", "2024-02-06"),
    ("Diterbitkan 6 Februari 2024, 10:30 WIB", "2024-02-06T10:30:00+07:00"),
    ("Tayang: Selasa, 6 Februari 2024 10:30 WIB", "2024-02-06T10:30:00+07:00"),
    ("Senin, 6 Februari 2024 10:30 WIB", "2024-02-06T10:30:00+07:00"),  # it was a Tuesday: the day of the month counts
]
ENGLISH = [
    ("Tue, 06 Feb 2024 10:30:00 GMT", "2024-02-06T10:30:00+00:00"),
    ("Tue, 06 Feb 2024 10:30:00 +0700", "2024-02-06T10:30:00+07:00"),
    ("Tue, 06 Feb 2024 10:30:00 -0500", "2024-02-06T10:30:00-05:00"),
    ("Tue, 06 Feb 2024 10:30:00 EST", "2024-02-06T10:30:00-05:00"),
    ("Tue, 06 Feb 2024 10:30:00 WIB", "2024-02-06T10:30:00+07:00"),
    ("Tue, 6 Feb 24 10:30:00 GMT", "2024-02-06T10:30:00+00:00"),
    ("6 Feb 2024 10:30:00", "2024-02-06T10:30:00"),
    ("Tuesday, 06-Feb-24 10:30:00 GMT", "2024-02-06T10:30:00+00:00"),
    ("06 February 2024 - 10:30 (GMT+7)", "2024-02-06T10:30:00+07:00"),
    ("6 February 2024 09:00 (Reuters)", "2024-02-06T09:00:00"),
    ("February 6, 2024", "2024-02-06"),
    ("February 6 2024", "2024-02-06"),
    ("Feb. 6, 2024 10:30 AM EST", "2024-02-06T10:30:00-05:00"),
    ("Tuesday, February 6, 2024 at 4:30 PM", "2024-02-06T16:30:00"),
    ("February 6th, 2024 4:30 p.m.", "2024-02-06T16:30:00"),
    ("6th February 2024", "2024-02-06"),
    ("Thursday 1st of August 2024", "2024-08-01"),
    ("6-Feb-2024 10:30:00", "2024-02-06T10:30:00"),
    ("6 Feb 2024 12am", "2024-02-06T00:00:00"),
    ("6 Feb 2024 12:05 pm", "2024-02-06T12:05:00"),
    ("6 Feb 2024 16:30 UTC+7", "2024-02-06T16:30:00+07:00"),
    ("6 Feb 2024 16:30:00 +07:00", "2024-02-06T16:30:00+07:00"),
    ("Tue Feb  6 10:30:00 2024", "2024-02-06T10:30:00"),
    ("Tue Feb 06 2024 10:30:00 GMT+0700 (Western Indonesia Time)", "2024-02-06T10:30:00+07:00"),
    ("Published: 6 February 2024", "2024-02-06"),
    ("6 February 2024 10:30 IST", "2024-02-06"),  # three countries' zone: the day stands, the time does not
    ("Tuesday, 06/02/2024", "2024-02-06"),
    ("Tuesday, 02/06/2024", "2024-02-06"),
    ("25/12/2024", "2024-12-25"),
    ("12/25/2024", "2024-12-25"),
    ("05/05/2024", "2024-05-05"),
]
RARE = [
    ("2024-153", "2024-06-01"),
    ("2024-366T10:30:00Z", "2024-12-31T10:30:00Z"),
    ("2024-06-01T24:00:00", "2024-06-02T00:00:00"),
    ("2024-12-31T24:00Z", "2025-01-01T00:00:00+00:00"),
    ("Sabtu, 1 Juni 2024 pukul 24.00 WIB", "2024-06-02T00:00:00+07:00"),
    ("2024-06-01T23:59:60Z", "2024-06-01T23:59:59+00:00"),
    ("2024-06-01T10:00:00 Europe/Berlin", "2024-06-01"),
    ("1 June 2024 10:00 America/Port-au-Prince", "2024-06-01"),
    ("2024-06-01 10:00:00 Etc/GMT+5", "2024-06-01"),
    ("2024-06-01T10:00:00+99:00", "2024-06-01"),
    ("2024-06-01T10:00:00.5-9900", "2024-06-01"),
]
NOT_UNDERSTOOD = [
    *("-0500-01-01", "−0500-01-01", "-0500-01-01T00:00:00Z", "2023-366", "2024-000", "0000-001", "2024-153-01"),
    *("2024-06-01T24:00:01", "2024-06-01T24:30", "2024-06-41T10:00+99:00", "03/04/2024 10:00+99:00"),
    *("2024-06-01 10:00 from/to", "Berlin/1 June 2024"),
    *("06/02/2024", "03/04/2024", "03.04.2024", "03-04-2024", "3/4/24", "Selasa (6/2)", "6 Februari", "Februari 2024"),
    *("2024", "kemarin", "2 jam lalu", "hari ini, 10:30 WIB", "yesterday", "soon", "2024-13-45", "30 Februari 2024"),
    *(
        "6 Februari 2024 25:30",
        "6 Feb 2024 13:30 pm",
        "6 Feb atau 7 Feb 2024",
        "6 Februari 2024 di Denpasar",
        "32 Mei 2024",
        "6 Februari 2024 pukul 1 malam",
        "6 Februari 2024 12.30 malam",  # half past midnight, of this night or the next
        "6 Februari 2024 19.30 pagi",
    ),
    *("", " ", "-", "0", "1/1/1", "Mon, 01 Jan 0001 00:00:00 +0000", "Senin, 06/02/2024", "9" * 200),
]


@pytest.mark.parametrize(("written", "expected"), [*ISO, *INDONESIAN, *ENGLISH, *RARE])
def test_common_forms_become_iso(written, expected):
    assert iso_date(written) == expected


def test_the_table_holds_more_than_sixty_spellings():
    assert len({written for written, _ in [*ISO, *INDONESIAN, *ENGLISH]}) >= 60


@pytest.mark.parametrize("written", NOT_UNDERSTOOD)
def test_what_is_ambiguous_or_no_date_is_not_guessed(written):
    assert iso_date(written) == ""


@given(st.text())
def test_any_text_is_a_date_or_none(written):
    found = iso_date(written)
    assert not found or datetime.fromisoformat(found)


_MONTHS = ("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli")
_MORE = ("Agustus", "September", "Oktober", "November", "Desember")
_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


@given(st.datetimes(datetime(1900, 1, 1), datetime(2099, 12, 31)))
def test_any_day_written_out_in_indonesian_is_read_back(moment):
    month = (*_MONTHS, *_MORE)[moment.month - 1]
    written = f"{_DAYS[moment.weekday()]}, {moment.day} {month} {moment.year} pukul {moment:%H.%M} WIB"
    assert read_phrase(written) == f"{moment:%Y-%m-%dT%H:%M}:00+07:00"


@given(st.dates(datetime(1900, 1, 1).date(), datetime(2099, 12, 31).date()))
def test_numbers_alone_are_read_only_if_they_can_mean_one_day(day):
    found = read_phrase(f"{day.day}/{day.month}/{day.year}")
    is_clear = day.day > 12 or day.day == day.month
    assert found == (day.isoformat() if is_clear else "")
