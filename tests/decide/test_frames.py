"""Frames around texts in scripts without spaces are no reason for a match, and hide none."""

import random

import numpy as np
import pytest

from dedup import Article, find_duplicates
from dedup.decide.frames import frame_of
from dedup.tokens import FURNITURE, LINE

LETTERS = {"Chinese": [chr(k) for k in range(0x4E00, 0x5A00)], "Thai": [chr(k) for k in range(0xE01, 0xE2F)]}
MENU = {
    "Chinese": [
        "首页 | 时政 | 财经 | 体育 | 文化 | 旅游",
        "下载Rundblick客户端，第一时间在手机上阅读最新消息",
        "关注我们的社交媒体账号，不错过每天的重要资讯",
        "延伸阅读：适合全家长假出行的五个实惠目的地",
    ],
    "Thai": [
        "หน้าแรก | การเมือง | เศรษฐกิจ | กีฬา | บันเทิง",
        "ดาวน์โหลดแอปพลิเคชันของ Rundblick เพื่อรับข่าวด่วนบนโทรศัพท์มือถือ",
        "ติดตามเราได้ทางสื่อสังคมออนไลน์ทุกช่องทาง เพื่อไม่พลาดเรื่องสำคัญในแต่ละวัน",
    ],
}
FOOTER = {
    "Chinese": [
        "关于我们 | 联系方式 | 广告服务 | 隐私政策 | 加入Rundblick",
        "版权所有，未经Rundblick书面许可不得转载本页任何内容",
        "立即订阅，三个月内畅读全部文章且没有广告",
        "通过短链接把这篇文章分享给朋友",
    ],
    "Thai": [
        "สมัครรับจดหมายข่าวยามเช้าจาก Rundblick ส่งตรงถึงอีเมลของคุณ",
        "สงวนลิขสิทธิ์ตามกฎหมาย ห้ามคัดลอกหรือเผยแพร่เนื้อหา",
        "สมัครสมาชิกวันนี้ อ่านบทความทั้งหมดแบบไม่มีโฆษณานานสามเดือน",
    ],
}


def made_up(script, seed, count=120):
    return "".join(random.Random(f"{script} {seed}").choices(LETTERS[script], k=count))


def edited(script, text, share):
    """A text of which a share of the pairs of characters was replaced."""
    rng = random.Random(text)
    pairs = [text[k : k + 2] for k in range(0, len(text), 2)]
    return "".join("".join(rng.choices(LETTERS[script], k=2)) if rng.random() < share else pair for pair in pairs)


def framed(script, layout, texts):
    menu = MENU[script] * ("menu" in layout)
    footer = FOOTER[script] * ("footer" in layout)
    return [Article(str(k), "\n".join([*menu, text, *footer])) for k, text in enumerate(texts)]


@pytest.mark.parametrize("layout", ["menu", "footer", "menu and footer"])
@pytest.mark.parametrize("script", LETTERS)
def test_a_frame_is_no_form(script, layout):
    dated = {"Chinese": "2023年3月{}日\n{}", "Thai": "วันพุธที่ {} มีนาคม 2566\n{}"}[script]
    assert not find_duplicates(framed(script, layout, [dated.format(k, made_up(script, k)) for k in range(8)])).matches


@pytest.mark.parametrize("layout", ["", "menu", "footer", "menu and footer"])
@pytest.mark.parametrize("script", LETTERS)
def test_a_copy_is_the_same_in_a_frame(script, layout):
    texts = [made_up(script, k, 300) for k in range(8)]
    [match] = find_duplicates(framed(script, layout, [*texts, edited(script, texts[0], 0.2)])).matches
    assert (match.left, match.right, match.relation) == ("0", "8", "near-duplicate")


def flags(*runs):
    """Flags of a text: of each run its length, whether it is furniture, and whether a line begins with it."""
    return np.concatenate(
        [[FURNITURE * marked | LINE * line] + [FURNITURE * marked] * (n - 1) for n, marked, line in runs]
    ).astype(np.uint8)


@pytest.mark.parametrize(
    ("text", "frame"),
    [
        (flags((50, 1, 1), (90, 0, 1), (60, 1, 1)), (50, 60)),
        (flags((30, 1, 1), (10, 0, 0), (50, 1, 1), (8, 0, 0), (90, 0, 1)), (98, 0)),  # what another item is called
        (flags((50, 1, 0), (90, 0, 0), (60, 1, 0)), (50, 60)),  # a page whose lines are lost
        (flags((14, 1, 1), (90, 0, 1), (60, 1, 0)), (0, 0)),  # a date, and an office at the end of a sentence
        (flags((50, 1, 1), (30, 0, 1), (60, 1, 1)), (0, 0)),  # a form filled in
        (flags((90, 0, 1)), (0, 0)),
        (flags((90, 1, 1)), (0, 0)),
    ],
)
def test_a_frame_is_whole_lines_around_a_text(text, frame):
    assert frame_of(text) == frame


def test_a_form_in_a_frame_is_a_template():
    form = (
        "{}，黄金每盎司收于{}元，白银每盎司收于{}元，原油每桶收于{}元，"
        "成交总额{}亿元，比前一交易日增加{}亿元，{}表示市场预期下周走势平稳"
    )
    filled = [
        form.format("三月四日星期一", 2011, 24, 81, 530, 17, "分析师王建国"),
        form.format("三月八日星期五", 1987, 23, 79, 612, 45, "分析师李小红"),
    ]
    articles = framed("Chinese", "menu and footer", [*(made_up("Chinese", k) for k in range(6)), *filled])
    assert [match.relation for match in find_duplicates(articles).matches] == ["template"]
