"""How many words a text has, in scripts without spaces too.

There every character is a token, and so many of them stand for a word. What is promised of texts of few words must hold
in all scripts.
"""

import re

import numpy as np
from numpy.typing import NDArray

from dedup.corpus.corpus import Corpus
from dedup.tokens import CHARACTER

WORD_CHARACTERS, CHINESE_WORD = 5, 2  #: characters that stand for a word where words are not parted, and in Chinese
SAMPLE = 1000  #: characters of a text that tell which of them it is

_CHINESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")  # and Japanese


def word_characters(text: str) -> int:
    """Say how many characters stand for a word of a text, if its script does not part words; its head tells.

    >>> word_characters("首相は辞任した"), word_characters("นายกรัฐมนตรี")
    (2, 5)
    """
    is_chinese = not text.isascii() and _CHINESE.search(text, 0, SAMPLE) is not None
    return CHINESE_WORD if is_chinese else WORD_CHARACTERS


def count_words(corpus: Corpus, articles: NDArray[np.int32]) -> NDArray[np.int64]:
    """Count the words of some articles.

    Args:
        corpus: The articles.
        articles: Numbers of some, shape ``(n,)``.

    Returns:
        Words, shape ``(n,)``: tokens, but of characters so many as make a word count once.

    >>> from dedup.corpus.corpus import build_corpus
    >>> from dedup.model import Article
    >>> from dedup.params import Params
    >>> texts = "Rain again on Sunday", "首相は10日に辞任した", "นายกรัฐมนตรีเยือนลาว"
    >>> corpus = build_corpus([Article(str(k), text) for k, text in enumerate(texts)], Params(), workers=1)
    >>> count_words(corpus, np.array([0, 1, 2])).tolist()
    [4, 5, 3]
    """
    out = np.zeros(len(articles), dtype=np.int64)
    for place, article in enumerate(articles.tolist()):
        flags = corpus.flags[corpus.low[article] : corpus.high[article]]
        characters = int(np.count_nonzero(flags & CHARACTER))
        width = word_characters(corpus.articles[article].text) if characters else 1
        out[place] = len(flags) - characters + characters // width
    return out


def have_fewer(corpus: Corpus, articles: NDArray[np.int32], words: int) -> NDArray[np.bool_]:
    """Say which of some articles have fewer words than ``words``; those of many tokens are not looked through."""
    length = corpus.high - corpus.low
    few = np.zeros(len(length), dtype=np.bool_)
    asked = np.zeros(len(length), dtype=np.bool_)
    asked[articles] = True
    which = np.flatnonzero(asked & (length < words * WORD_CHARACTERS)).astype(np.int32)
    few[which] = count_words(corpus, which) < words
    return few[articles]
