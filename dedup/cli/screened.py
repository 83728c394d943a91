"""Reads inputs, screens them against an index, judges what was found: shared by check and baseline."""

import os
from collections.abc import Iterable
from datetime import UTC, date, datetime
from itertools import chain
from typing import TYPE_CHECKING

from dedup.cli.run import make_params, make_read_options, read_ignored
from dedup.cli.settings import Settings
from dedup.cli.talk import Talk
from dedup.errors import UsageError
from dedup.findings import DEFAULT_FAIL_ON, Checked, Place, judge
from dedup.model import Article, Relation
from dedup.policy import NO_POLICY, read_policy
from dedup.screening import Screening

if TYPE_CHECKING:
    from dedup.baseline import Baseline


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
    from dedup.readers.collect import read_articles

    if not settings.index:
        raise UsageError(
            "no index to check against; name one with --index INDEX (dedup index add INDEX INPUT... makes it)"
        )
    make_params(settings)
    read_ignored(settings)
    policy = read_policy(settings.policy) if settings.policy else NO_POLICY
    reading = read_articles(inputs, make_read_options(settings))
    first = next(reading, None)
    if first is None and not settings.allow_empty:
        talk.left_out([reading])
        talk.error("nothing to check: the inputs hold no article (--allow-empty makes that no error)")
        return None
    screening = screen_index(chain([first] if first else [], reading), settings, talk)
    talk.left_out([reading])
    screening = screening._replace(rejected=[*screening.rejected, *reading.rejected])
    if settings.verbose:
        talk.say(f"{reading.count} articles, {reading.duplicates} more read twice, {screening.seconds:.1f} s")
    places = {name: Place(path, line) for name, (path, line) in reading.places().items()}
    fail_on = settings.fail_on or DEFAULT_FAIL_ON
    return judge(screening, fail_on, baseline=baseline, policy=policy, places=places, today=today())


def screen_index(articles: Iterable[Article], settings: Settings, talk: Talk) -> Screening:
    """Screen articles against the index that the settings name; here an archive of files serves as one."""
    from dedup.detect import find_duplicates
    from dedup.readers.collect import read_articles
    from dedup.versions import update_of

    if settings.add:
        raise UsageError(f"{settings.index}: is an archive of files, to which --add cannot add; name an index")
    params, ignored = make_params(settings), read_ignored(settings)
    screened = {article.id: article for article in articles}
    indexed = {article.id: article for article in read_articles(settings.index, make_read_options(settings))}
    known = [(new, indexed[name]) for name, new in screened.items() if name in indexed]
    updates = [update for new, old in known if (update := update_of(new, old, params, ignore=ignored))]
    others = {
        name: article
        for name, article in indexed.items()
        if name not in screened and article.source not in settings.exclude_source
    }
    # Ids that sort as wanted: the later of two inputs on the left, what is indexed on the right.
    names = {f"0{len(screened) - number:09}": name for number, name in enumerate(screened)}
    names |= {f"1{name}": name for name in others}
    all_articles = screened | others
    report = find_duplicates(
        [all_articles[name]._replace(id=key) for key, name in names.items()],
        params,
        workers=settings.workers,
        ignore=ignored,
        relations=[Relation(name) for name in settings.relation] or None,
        progress=talk.progress,
        notify=talk.say,
    )
    order = {name: number for number, name in enumerate(screened)}
    matches = [
        match._replace(left=names[match.left], right=names[match.right])
        for match in report.matches
        if names[match.left] in screened
    ]
    matches.sort(key=lambda match: (order[match.left], match.right))
    repeats = [repeat._replace(article=names[repeat.article]) for repeat in report.repeats]
    return Screening(
        articles=screened,
        others={match.right: others[match.right] for match in matches if match.right in others},
        matches=matches,
        repeats=sorted(
            (repeat for repeat in repeats if repeat.article in screened), key=lambda repeat: order[repeat.article]
        ),
        updates=updates,
        seconds=report.seconds,
        parameters=report.parameters,
    )


def today() -> date:
    """Return the day in UTC; ``SOURCE_DATE_EPOCH`` sets it, so that what is made with it can be made again."""
    seconds = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not seconds:
        return datetime.now(UTC).date()
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date()
    except (ValueError, OverflowError, OSError) as exc:
        raise UsageError(f"SOURCE_DATE_EPOCH must be seconds since 1970, got {seconds!r}") from exc
