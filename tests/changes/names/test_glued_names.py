"""Two names side by side that look like one."""

import pytest

from dedup import Article, compare
from dedup.changes.names.glued_names import unglued
from dedup.model import Change

FORM = (
    "Dinas Tenaga Kerja {office} menggelar bursa kerja di gedung olahraga pada pagi hari. Kepala dinas itu mengatakan "
    "pencari kerja cukup membawa fotokopi ijazah. Warga {office} boleh datang tanpa mendaftar. Kepala Dinas Tenaga "
    "Kerja {office} {name} mengatakan pendaftaran tidak dipungut biaya, dan peserta diminta berpakaian rapi."
)


def test_an_office_and_who_holds_it_are_two_names():
    one = FORM.format(office="Kota Cirebon", name="Agus Suherman")
    two = FORM.format(office="Kabupaten Kudus", name="Rini Kartika")
    told = [(c.left, c.right) for c in compare(Article("a", one), Article("b", two)).changed]
    assert told[-1] == ("Agus Suherman", "Rini Kartika")
    assert told.count(("Kota Cirebon", "Kabupaten Kudus")) == 1


@pytest.mark.parametrize(
    ("left", "right", "elsewhere"),
    [
        ("Commonwealth Bank of Australia", "State Bank of South Australia", "Commonwealth Bank fell, State Bank rose"),
        ("Bank Central Asia Tbk", "Bank Rakyat Indonesia Tbk", "Bank itu tutup"),
        ("Deputi Tauwas BGN Dadang Hendra", "Deputi Tauwas BGN Letjen Trenggono", "Deputi Tauwas BGN hadir"),
        ("Universitas Gadjah Mada Yogyakarta", "Universitas Islam Negeri Bandung", "kampus itu tutup"),
    ],
)
def test_what_is_one_name_stays_one(left, right, elsewhere):
    change = Change("name", left, right)
    assert unglued(change, f"{left} hadir. {elsewhere}.", f"{right} hadir. {elsewhere}.") == [change]
