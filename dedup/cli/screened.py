"""Reads inputs, screens them against an index, judges what was found: shared by check and baseline."""

import os
from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from dedup.cli.run import at_need_again, make_params, make_read_options, no_article, read_ignored
from dedup.cli.settings import Settings
from dedup.cli.talk import Talk
from dedup.errors import UsageError
from dedup.findings.findings import DEFAULT_FAIL_ON, Checked, Place, judge
from dedup.findings.policy import NO_POLICY, read_policy
from dedup.findings.screening import Screening
from dedup.model import Article, Relation

if TYPE_CHECKING:
    from dedup.findings.baseline import Baseline
    from dedup.index.sqlite import SqliteIndex
    from dedup.readers.collect import Reading


def check_inputs(
    inputs: list[str], settings: Settings, talk: Talk, baseline: "Baseline | None" = None
) -> Checked | None:
    """Screen the articles of the inputs and judge what was found.

    Args:
        inputs: Files, folders, or ``-``.
        settings: Of the run.
        talk: For progress and remarks.
        baseline: Accepted findings.

    Returns:
        The judged screening; None if the inputs hold no article and ``allow_empty`` is not set.

    Raises:
        DedupError: If anything named is missing or wrong; before the reading, as far as possible.
    """
    if not settings.index:
        raise UsageError(
            "no index to check against; name one with --index INDEX (dedup index add INDEX INPUT... makes it)"
        )
    make_params(settings)
    read_ignored(settings)
    policy = read_policy(settings.policy) if settings.policy else NO_POLICY
    found = at_need_again(lambda hold: _read_and_screen(inputs, settings, talk, hold=hold))
    if found is None:
        return None
    screening, reading = found
    places = {name: Place(path, line) for name, (path, line) in reading.places().items()}
    fail_on = settings.fail_on or DEFAULT_FAIL_ON
    return judge(screening, fail_on, baseline=baseline, policy=policy, places=places, today=today())


def _read_and_screen(
    inputs: list[str], settings: Settings, talk: Talk, *, hold: bool
) -> "tuple[Screening, Reading] | None":
    """Read and screen; None if the inputs hold no article and ``allow_empty`` is not set."""
    from dedup.readers.collect import read_articles

    reading = read_articles(inputs, make_read_options(settings, keep_canceled=settings.add, hold=hold))
    first = next(reading, None)
    if first is None and not settings.allow_empty:
        talk.left_out([reading])
        talk.error(f"{no_article(inputs)} (--allow-empty makes that no error)")
        return None
    screening = screen_index(chain([first] if first else [], reading), settings, talk)
    talk.left_out([reading])
    screening = screening._replace(rejected=[*screening.rejected, *reading.rejected])
    if settings.verbose:
        talk.say(f"articles: {reading.count}, read twice: {reading.duplicates}, {screening.seconds:.1f} s")
    return screening, reading


def screen_index(articles: Iterable[Article], settings: Settings, talk: Talk) -> Screening:
    """Screen articles against the index that the settings name, and add them if that is asked for."""
    from dedup.index.errors import DedupIndexError
    from dedup.screen.judging import SHARE, judge_if_grown
    from dedup.screen.screen import screen

    with _opened(settings, talk) as index:
        screening = screen(
            articles,
            index,
            make_params(replace(settings, seed=None), index.params),
            add=settings.add,
            exclude_sources=settings.exclude_source,
            relations=[Relation(name) for name in settings.relation] or None,
            by_source=bool(settings.policy),
            ignore=read_ignored(settings),
            workers=settings.workers,
            progress=talk.progress,
        )
        if settings.add:
            try:
                judge_if_grown(index, seconds=SHARE * screening.seconds, workers=settings.workers)
            except DedupIndexError as exc:  # what was found is told all the same
                talk.say(f"passages that recur were not judged, which makes later checks slower: {exc}")
        return screening


def _opened(settings: Settings, talk: Talk) -> "AbstractContextManager[SqliteIndex]":
    """Open the index; one that is not there is made if articles are to be added to it."""
    from dedup.cli.index_add import open_or_create
    from dedup.index.sqlite import SqliteIndex

    path = Path(settings.index)
    if settings.add:
        return open_or_create(path, settings, talk)
    index = SqliteIndex(path, wanted=make_params(settings) if settings.params or settings.profile else None)
    if "seed" in settings.by_option and index.params.seed != settings.seed:
        index.close()
        raise UsageError(f"{path}: was made with another seed; leave out --seed")
    return index


def today() -> date:
    """Return the day in UTC; ``SOURCE_DATE_EPOCH`` sets it, so that what is made with it can be made again."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date()
    except (ValueError, OverflowError, OSError) as exc:
        raise UsageError(f"SOURCE_DATE_EPOCH must be seconds since 1970, got {seconds!r}") from exc
