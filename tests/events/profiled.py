"""Texts with their profiles and scores, and the seeds."""

from pathlib import Path

import numpy as np

from dedup.events.profiles import Profiles, profiles
from dedup.events.same_event import Scores, same_event
from dedup.tokens import tokenise

SEEDS = sorted((Path(__file__).parents[2] / "seeds").glob("*.txt"))
TEXTS = [
    "Rakor di Bali, Selasa (6/2). Bupati Deddy Winarwan menjaga netralitas ASN dan Pemilu 2024. Rakor selesai.",
    "Denpasar, Bali, 6 Februari 2024: Mahyuzar hadir. Netralitas ASN penting, kata Mahyuzar, pada Pemilu 2024.",
    "The committee met in Vienna on Tuesday. Chancellor Smith resigned, the committee said. 5.93 percent rose.",
    "北京时间2月6日，委员会在维也纳开会，主席辞职。委员会说。",
    "คณะกรรมการประชุมที่กรุงเวียนนา",
    "Rạng sáng 12/3, phà của ông Đoàn Hữu Khiết mắc cạn trên sông Vàm Nao, 60 người được đưa vào bờ.",
    "Bà con huyện Phú Tân kể chuyện trên sông Vàm Nao: chủ phà Đoàn Hữu Khiết hứa trả lại tiền vé.",
    "a",
    "",
]


def profiled(texts: list[str], titles: list[str] | None = None, compiled: bool = False) -> Profiles:
    tokens = [tokenise(text) for text in texts]
    high = np.cumsum([len(t.words) for t in tokens], dtype=np.int64)
    low = high - np.array([len(t.words) for t in tokens], dtype=np.int64)
    words, flags = np.concatenate([t.words for t in tokens]), np.concatenate([t.flags for t in tokens])
    return profiles(titles or [""] * len(texts), texts, words, flags, low, high, compiled)


def scored(texts: list[str], pairs: list[tuple[int, int]], compiled: bool = False) -> Scores:
    left, right = (np.array(side, dtype=np.int64) for side in zip(*pairs, strict=True))
    return same_event(profiled(texts, compiled=compiled), left, right, np.full(len(pairs), -1.0), compiled=compiled)
