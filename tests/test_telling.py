"""What is told of pairs in processes beside the run: the same as here, and here where that cannot be."""

import subprocess

import pytest
from all_kinds import everything
from runs import found_in

import dedup.assemble
import dedup.telling
from dedup.facts.facts import FIGURE
from dedup.model import Change, Passage
from dedup.relate.relate import EXCERPT, NEAR_DUPLICATE, SAME_EVENT, TEMPLATE
from dedup.runtime.apart import Worker
from dedup.telling import Asked, tell, tellers

TEXTS = [
    "JAKARTA - It cost $5 then, and 31 people saw Ann Lee.",
    "BANDUNG - It cost €5 then, and 44 people saw Ann Poe.",
    "The flood of Lyon on Monday drove 200 people out of their homes in Lyon.",
    "Firemen took 200 people to safety on Monday, in Lyon.",
]
ASKED = Asked(
    TEXTS, [0, 0, 0, 2], [1, 1, 1, 3], [NEAR_DUPLICATE, TEMPLATE, EXCERPT, SAME_EVENT],
    [[Passage((10, 20), (10, 20), 3)], [], [], []], [[(31, FIGURE, 31, 33, 31, 33)]] * 4,
)  # fmt: skip
CHANGED = Change("number", "31", "44")


def ended_worker(*arguments):
    """A process that has been killed before it is asked."""
    worker = Worker(*arguments)
    worker.kill()
    while worker.is_alive:
        pass
    return worker


def no_process(*_, **__):
    raise OSError("there is no room for another process")


def test_copies_forms_and_excerpts_are_told_their_own_changes():
    changes = tell(ASKED).changes
    place = Change("name", "JAKARTA", "BANDUNG")
    assert changes == [(place, Change("number", "$5", "€5"), CHANGED), (place, CHANGED), (CHANGED,), ()]


def test_of_reports_of_one_event_the_place_is_told():
    assert [place.name for place in tell(ASKED).places] == ["Lyon"]


@pytest.mark.parametrize("count", [0, 1, 3])
def test_processes_tell_the_same(count):
    with tellers(count) as ask:
        assert [ask(ASKED) for _ in range(3)] == [tell(ASKED)] * 3


def test_a_text_that_is_no_unicode_is_told_here():
    odd = ASKED._replace(texts=[f"{text} \ud800" for text in TEXTS])
    with tellers(1) as ask:
        assert ask(odd) == tell(odd)


def test_what_a_process_breaks_off_is_told_here(monkeypatch):
    monkeypatch.setattr(dedup.runtime.apart, "Worker", ended_worker)
    with tellers(1) as ask:
        assert ask(ASKED) == tell(ASKED)


def test_where_no_process_can_be_started_it_is_told_here(monkeypatch):
    monkeypatch.setattr(subprocess, "Popen", no_process)
    with tellers(2) as ask:
        assert ask(ASKED) == tell(ASKED)


def test_processes_end_with_the_telling(monkeypatch):
    started = []

    def noted(*arguments):
        started.append(Worker(*arguments))
        return started[-1]

    monkeypatch.setattr(dedup.runtime.apart, "Worker", noted)
    with tellers(1) as ask:
        ask(ASKED)
        assert [worker.is_alive for worker in started] == [True]
    assert [worker.is_alive for worker in started] == [False]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_a_run_that_is_written_up_in_processes_gives_the_same(workers, monkeypatch):
    whole = found_in(everything())
    monkeypatch.setattr(dedup.assemble, "MANY", 1)
    monkeypatch.setattr(dedup.assemble, "BLOCK", 3)
    seen = []
    parts = found_in(
        everything(), workers=workers, progress=lambda stage, done, total: seen.append((stage, done, total))
    )
    assert parts._replace(seconds=0.0) == whole._replace(seconds=0.0)
    counts = [done for stage, done, _ in seen if stage == "writing up"]
    assert counts == sorted(counts)
    assert counts[-1] == len(whole.matches)
