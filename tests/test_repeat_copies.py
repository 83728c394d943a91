from stories import BRIDGE, METEOR, WHALE

from dedup.detect import find_duplicates
from dedup.model import Article


def test_three_copies_of_a_text_in_one_article_are_three_pairs_of_regions():
    text = "\n\n".join([BRIDGE, METEOR, BRIDGE, WHALE, BRIDGE])
    found = find_duplicates([Article("a", text)]).repeats
    places = [text.index(BRIDGE), text.index(BRIDGE, 10), text.rindex(BRIDGE)]
    pairs = [(repeat.first[0], repeat.second[0]) for repeat in found]
    assert pairs == [(places[0], places[1]), (places[0], places[2]), (places[1], places[2])]
    assert {str(repeat.relation) for repeat in found} == {"identical"}
