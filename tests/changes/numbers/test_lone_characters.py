"""Chinese characters for one and two, which are numbers only where the same is counted behind both."""

from functools import partial

import pytest
from pairs import changes_in

FRAME = (
    "市议会开会到深夜讨论老石桥的维修问题，居民们在外面等候消息。{}，"
    "这是市长在表决之前宣读的报告里写的内容，会场里一时间十分安静。"
)


changed = partial(changes_in, FRAME)


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("他们购买了这一设备", "他们购买了12.5吨设备", [("", "12.5")]),
        ("他们购买了一些设备", "他们购买了三台设备", [("", "三")]),
        ("他们购买了另一台设备", "他们购买了三台设备", [("", "三")]),
        ("他们一直购买设备", "他们三次购买设备", [("", "三")]),
        ("两国购买了设备", "他们购买了12台设备", [("", "12")]),
    ],
)
def test_a_character_that_counts_nothing_is_no_number(left, right, expected):
    assert changed(left, right) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("桥上有一人死亡", "桥上有三人死亡", ("一", "三")),
        ("桥上有一人死亡", "桥上有 3 人死亡", ("一", "3")),
        ("桥上有两人死亡", "桥上有5人死亡", ("两", "5")),
        ("第一次会议很长", "第三次会议很长", ("一", "三")),
        ("费用达到二十一元", "费用达到二十三元", ("二十一", "二十三")),
        ("费用达到一百元", "费用达到三百元", ("一百", "三百")),
    ],
)
def test_a_character_that_counts_the_same_as_the_other_number_is_one(left, right, expected):
    assert changed(left, right) == [expected]
