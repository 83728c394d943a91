"""Dates that one text writes in digits which are read as numbers, beside a date that the other has in that place."""

import pytest

from dedup.changes.dates.numeric_dates import without_numeric_dates
from dedup.facts.facts import DATE, FIGURE
from dedup.model import Article
from dedup.pair import compare

FRAMES = {
    "en": "The council met again in the old town hall and talked for hours about what {} would mean for the people who "
    "live along the river and for those who work there, before the members went home in the rain without a vote.",
    "ru": "Городской совет до поздней ночи обсуждал ремонт старого каменного моста, а жители ждали решения до {} и "
    "говорили о докладе, который мэр зачитал перед голосованием, и в зале некоторое время стояла тишина.",
    "ko": "시의회는 오래된 돌다리 수리 문제를 밤늦게까지 논의했고 주민들은 밖에서 결과를 기다렸다. {} 회의에서 시장이 "
    "표결에 앞서 읽은 보고서는 회의장에 모인 사람들을 한동안 조용하게 만들었다.",
    "pt": "A câmara municipal debateu até tarde da noite a reforma da velha ponte de pedra e a festa de {} que o "
    "prefeito anunciou antes da votação, e a sala ficou em silêncio, enquanto os moradores esperavam.",
    "el": "Το δημοτικό συμβούλιο συζητούσε ως αργά τη νύχτα την επισκευή της παλιάς γέφυρας και τη γιορτή της {} που ο "
    "δήμαρχος ανακοίνωσε πριν από την ψηφοφορία, ενώ οι κάτοικοι περίμεναν έξω με αγωνία.",
    "vi": "Hội đồng thành phố họp đến khuya để bàn việc sửa cây cầu đá cũ và lễ hội {} mà thị trưởng công bố trước "
    "khi bỏ phiếu, trong khi người dân chờ đợi bên ngoài và hội trường im lặng một lúc lâu.",
}


def told(lang, left, right):
    """The changes of a pair in a frame."""
    one, two = (Article(side, FRAMES[lang].format(side)) for side in (left, right))
    return [tuple(change) for change in compare(one, two).changed]


@pytest.mark.parametrize(
    ("lang", "left", "right"),
    [
        ("en", "3 May", "03.05."),
        ("en", "3 May", "3-5"),
        ("en", "May 3", "5/3"),
        ("en", "3 May 2024", "2024. 5. 3."),
        ("ru", "13 марта", "13.03"),
        ("ko", "2024년 3월 12일", "2024. 3. 12."),
        ("ko", "3월 12일", "3. 12."),
        ("pt", "1º de maio", "1 de maio"),
        ("el", "12ης Μαρτίου 2024", "12 Μαρτίου 2024"),
        ("vi", "ngày 21 tháng 9", "21/9"),
    ],
)
def test_a_date_in_digits_is_the_same_date(lang, left, right):
    assert told(lang, left, right) == told(lang, right, left) == []


@pytest.mark.parametrize(
    ("lang", "left", "right"),
    [
        ("en", "4 May", "3.5."),
        ("en", "3 May", "3.5 million"),
        ("en", "3 May", "3.5 per cent"),
        ("en", "3 May 2023", "3.5.24"),
        ("ru", "13 марта", "14.03"),
        ("ko", "2024년 3월 12일", "2024. 3. 13."),
        ("pt", "1º de maio", "2 de maio"),
        ("el", "12ης Μαρτίου", "13ης Μαρτίου"),
    ],
)
def test_another_day_or_a_number_is_told(lang, left, right):
    assert told(lang, left, right)


def test_other_numbers_beside_the_date_stay():
    one, two = "on 3 May 40 people", "on 03.05. 50 people"
    rows = [(1, DATE, 3, 8, 0, 0), (1, FIGURE, 0, 0, 3, 8), (1, FIGURE, 9, 11, 10, 12)]
    assert without_numeric_dates(one, two, rows) == rows[2:]
