import numpy as np
import pytest

from dedup.corpus.corpus import build_corpus
from dedup.corpus.word_counts import count_words, have_fewer
from dedup.detect import find_duplicates
from dedup.model import Article
from dedup.pair import compare
from dedup.params import Params


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The old bridge is shut.", 5),
        ("ประธานาธิบดีเช็กเยือนซีเรีย", 4),
        ("イラン大統領がラオスを訪問", 6),
        ("新华社 10 日电", 3),
        ("Toyota และ Honda", 2),
        ("นายกรัฐมนตรี" * 12, 24),
        ("", 0),
    ],
)
def test_characters_count_for_words_where_no_spaces_part_them(text, words):
    corpus = build_corpus([Article("a", text), Article("b", "one")], Params())
    assert count_words(corpus, np.array([1, 0])).tolist() == [1, words]
    assert have_fewer(corpus, np.array([0, 0]), 10).tolist() == 2 * [words < 10]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("ประธานาธิบดีเช็กเยือนซีเรีย", "ประธานาธิบดีเช็กเยือนกัวเตมาลา"),
        ("ทีมชาติไทยชนะเวียดนาม", "ทีมชาติไทยแพ้เวียดนาม"),
        ("イラン大統領がラオスを訪問", "リビア大統領がラオスを訪問"),
        ("国家主席习近平会见法国总统马克龙", "国家主席习近平会见巴西总统卢拉"),
    ],
)
def test_a_few_words_without_spaces_match_their_exact_copy_only(left, right):
    one, two, copy = Article("one", left), Article("two", right), Article("copy", f" {left}!")
    assert [(m.left, m.right, m.relation) for m in find_duplicates([one, two, copy]).matches] == [
        ("copy", "one", "identical")
    ]
    assert compare(one, two, explain=True).explanation["no_event"] == "one has fewer than 10 words"
    assert compare(one, two).match is None
    assert compare(one, copy).match.relation == "identical"


def test_a_headline_of_ten_words_without_spaces_may_be_edited():
    text = "นายกรัฐมนตรีเป็นประธานเปิดงานมหกรรมสินค้าเกษตรปลอดภัยที่เมืองทองธานีจังหวัดนนทบุรี"
    assert compare(Article("a", text), Article("b", text.replace("เปิดงาน", "ในงาน"))).match.relation == "near-duplicate"
