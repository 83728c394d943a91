"""The place that two reports of one event name."""

import numpy as np
import pytest
from numpy.typing import NDArray

from dedup.corpus.corpus import Corpus, build_corpus
from dedup.corpus.spans import character_spans
from dedup.events.places import shared_places
from dedup.model import Article
from dedup.params import Params
from dedup.runtime.kernels import compile_kernels


def told(left: str, right: str, *, dated: bool = True, compiled: bool = False) -> tuple[str, str]:
    """The place as the left text names it, and as the right one does."""
    corpus = build_corpus([Article("a", left), Article("b", right)], Params(), compiled=compiled)
    one, two = np.zeros(1, dtype=np.int32), np.ones(1, dtype=np.int32)
    first, last, other_first, other_last = shared_places(corpus, one, two, np.array([dated]), 1).T
    return name_at(corpus, one, first, last), name_at(corpus, two, other_first, other_last)


def name_at(corpus: Corpus, article: NDArray[np.int32], first: NDArray[np.int32], last: NDArray[np.int32]) -> str:
    if first[0] < 0:
        return ""
    [[start, end]] = character_spans(corpus, article, first, last, 1).tolist()
    return corpus.articles[article[0]].text[start:end]


GAMES = "The games begin\nThe city council said that the games were held {} after three days of rain."


@pytest.mark.parametrize(
    ("left", "right", "place"),
    [
        ("in Den Haag", "in Den Haag", "Den Haag"),
        ("di GOR Samapta, Kota Magelang", "di GOR Samapta, Magelang", "GOR Samapta"),
        ("in San Bernardino, California,", "at San Bernardino, California,", "San Bernardino, California"),
        ("di Jalan Raya Lenteng Agung", "di Lenteng Agung", "Lenteng Agung"),
        ("in Harwick on Tuesday", "in Harwick", "Harwick"),
        ("at Tuesday Market", "at Tuesday Market", "Market"),
        ("in May", "in May", ""),
        ("near NATO", "in NATO", ""),
        ("in Lowick", "in Dunmore", ""),
        *((f"in {name}", f"in {name}", name) for name in (
            "Rio de Janeiro", "Frankfurt am Main", "St. Petersburg", "Port-au-Prince", "Côte d'Ivoire", "King's Lynn",
            "Stratford-upon-Avon", "Bosnia and Herzegovina", "Newcastle upon Tyne", "Santa Cruz de Tenerife",
        )),
        ("in Harwick and the mayor", "in Harwick and the mayor", "Harwick"),
    ],
)
def test_all_of_its_name_that_both_have_is_told(left, right, place):
    assert told(GAMES.format(left), GAMES.format(right))[0] == place
    assert told(GAMES.format(right), GAMES.format(left))[1] == place


def test_a_heading_in_capitals_is_no_name():
    story = "Boy Found In Harwick Empty House\nThe boy was found {} late at night."
    one, other = story.format("in Harwick"), story.format("near Harwick")
    assert told(one, other) == ("Harwick", "Harwick")


def test_without_a_date_both_must_write_of_it_as_of_a_place():
    one, other = GAMES.format("in Dunmore"), GAMES.format("by Dunmore")
    assert told(one, other)[0] == "Dunmore"
    assert told(one, other, dated=False)[0] == ""


def test_compiled_and_interpreted_tell_the_same():
    compile_kernels()
    texts = GAMES.format("in San Bernardino, California,"), GAMES.format("at San Bernardino, California,")
    assert told(*texts, compiled=True) == told(*texts)
