"""Vietnamese: syllables are no words, and two syllables of a name tell more than many others."""

import unicodedata

import numpy as np
import pytest

from dedup import Article, find_duplicates
from dedup.kernels import run
from dedup.pair import compare
from dedup.syllables import writes_syllables
from dedup.tokens import encode

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
