"""Scripts whose words are not told apart: Vietnamese syllables and Japanese grammar say little of an event."""

import unicodedata
from itertools import combinations

import numpy as np
import pytest

from dedup import Article, find_duplicates
from dedup.language.syllables import writes_syllables
from dedup.pair import compare
from dedup.runtime.kernels import run
from dedup.text_bytes import encode

FERRY = (
    "Phà chở khách mắc cạn trên sông Vàm Nao, 60 người được đưa vào bờ\n\nMột chiếc phà chở sáu mươi hành khách "
    "mắc cạn trên sông Vàm Nao rạng sáng 12/3. Ông Đoàn Hữu Khiết, chủ phà, nói mực nước xuống thấp hơn mọi năm. "
    "Lực lượng cứu hộ huyện Phú Tân dùng xuồng máy đưa mọi người vào bờ, không ai bị thương."
)
FERRY_TWIN = (
    "Hành khách kể chuyện chờ trời sáng giữa dòng Vàm Nao\n\nRạng sáng 12/3, trời còn tối thì con phà khựng lại, "
    "bà con ngồi im nghe nước vỗ. Đến khi xuồng của huyện Phú Tân tới nơi, mọi người mới thở phào. Chủ phà Đoàn "
    "Hữu Khiết xin lỗi từng người và hứa trả lại tiền vé."
)
MARKET = (
    "Chợ hoa cuối năm vắng khách, người bán hạ giá\n\nSáng nay nhiều chủ vườn chở hoa ra chợ từ lúc trời còn tối "
    "nhưng khách mua rất ít. Bà Lê Thị Thắm nói nước sông xuống thấp nên hoa nở sớm hơn mọi năm, tiền công thì "
    "cao. Người bán hứa hạ giá một nửa, ai cũng mong bán hết trước khi đưa hoa về."
)
OTHERS = (
    "The council will vote on the bridge in spring, and the mayor said that the work would take a year.",
    "Vlada je danas usvojila odluku o podršci građanima koji čekaju na rješenje, među njima i studentima, rečeno je.",
    "Le préfet a annoncé que les travaux reprendraient dès lundi, après l’accord trouvé à la mi-journée.",
    "เทศบาลจะสร้างสะพานใหม่ข้ามแม่น้ำในปีหน้า",
    "",
)


def told(text: str) -> bool:
    data = np.frombuffer(encode(text) or b"\0", dtype=np.uint8)
    return bool(run(writes_syllables, False, data, 0, len(encode(text))))


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_vietnamese_is_known_by_its_letters(form):
    assert all(told(unicodedata.normalize(form, text)) for text in (FERRY, FERRY_TWIN, MARKET))


def test_other_languages_are_not_taken_for_it():
    assert not any(told(text) for text in OTHERS)


def test_syllables_in_common_are_no_event():
    assert compare(Article("a", FERRY), Article("b", MARKET)).same_event < 0.4
    assert compare(Article("a", FERRY_TWIN), Article("b", MARKET)).same_event < 0.4


def test_twins_are_found_by_the_names_they_share():
    report = find_duplicates([Article("a", FERRY), Article("b", FERRY_TWIN), Article("c", MARKET)])
    assert [(m.left, m.right, str(m.relation)) for m in report.matches] == [("a", "b", "same-event")]


JAPANESE_NOTES = (
    "17日午前8時20分ごろ、静岡県浜松市の上空を飛んでいた小型機から「計器の様子がおかしい」と連絡があり、同機は約15分後に"
    "近くの空港に着陸した。乗っていた2人にけがはなかった。運輸当局が詳しいいきさつを調べている。",
    "22日午前6時40分ごろ、私鉄の大野原駅で、ホームから人が線路に下りたとの知らせがあり、上下線が約25分間止まった。鉄道会社に"
    "よると、およそ1万4千人に影響が出た。けが人はいなかった。",
    "5日午前5時ごろ、岩手県花巻市の住宅地で、散歩をしていた女性（66）がクマに襲われ、腕にけがをした。警察署によると、クマは"
    "体長約1メートルで、林の中へ逃げた。警察が注意を呼びかけている。",
    "11日午後2時すぎ、愛媛県宇和島市の沖で、釣り船がひっくり返っているのを近くの船が見つけた。海上保安部によると、乗っていた"
    "4人のうち3人が助けられ、1人の行方が分からなくなっている。",
)


@pytest.mark.parametrize(("left", "right"), list(combinations(range(4), 2)))
def test_japanese_notes_that_share_their_grammar_are_not_of_one_event(left, right):
    one, two = (Article(str(k), JAPANESE_NOTES[k]) for k in (left, right))
    assert compare(one, two).match is None
