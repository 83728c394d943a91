"""A short text and one many times as long: what they share must stand in one place, and they are no twins."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from screen.screen_samples import ENGINES, found_in, index_of, records
from stories import STORIES, made_up

from dedup.corpus.corpus import Keys
from dedup.decide.unlike_lengths import FEW, TIMES, are_unlike, has_neighbours, have_neighbours
from dedup.detect import find_duplicates
from dedup.keys import PASSAGE
from dedup.model import Article, Relation
from dedup.screen.screen import Screener

REPORTS = [made_up(("report", k), 90) for k in range(70)]
DIGEST = "\n".join(REPORTS)

WIRE = """The finance ministers of the Baltic states met in Riga on 14 March 2024 to agree on a common rail tariff.
Latvian minister Arvils Kalnins said the accord with Estonia and Lithuania would halve the freight charges on the Rail
Baltica corridor. Shippers in Ventspils had asked for the tariff since the port lost its coal traffic. The accord takes
effect in July, after the parliaments in Tallinn, Riga and Vilnius have voted on it."""
AGENCY = """Freight on the Rail Baltica corridor is to become cheaper: on 14 March 2024 Estonia, Latvia and Lithuania
settled on one tariff for their railways. "Charges will be halved," promised Arvils Kalnins, finance minister of Latvia,
who had invited his colleagues to Riga. In Ventspils, whose port no longer ships coal, freight forwarders were relieved.
Votes in the parliaments of Tallinn, Vilnius and Riga are to follow before the tariff is charged in July."""


def words_of(text, first, count):
    return " ".join(text.split()[first : first + count])


def note(*pieces):
    """A note of some ninety words around words of others."""
    return " ".join(f"{made_up(('around', k), 30)} {piece}" for k, piece in enumerate(pieces))


NOTES = {
    "a whole report": REPORTS[30],
    "a passage": note(words_of(REPORTS[12], 20, 40), "", ""),
    "pieces from here and there": note(words_of(REPORTS[5], 10, 13), words_of(REPORTS[40], 50, 13), ""),
    "nothing": note("", "", ""),
}
EXPECTED = {"a whole report": [Relation.EXCERPT], "a passage": [Relation.OVERLAP]}


def articles(name):
    others = [Article(f"s{k}", story) for k, story in enumerate(STORIES)]
    return [Article("digest", DIGEST), Article("note", NOTES[name]), *others]


@pytest.mark.parametrize("name", NOTES)
def test_a_digest_and_a_note_match_if_they_share_a_passage_in_one_place(name):
    matches = find_duplicates(articles(name), workers=1).matches
    assert [m.relation for m in matches] == EXPECTED.get(name, [])


@pytest.mark.parametrize("name", NOTES)
@pytest.mark.parametrize("asked", ["digest", "note"])
def test_a_check_says_what_a_batch_says_whichever_is_asked_about(name, asked, tmp_path):
    for engine in ENGINES:
        with index_of(engine, tmp_path, articles(name)) as index:
            one = next(article for article in articles(name) if article.id == asked)
            assert records(Screener(index).screen([one], workers=1).matches) == found_in(articles(name))


def test_reports_of_one_event_are_twins_and_a_digest_of_a_day_is_none():
    pair = [Article("wire", WIRE), Article("agency", AGENCY)]
    assert [m.relation for m in find_duplicates(pair, workers=1).matches] == [Relation.SAME_EVENT]
    digest = [Article("wire", WIRE), Article("digest", f"{DIGEST}\n{AGENCY}\n{made_up('end', 400)}")]
    assert find_duplicates(digest, workers=1).matches == []


@given(st.lists(st.integers(0, 9), max_size=14), st.sets(st.integers(0, 9)), st.sets(st.integers(0, 9)))
def test_neighbours_are_those_of_brute_force(shorter, longer, furniture):
    telling = [key in longer and key not in furniture for key in shorter]
    pairs = [one and other for one, other in pairwise(telling)]
    found = has_neighbours(*(np.array(keys, dtype=np.int32) for keys in (shorter, sorted(longer), sorted(furniture))))
    assert found == (any(pairs) if len(shorter) > FEW else any(telling))


@given(st.data())
def test_pairs_of_many_articles_are_asked_each(data):
    sizes = data.draw(st.lists(st.sampled_from([1, 3, 9, 12, 180, 250]), min_size=2, max_size=6))
    rng = np.random.default_rng(data.draw(st.integers(0, 99)))
    own = [rng.integers(0, 60, size).astype(np.int32) for size in sizes]
    order = rng.permutation(len(own)).astype(np.int32)
    bounds = np.concatenate([[0], np.cumsum([sizes[k] for k in order])]).astype(np.int64)
    passages = Keys(PASSAGE, np.concatenate([own[k] for k in order]), bounds, order)
    counts, furniture = np.array(sizes, dtype=np.int64), np.array([3, 7], dtype=np.int32)
    left, right = (np.array(side, dtype=np.int32) for side in np.triu_indices(len(own), 1))
    expected = []
    for a, b in zip(left.tolist(), right.tolist(), strict=True):
        short, long = (a, b) if sizes[a] <= sizes[b] else (b, a)
        is_unlike = TIMES * sizes[short] < sizes[long]
        expected.append(not is_unlike or has_neighbours(own[short], np.sort(own[long]), furniture))
    assert have_neighbours(passages, left, right, counts, furniture).tolist() == expected
    assert are_unlike(counts[left], counts[right]).tolist() == [
        TIMES * min(sizes[a], sizes[b]) < max(sizes[a], sizes[b]) for a, b in zip(left, right, strict=True)
    ]
