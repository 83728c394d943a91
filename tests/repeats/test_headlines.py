"""A headline that stands again as the next line is no repeat; a teaser or a short text that stands twice is."""

import pytest
from stories import BRIDGE, THAI, made_up

from dedup.detect import find_duplicates
from dedup.model import Article, Repeat

HEADLINES = {
    "en": (
        "Mayor of Harwick opens the new bridge beside the old mill with a brass band, forty children and a nervous "
        "goat while the shopkeepers of the north bank ask for more buses"
    ),
    "th": (
        "ผู้ว่าราชการจังหวัดเปิดสะพานแห่งใหม่ข้างโรงสีเก่า พร้อมวงดนตรี เด็กนักเรียนสี่สิบคน และแพะหนึ่งตัว "
        "ขณะที่พ่อค้าแม่ค้าฝั่งเหนือขอรถโดยสารเพิ่มเติม เพื่อให้ประชาชนเดินทางสะดวก"
    ),
    "zh": (
        "哈里克市长在旧磨坊旁为新桥揭幕铜管乐队四十名儿童和一只紧张的山羊到场助兴"
        "北岸店主要求增加公共汽车班次方便居民出行"
    ),
}
TEXTS = {
    "en": BRIDGE.replace("\n", " "),
    "th": THAI * 2,
    "zh": "桥将于星期一关闭。工程师发现五个拱中有两个出现裂缝，修理费用三百万。" * 4,
}


def repeats(*lines: str) -> list[Repeat]:
    return find_duplicates([Article("a", "\n".join(lines))]).repeats


@pytest.mark.parametrize("language", HEADLINES)
def test_a_headline_that_stands_again_as_the_next_line_is_no_repeat(language):
    headline, text = HEADLINES[language], TEXTS[language]
    among = repeats(text)
    assert len(repeats(headline, text, headline)) == len(among) + 1
    assert len(repeats(headline, headline, text)) == len(among)
    assert len(repeats("4.3.2024", headline, "…", f"{headline} 2024", text)) == len(among)


@pytest.mark.parametrize(
    "lines",
    [
        (HEADLINES["en"], HEADLINES["en"]),
        (HEADLINES["en"], HEADLINES["en"], "Share this"),
        (f"{HEADLINES['en']}.", f"{HEADLINES['en']}.", TEXTS["en"]),
        (HEADLINES["en"], made_up(4, 30), HEADLINES["en"], TEXTS["en"]),
        (*(made_up(k, 12) for k in range(4)), HEADLINES["en"], HEADLINES["en"], TEXTS["en"]),
        (HEADLINES["en"], f"{HEADLINES['en']} {made_up(5, 30).rstrip('.')}", TEXTS["en"]),
        (f"{HEADLINES['en']} {HEADLINES['en']}", TEXTS["en"]),
        (*(f"{made_up(9, 60).rstrip('.')}",) * 2, TEXTS["en"]),
    ],
)
def test_what_is_no_headline_or_stands_elsewhere_is_a_repeat(lines):
    assert len(repeats(*lines)) == 1
