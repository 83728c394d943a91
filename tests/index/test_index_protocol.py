"""What every engine does, also when it is closed and opened between any two calls."""

from itertools import pairwise

import numpy as np
import pytest
from index_samples import SEED, story

from dedup.errors import UsageError
from dedup.index.entries import content_digest, make_entries
from dedup.index.errors import DedupIndexError, IndexDamagedError
from dedup.index.protocol import Decision, Withdrawal
from dedup.keys import BAND, PASSAGE, TERM
from dedup.model import Article


def found(engine, kind, keys, **options):
    """The ids under each key."""
    index = engine.again()
    owners = index.owners(kind, np.asarray(keys, dtype=np.uint32), **options)
    ids = [article.id for article in index.articles(owners.numbers)]
    bounds = owners.bounds.tolist()
    return [ids[low:high] for low, high in pairwise(bounds)]


def test_an_empty_index_holds_nothing(engine):
    index = engine.again()
    assert len(index) == 0
    assert index.numbers().tolist() == []
    assert index.numbers_of(["a"]).tolist() == [0]
    assert index.owners(BAND, np.array([1, 2], dtype=np.uint32)).counts.tolist() == [0, 0]
    assert index.members([5])[0].tolist() == []
    assert index.audit() == []
    assert index.verify() == []


def test_nothing_added_is_no_change(engine):
    assert engine.add() == engine.again().remove(["nobody"])
    assert engine.again().audit() == []


def test_an_article_comes_back_as_it_went_in(engine):
    article = Article(
        "é\ud800", "Ein Satz mit Wörtern.\n\nلا", "Titel", "Quelle", "https://x", "2024-05-01T10:00:00Z", "de"
    )
    engine.add(article)
    index = engine.again()
    assert index.articles(index.numbers()) == [article]


def test_added_articles_are_found_under_all_their_keys(engine):
    articles = [story(k) for k in range(8)]
    engine.add(*articles)
    entries = engine.entries(*articles)
    for entry in entries:
        for kind, keys in ((BAND, entry.band_keys), (PASSAGE, entry.passage_keys), (TERM, entry.term_keys)):
            expected = [
                [e.article.id for e in entries if key in (e.band_keys, e.passage_keys, e.term_keys)[kind - 1]]
                for key in keys.tolist()
            ]
            assert found(engine, kind, keys) == expected


def test_owners_come_in_the_order_of_adding_for_keys_in_any_order(engine):
    engine.add(story(3))
    engine.add(story(1))
    keys = engine.entries(story(3))[0].term_keys[::-1]
    index = engine.again()
    for key, low, high in zip(
        keys, *(lambda b: (b[:-1], b[1:]))(index.owners(TERM, keys).bounds.tolist()), strict=True
    ):
        numbers = index.owners(TERM, keys).numbers[low:high].tolist()
        assert numbers == sorted(numbers)
        assert key in index.keys_of(numbers[:1])[0].term


def test_a_limit_gives_the_first_and_counts_all(engine):
    same = "the minister said in a statement on the budget of the state"
    engine.add(*[Article(f"b{k}", f"{same} {k} {k + 100} {k + 200}") for k in range(30)])
    keys = engine.entries(Article("q", same + " 1 101 201"))[0].passage_keys
    index = engine.again()
    whole, few = index.owners(PASSAGE, keys), index.owners(PASSAGE, keys, limit=2)
    assert few.counts.tolist() == whole.counts.tolist()
    assert max(whole.counts) == 30
    assert max(np.diff(few.bounds)) == 2
    assert max(index.owners(PASSAGE, keys, cap=5).counts) == 5
    k = int(np.argmax(whole.counts))
    assert few.numbers[few.bounds[k] : few.bounds[k + 1]].tolist() == [1, 2]


def test_the_keys_of_articles_are_those_of_their_entries(engine):
    articles = [story(k) for k in range(4)]
    engine.add(*articles)
    index = engine.again()
    for keys, entry in zip(index.keys_of(index.numbers()), engine.entries(*articles), strict=True):
        assert np.array_equal(keys.band, entry.band_keys)
        assert np.array_equal(keys.passage, entry.passage_keys)
        assert np.array_equal(keys.term, entry.term_keys)


def test_the_same_article_again_is_unchanged(engine):
    engine.add(story(1), story(2))
    again = engine.add(story(1), story(3))
    assert (again.unchanged, again.added) == (("a1",), ("a3",))
    assert len(engine.again()) == 3


def test_another_text_under_an_id_replaces_the_first_and_all_its_postings(engine):
    engine.add(story(1), story(2))
    old = engine.entries(story(1))[0]
    result = engine.add(story(1, text=story(9).text))
    assert result.replaced == ("a1",)
    index = engine.again()
    assert len(index) == 2
    assert index.articles(index.numbers_of(["a1"]))[0].text == story(9).text
    assert index.owners(PASSAGE, old.passage_keys).numbers.tolist() == []
    assert index.verify() == []


def test_another_title_replaces_too(engine):
    engine.add(story(1, title="Bridge to close"))
    assert engine.add(story(1, title="Bridge closes")).replaced == ("a1",)
    index = engine.again()
    assert [a.title for a in index.articles(index.numbers())] == ["Bridge closes"]


def test_an_id_twice_in_one_change_keeps_the_last(engine):
    index = engine.again()
    first, second = engine.entries(story(1))[0], engine.entries(story(1, text=story(2).text))[0]
    result = index.add([first, second])
    assert (result.added, result.replaced) == (("a1",), ("a1",))
    assert [a.text for a in index.articles(index.numbers())] == [story(2).text]
    assert index.verify() == []


def test_equal_texts_share_the_postings_of_the_first(engine):
    engine.add(story(1), story(1, id="b", text=story(1).text.upper()))
    entry = engine.entries(story(1))[0]
    index = engine.again()
    assert set(index.owners(BAND, entry.band_keys).numbers.tolist()) == {1}
    assert index.members([entry.fingerprint])[0].tolist() == [1, 2]
    assert np.array_equal(index.keys_of([2])[0].band, entry.band_keys)
    assert (index.info().articles, index.info().texts) == (2, 1)


def test_when_the_first_of_equal_texts_goes_another_takes_over(engine):
    engine.add(story(1), story(1, id="b"), story(1, id="c"))
    entry = engine.entries(story(1))[0]
    for gone, heir in (("a1", 2), ("b", 3)):
        engine.again().remove([gone])
        index = engine.again()
        assert set(index.owners(BAND, entry.band_keys).numbers.tolist()) == {heir}
        assert index.verify() == []
    engine.again().remove(["c"])
    assert engine.again().owners(BAND, entry.band_keys).numbers.tolist() == []


def test_replacing_the_first_of_equal_texts_by_a_new_title_keeps_one_representative(engine):
    engine.add(story(1), story(1, id="b"))
    engine.add(story(1, title="New"))
    index = engine.again()
    entry = engine.entries(story(1))[0]
    assert set(index.owners(BAND, entry.band_keys).numbers.tolist()) == {2}
    assert index.members([entry.fingerprint])[0].tolist() == [2, 3]
    assert index.verify() == []


def test_many_equal_texts_are_limited_but_all_there(engine):
    engine.add(*[story(1, id=f"c{k:03}") for k in range(150)])
    fingerprint = engine.entries(story(1))[0].fingerprint
    index = engine.again()
    assert len(index.members([fingerprint], limit=20)[0]) == 20
    assert len(index.members([fingerprint])[0]) == 150


def test_removed_articles_are_nowhere(engine):
    engine.add(*[story(k) for k in range(5)])
    entry = engine.entries(story(2))[0]
    assert engine.again().remove(["a2", "nobody", "a2"]).removed == ("a2",)
    index = engine.again()
    assert index.numbers_of(["a2", "a3"]).tolist() == [0, 4]
    assert 3 not in index.owners(TERM, entry.term_keys).numbers.tolist()
    assert len(index) == 4
    with pytest.raises(IndexDamagedError):
        index.articles([3])


def test_a_removed_article_may_come_back(engine):
    engine.add(story(1))
    engine.again().remove(["a1"])
    assert engine.add(story(1)).added == ("a1",)
    assert engine.again().verify() == []


def test_removals_and_additions_are_one_change(engine):
    engine.add(story(1))
    result = engine.add(story(2), withdrawn=[Withdrawal("a1", "")])
    assert (result.added, result.removed) == (("a2",), ("a1",))
    assert len(engine.again().audit()) == 2


def test_expiry_takes_what_was_published_before_and_leaves_the_undated(engine):
    engine.add(story(1, published="2024-01-01"), story(2, published="2024-02-01T00:00:00Z"), story(3))
    assert engine.again().expire("2024-02-01").removed == ("a1",)
    assert len(engine.again()) == 2


def test_expiry_refuses_what_is_no_date(engine):
    with pytest.raises(UsageError, match="2025-01-31"):
        engine.again().expire("yesterday")


def test_a_forgotten_article_is_gone_and_refused(engine):
    engine.add(story(1), story(2))
    assert engine.again().forget(["a1"]).removed == ("a1",)
    assert len(engine.again()) == 1
    assert engine.add(story(1), story(3)).refused == ("a1",)
    assert engine.add(story(1, id="other")).refused == ("other",)
    assert engine.again().verify() == []


def test_a_forgotten_article_comes_back_when_it_is_allowed(engine):
    engine.add(story(1))
    engine.again().forget(["a1"])
    assert engine.add(story(1), allow=True).added == ("a1",)
    engine.again().remove(["a1"])
    assert engine.add(story(1)).added == ("a1",)


def test_an_id_that_is_not_there_can_be_forgotten_beforehand(engine):
    engine.again().forget(["a7"])
    assert engine.add(story(7)).refused == ("a7",)


def test_forgetting_takes_the_decisions_on_the_text_with_it(engine):
    engine.add(story(1), story(2), story(3))
    digests = [content_digest(story(k)) for k in (1, 2, 3)]
    engine.again().add_decision(Decision(digests[0], digests[1], "duplicate", "same report", "eva", "2025-01-01"))
    engine.again().add_decision(Decision(digests[1], digests[2], "not", "", "eva", "2025-01-01"))
    engine.again().forget(["a1"])
    assert [d.decision for d in engine.again().decisions()] == ["not"]
    assert engine.again().verify() == []


def test_decisions_come_back_in_order_and_by_content(engine):
    made = [Decision(f"{k:032x}", f"{k + 1:032x}", "duplicate", f"note {k}", "eva", "2025-01-01") for k in range(3)]
    for decision in made:
        engine.again().add_decision(decision)
    assert engine.again().decisions() == made
    assert engine.again().decisions([f"{1:032x}"]) == made[:2]


def test_a_later_version_replaces_and_an_earlier_one_does_not(engine, monkeypatch):
    versions = {story(1).text: "9\t", story(2).text: "10\t", story(3).text: "8\t"}
    monkeypatch.setattr("dedup.index.planning.version_of", lambda article: versions[article.text])
    engine.add(story(1))
    assert engine.add(story(2, id="a1")).replaced == ("a1",)
    assert engine.add(story(3, id="a1")).older == ("a1",)
    index = engine.again()
    assert index.articles(index.numbers_of(["a1"]))[0].text == story(2).text


def test_every_change_is_one_line_of_the_log_without_ids_or_texts(engine):
    engine.add(story(1), story(2))
    engine.again().remove(["a1"])
    engine.again().forget(["a2"])
    log = engine.again().audit()
    assert [line["what"] for line in log] == ["add", "remove", "forget"]
    assert not any("a1" in line.get("articles", []) or "council" in str(line) for line in log)


def test_what_is_written_inside_one_hold_is_seen_inside_and_after(engine):
    index = engine.again()
    with index.writing():
        index.add(engine.entries(story(1)))
        assert index.numbers_of(["a1"]).tolist() == [1]
        index.add(engine.entries(story(2)))
    assert len(engine.again()) == 2


def test_an_error_inside_a_hold_leaves_nothing_in_a_stored_index(engine):
    if not engine.is_stored:
        return  # an index in memory dies with its process
    engine.add(story(1))
    index = engine.again()
    entries = engine.entries(story(2))

    def add_and_fail():
        with index.writing():
            index.add(entries)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        add_and_fail()
    assert len(index) == 1
    assert index.numbers_of(["a2"]).tolist() == [0]
    assert index.add(engine.entries(story(2))).added == ("a2",)
    assert index.verify() == []


def test_the_seed_is_kept_and_never_shown(engine):
    engine.add(story(1))
    index = engine.again()
    assert index.params.seed == SEED
    assert "seed=" not in repr(index)
    assert "seed" not in str(index.info())
    assert "seed" not in str(index.audit())


def test_articles_without_words_make_no_entries(engine):
    entries, wordless = make_entries([story(1), Article("e", "...")], engine.index.params, compiled=False)
    assert [entry.article.id for entry in entries] == ["a1"]
    assert [article.id for article in wordless] == ["e"]


def test_a_closed_index_says_so(engine):
    index = engine.again()
    index.close()
    with pytest.raises(DedupIndexError, match="open it again"):
        index.numbers()


@pytest.mark.parametrize(("version", "comes"), [("1", False), ("2", False), ("3", True), ("", False)])
def test_a_withdrawn_article_comes_again_in_a_later_version_only(version, comes, engine):
    engine.add(story(1, version="2"))
    assert engine.add(withdrawn=[Withdrawal("a1", "2")]).removed == ("a1",)
    engine.again()
    result = engine.add(story(1, version=version))
    assert (result.added, result.older) == ((("a1",), ()) if comes else ((), ("a1",)))
    assert engine.again().verify() == []


def test_a_later_version_is_not_withdrawn_by_an_older_notice(engine):
    engine.add(story(1, version="3"))
    assert engine.add(withdrawn=[Withdrawal("a1", "2")]).older == ("a1",)
    assert len(engine.again()) == 1


def test_a_withdrawn_article_may_be_allowed_again(engine):
    engine.add(withdrawn=[Withdrawal("a1", "")])
    engine.again()
    assert engine.add(story(1), allow=True).added == ("a1",)
    assert engine.add(story(1)).unchanged == ("a1",)
