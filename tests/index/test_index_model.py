"""Every engine against a plain model, through random changes, also closed and opened again (B5)."""

import tempfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from index_samples import SEED, story

from dedup.index import levels
from dedup.index.entries import make_entries
from dedup.index.memory import MemoryIndex
from dedup.index.sqlite import SqliteIndex
from dedup.keys import BAND, PASSAGE, TERM
from dedup.model import Article
from dedup.params import Params

PARAMS = Params(seed=SEED, term_count=8)
TEXTS = [story(k).text for k in range(10)]
ARTICLES = {
    (k, t): Article(f"id{k}", TEXTS[t], title=f"T{k % 2}", published=f"2024-01-{1 + t:02}" if t % 3 else "")
    for k in range(12)
    for t in range(10)
}
ENTRIES = {pair: make_entries([article], PARAMS, compiled=False)[0][0] for pair, article in ARTICLES.items()}
KEYS = {
    kind: np.unique(np.concatenate([getattr(ENTRIES[0, t], name) for t in range(10)]))
    for kind, name in ((BAND, "band_keys"), (PASSAGE, "passage_keys"), (TERM, "term_keys"))
}
PAIRS = st.tuples(st.integers(0, 11), st.integers(0, 9))


class Machine(RuleBasedStateMachine):
    """Random changes of an index and of a dictionary beside it."""

    engine = "memory"

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        if self.engine == "memory":
            self.index = MemoryIndex(PARAMS)
        else:
            self.index = SqliteIndex.create(Path(self.folder.name) / "m.index", PARAMS, seed=SEED)
        self.model = {}  # id: (number, entry)
        self.next = 1
        self.forgotten_ids, self.forgotten_texts = set(), set()

    def teardown(self):
        assert self.index.verify() == []
        assert all(line["what"] for line in self.index.audit())
        self.index.close()
        self.folder.cleanup()

    def settle(self):
        if self.engine == "sqlite, opened again":
            self.index.close()
            self.index = SqliteIndex(self.index.path)

    @rule(pairs=st.lists(PAIRS, max_size=6))
    def add(self, pairs):
        result = self.index.add([ENTRIES[pair] for pair in pairs])
        told = []
        for pair in pairs:
            entry = ENTRIES[pair]
            article = entry.article
            held = self.model.get(article.id)
            if article.id in self.forgotten_ids or article.text in self.forgotten_texts:
                told.append(("refused", article.id))
            elif held and held[1].article == article:
                told.append(("unchanged", article.id))
            else:
                told.append(("replaced" if held else "added", article.id))
                self.model[article.id] = (self.next, entry)
                self.next += 1
        for name in ("added", "replaced", "unchanged", "refused"):
            assert list(getattr(result, name)) == [each for what, each in told if what == name]
        self.settle()

    @rule(ids=st.lists(st.integers(0, 11), min_size=1, max_size=4))
    def remove(self, ids):
        names = list(dict.fromkeys(f"id{k}" for k in ids))
        assert list(self.index.remove(names).removed) == [name for name in names if self.model.pop(name, None)]
        self.settle()

    @rule(day=st.integers(1, 10))
    def expire(self, day):
        gone = {
            name
            for name, (_, entry) in self.model.items()
            if entry.article.published and entry.article.published < f"2024-01-{day:02}"
        }
        assert set(self.index.expire(f"2024-01-{day:02}").removed) == gone
        for name in gone:
            del self.model[name]
        self.settle()

    @rule(k=st.integers(0, 11), is_lasting=st.booleans())
    def forget(self, k, is_lasting):
        name = f"id{k}"
        held = self.model.pop(name, None)
        assert self.index.forget([name]).removed == ((name,) if held else ())
        if held and not is_lasting:
            self.index.add([held[1]], allow=True)
            self.model[name] = (self.next, held[1])
            self.next += 1
            self.forgotten_ids.discard(name)
            self.forgotten_texts.discard(held[1].article.text)
        else:
            self.forgotten_ids.add(name)
            self.forgotten_texts.update([held[1].article.text] if held else [])
        self.settle()

    @rule()
    def tend(self):
        if self.engine != "memory":
            self.index.tend()
            self.settle()

    @invariant()
    def holds_what_the_model_holds(self):
        numbers = [number for number, _ in self.model.values()]
        assert self.index.numbers().tolist() == sorted(numbers)
        assert self.index.numbers_of(list(self.model)).tolist() == numbers
        assert self.index.articles(numbers) == [entry.article for _, entry in self.model.values()]

    @invariant()
    def answers_as_the_model_does(self):
        first = {}
        for number, entry in sorted(self.model.values(), key=lambda pair: pair[0]):
            first.setdefault(entry.digest, (number, entry))
        for kind, name in ((BAND, "band_keys"), (PASSAGE, "passage_keys"), (TERM, "term_keys")):
            owners = self.index.owners(kind, KEYS[kind])
            expected = [
                [number for number, entry in first.values() if key in set(getattr(entry, name).tolist())]
                for key in KEYS[kind].tolist()
            ]
            assert owners.counts.tolist() == [len(each) for each in expected]
            assert owners.numbers.tolist() == [number for each in expected for number in sorted(each)]
        for t in range(10):
            held = sorted(number for number, entry in self.model.values() if entry.digest == ENTRIES[0, t].digest)
            assert self.index.members([ENTRIES[0, t].fingerprint])[0].tolist() == held


@pytest.mark.parametrize("engine", ["memory", "sqlite", "sqlite, opened again"])
def test_an_index_equals_a_plain_model_through_random_changes(engine, monkeypatch):
    monkeypatch.setattr(levels, "RECENT_POSTINGS", 200)
    monkeypatch.setattr(levels, "STEP_POSTINGS", 300)
    machine = type("EngineMachine", (Machine,), {"engine": engine})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=40 if engine == "memory" else 12,
            stateful_step_count=25,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
