"""What takes Python to tell of pairs: their changed facts, and the places of reports of one event.

It is told block by block, here or in processes beside this one: a process runs one line of Python at a time, and
this is nearly half the work of a large run.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from itertools import compress
from typing import NamedTuple

import orjson

from dedup.changes.dates.numeric_dates import without_numeric_dates
from dedup.changes.dates.split_times import Row
from dedup.changes.misread_words import without_misread
from dedup.changes.names.datelines import dateline_change, without_places
from dedup.changes.numbers.halved_scales import halved_changes
from dedup.changes.numbers.mixed_numbers import without_mixed
from dedup.changes.numbers.rewritten_amounts import rewritten_amounts
from dedup.changes.numbers.sign_changes import sign_changes
from dedup.changes.seen_alike import without_alike
from dedup.changes.told_changes import told_changes
from dedup.errors import ReaderError
from dedup.events.places import NO_SHARED_PLACE, SharedPlace, places_of, shared_place
from dedup.model import Change, Passage
from dedup.relate.relate import COPIES, NEAR_DUPLICATE, SAME_EVENT, TEMPLATE
from dedup.runtime.apart import ApartLimits, Job, Pool
from dedup.runtime.collector import collector_paused

_LIMITS = ApartLimits(max_bytes=4 << 30, cpu_s=3600, wall_s=3600, max_input_bytes=512 << 20, max_answer_bytes=512 << 20)
_WITH_DATELINES = (*COPIES, TEMPLATE)
_TASK = Job(f"{__name__}:tell_json", b"")


class Asked(NamedTuple):
    """What is to be told of: some pairs."""

    texts: Sequence[str]  #: each once
    left: Sequence[int]  #: text of each pair
    right: Sequence[int]
    relations: Sequence[int]
    passages: Sequence[Sequence[Passage]]  #: of copies
    rows: Sequence[Sequence[Row]]  #: the facts that differ: place, kind, spans


class Told(NamedTuple):
    """What is told of pairs."""

    changes: Sequence[tuple[Change, ...]]
    places: Sequence[SharedPlace]  #: of reports of one event, what both name


#: Tells of pairs, here or elsewhere.
Tell = Callable[[Asked], Told]


def tell(asked: Asked) -> Told:
    """Tell of pairs.

    >>> texts, whole = ["It cost $5 then.", "It cost €5 then."], Passage((0, 15), (0, 15), 4)
    >>> tell(Asked(texts, [0], [1], [NEAR_DUPLICATE], [[whole]], [[]])).changes
    [(Change(what='number', left='$5', right='€5'),)]
    """
    texts = asked.texts
    changes = [
        () if relation == SAME_EVENT else _changes(texts[one], texts[two], relation, passages, rows)
        for one, two, relation, passages, rows in zip(
            asked.left, asked.right, asked.relations, asked.passages, asked.rows, strict=True
        )
    ]
    twins = [relation == SAME_EVENT for relation in asked.relations]
    return Told(changes, _places(texts, compress(asked.left, twins), compress(asked.right, twins)))


def _changes(
    one: str, two: str, relation: int, passages: Sequence[Passage], rows: Sequence[Row]
) -> tuple[Change, ...]:
    """The changes of a pair by place; of copies also those that no word tells of, and of forms those of datelines."""
    rows = without_numeric_dates(one, two, without_mixed(one, two, rows)) if rows else rows
    told, dateline = told_changes(one, two, rows) if rows else [], None
    if relation in _WITH_DATELINES and one != two:
        if relation != TEMPLATE:
            told.extend((place, 0, change) for place, change in sign_changes(one, two, passages))
            told.extend((place, 0, change) for place, change in halved_changes(one, two, passages))
        if relation == NEAR_DUPLICATE:
            known = [change.left for _, _, change in told if change.left]
            told.extend(
                (place, 0, change) for place, change in rewritten_amounts(one, two, passages)
                if not change.left.endswith((*known,))
            )  # fmt: skip
        if dateline := dateline_change(one, two):
            told.append((0, 0, dateline))
    changes = without_alike(dict.fromkeys([change for _, _, change in sorted(told)])) if told else []
    changes = without_places(changes, dateline) if dateline else changes
    return tuple(changes if relation == TEMPLATE else without_misread(one, two, changes))


def _places(texts: Sequence[str], left: Iterator[int], right: Iterator[int]) -> list[SharedPlace]:
    """The place of each pair; each text is read once, and none beside one that names no place."""
    read = cache(lambda k: places_of(texts[k]))
    return [
        shared_place(texts[one], texts[two], read(one), read(two)) if read(one) else NO_SHARED_PLACE
        for one, two in zip(left, right, strict=True)
    ]


@collector_paused()
def tell_json(raw: bytes, options: object) -> object:
    """Tell of pairs that another process asks about in JSON, in values of JSON."""
    texts, left, right, relations, passages, rows = orjson.loads(raw)
    spans = [[Passage(tuple(one), tuple(two), words) for one, two, words in each] for each in passages]
    told = tell(Asked(texts, left, right, relations, spans, rows))
    return [[tuple(change) for change in each] for each in told.changes], [tuple(place) for place in told.places]


@contextmanager
def tellers(count: int) -> Iterator[Tell]:
    """Give what tells of pairs in so many processes beside this one; in this one where it is 0.

    Threads may ask at once. What no process can tell, since none can be started or a text holds what JSON cannot,
    is told here.
    """
    if not count:
        yield tell
        return
    with Pool(_LIMITS, count) as pool:

        def ask(asked: Asked) -> Told:
            try:
                changes, places = pool.run(_TASK._replace(raw=orjson.dumps(tuple(asked), default=tuple)))
            except (ReaderError, orjson.JSONEncodeError):
                return tell(asked)
            return Told(
                [tuple([Change(*change) for change in each]) for each in changes],
                [SharedPlace(*place) for place in places],
            )

        yield ask
