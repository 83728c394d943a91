"""Same-event matches among candidate pairs: :mod:`dedup.events.same_event` over many pairs, and its reasons."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.corpus.corpus import Corpus
from dedup.corpus.spans import character_spans
from dedup.events.head_terms import HEAD
from dedup.events.next_events import are_issues, is_of_a_later_day
from dedup.events.places import SharedPlace
from dedup.events.profiles import Profiles, joined, profiles
from dedup.events.quoted_terms import MOST_FURTHER, QUOTE_SHIFT, QUOTES
from dedup.events.same_event import QUOTED, RARE_TERMS, TOLD_DATE, Scores, same_event
from dedup.facts.date_parts import is_islamic
from dedup.facts.facts import DATE, WEAK_DATE, facts
from dedup.language.date_words import ISLAMIC_YEARS
from dedup.model import Article, Passage
from dedup.params import Params
from dedup.published import EPOCH, day_number
from dedup.reasons import longest_of, passage_in_words
from dedup.relate.templates import RECURRENCE
from dedup.runtime.threads import in_parts
from dedup.tokens import is_unspaced

BLOCK = 40_000  #: pairs scored at a time: 3 kB for the profile of each article in them
DAYS_AFTER, DAYS_BEFORE = 10, 62  #: an article is written so many days after or before the event that it reports
SOME_DAYS = 1.5  #: from which on the later of two articles may tell what came of the news of the earlier
LEAST_COSINE = 0.07  #: of the whole texts; below, no two reports of one event were seen

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_ISLAMIC_MONTHS = (
    "Muharram", "Safar", "Rabi al-Awwal", "Rabi al-Thani", "Jumada al-Ula", "Jumada al-Thani", "Rajab",
    "Shaban", "Ramadan", "Shawwal", "Dhu al-Qadah", "Dhu al-Hijjah",
)  # fmt: skip


class Twins(NamedTuple):
    """The pairs found to report one event."""

    found: NDArray[np.int64]  #: their positions among the pairs that were asked about
    probability: NDArray[np.float64]
    dates: dict[tuple[int, int], int]  #: by (left, right): code of the date that both name early, 0 for none
    rare: dict[tuple[int, int], int]  #: number of rare terms in common
    #: Rare terms in common, in the left one and in the right one: see :data:`dedup.events.quoted_terms.QUOTE_SHIFT`.
    terms: dict[tuple[int, int], list[int]]


def profiles_of(corpus: Corpus, articles: NDArray[np.int64], workers: int) -> Profiles:
    """Profile some articles of a corpus, a part at a time."""

    def part(first: int, last: int) -> Profiles:
        some = articles[first:last]
        chosen = [corpus.articles[k] for k in some.tolist()]
        return profiles(
            [article.title for article in chosen], [article.text for article in chosen], corpus.words, corpus.flags,
            corpus.low[some], corpus.high[some], corpus.compiled,
        )  # fmt: skip

    return joined(in_parts(len(articles), workers, part))


def score_twins(
    corpus: Corpus,
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    days: NDArray[np.float64],
    score: float,
    workers: int,
) -> Scores:
    """Score pairs of articles; two of one source need more: most are follow-ups, other chapters of one affair.

    Args:
        corpus: The articles; furniture is marked on its flags.
        left: Article numbers, shape ``(n,)``, best sorted; n > 0.
        right: Article numbers.
        days: Days between their publication, -1.0 if one is undated.
        score: Least probability of a report; 0.0 takes the model's own.
        workers: Threads.

    Returns:
        Probability, decision and what they rest on, in the order of the pairs.
    """
    numbers: dict[str, int] = {"": -1}
    sources = np.array([numbers.setdefault(a.source, len(numbers)) for a in corpus.articles], dtype=np.int64)
    one_source = (sources[left] == sources[right]) & (sources[left] >= 0)
    blocks = [slice(start, start + BLOCK) for start in range(0, len(left), BLOCK)]
    return _joined([_scores(corpus, left[b], right[b], days[b], one_source[b], score, workers) for b in blocks])


def _scores(
    corpus: Corpus,
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    days: NDArray[np.float64],
    one_source: NDArray[np.bool_],
    score: float,
    workers: int,
) -> Scores:
    """Score one block of pairs; each article is profiled once."""
    articles, places = np.unique(np.concatenate([left, right]).astype(np.int64), return_inverse=True)
    profiled, one, two = profiles_of(corpus, articles, workers), places[: len(left)], places[len(left) :]

    def part(first: int, last: int) -> Scores:
        return same_event(
            profiled, one[first:last], two[first:last], days[first:last], one_source[first:last], score, corpus.compiled
        )

    return _joined(in_parts(len(left), workers, part))


def _joined(parts: Sequence[Scores]) -> Scores:
    """The scores of all parts, one behind the other."""
    return Scores(*(np.concatenate(column) for column in zip(*parts, strict=True)))


def find_twins(
    corpus: Corpus,
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    days: NDArray[np.float64],
    asked: NDArray[np.bool_],
    params: Params,
    workers: int,
) -> Twins:
    """Find the pairs that report one event among those asked about.

    Pairs both dated and further apart than ``params.same_event_days`` never do; see also :func:`further_obstacle`.
    """
    chosen = np.flatnonzero(asked & (days <= params.same_event_days))
    if not len(chosen):
        return Twins(chosen, np.empty(0), {}, {}, {})
    chosen = chosen[np.lexsort((right[chosen], left[chosen]))]  # fewer articles stand in several blocks
    scores = score_twins(corpus, left[chosen], right[chosen], days[chosen], params.same_event_score, workers)
    twin = scores.twin.copy()
    for k in np.flatnonzero(twin & (days[chosen] >= RECURRENCE)).tolist():
        pair = chosen[k]
        twin[k] = not further_obstacle(
            corpus, int(left[pair]), int(right[pair]), days[pair], int(scores.kept[k, TOLD_DATE])
        )
    found, kept = chosen[twin], scores.kept[twin]
    pairs = list(zip(left[found].tolist(), right[found].tolist(), strict=True))
    return Twins(
        found, scores.probability[twin],
        dict(zip(pairs, kept[:, TOLD_DATE].tolist(), strict=True)),
        dict(zip(pairs, kept[:, RARE_TERMS].tolist(), strict=True)),
        dict(zip(pairs, kept[:, QUOTED:].tolist(), strict=True)),
    )  # fmt: skip


def further_obstacle(corpus: Corpus, one: int, other: int, days: float, told: int) -> str:
    """Say why two articles are of two events whatever they share, as a part of a sentence; nothing if they are not.

    Args:
        corpus: The articles.
        one: Number of an article.
        other: Number of the other.
        days: Between them, negative if one is undated.
        told: Code of the date that both tell, 0 for none.
    """
    if days >= RECURRENCE and are_issues(corpus.articles[one], corpus.articles[other]):
        return "two issues of a series"
    if days < SOME_DAYS:
        return ""
    published = {day_number(corpus.articles[k].published): k for k in (one, other)}
    earlier, later = sorted(published)
    codes = [told] if told else _days_named(corpus, published[later])
    is_later = is_of_a_later_day(codes, later, earlier)
    return "the later one has its news from a day on which the earlier one was out already" if is_later else ""


def _days_named(corpus: Corpus, article: int) -> list[int]:
    """The dates and weekdays that the head of an article's text names, as codes, in order."""
    low, high = corpus.low[article : article + 1], corpus.high[article : article + 1]
    found = facts(corpus.words, corpus.flags, low, np.minimum(high, low + HEAD), corpus.compiled)
    return [int(code) for code in found.hashes[(found.kinds == DATE) | (found.kinds == WEAK_DATE)]]


def date_in_words(code: int) -> str:
    """Write a date code as a person does, one of the Islamic calendar with its months; nothing without day or month.

    >>> date_in_words(6 + 32 * 2 + 512 * 2024), date_in_words(6 + 32 * 2), date_in_words(32 * 2)
    ('6 February 2024', '6 February', '')
    >>> date_in_words(15 + 32 * 9 + 512 * 1445)
    '15 Ramadan 1445'
    """
    day, month, year = code & 31, (code >> 5) & 15, code >> 9
    if not day or not month:
        return ""
    if is_islamic(code):
        return f"{day} {_ISLAMIC_MONTHS[month - 1]}" + (f" {year}" if year > ISLAMIC_YEARS else "")
    return f"{day} {_MONTHS[month - 1]}" + (f" {year}" if year else "")


def twin_reasons(
    corpus: Corpus,
    twins: Twins,
    left: Sequence[int],
    right: Sequence[int],
    passages: Sequence[Sequence[Passage]],
    edited: Sequence[bool],
    places: Sequence[SharedPlace],
    workers: int,
) -> list[tuple[str, ...]]:
    """Say why pairs are the same event: date and place, shared words, rare terms.

    Args:
        corpus: The articles.
        twins: The evidence.
        left: Article numbers of the pairs.
        right: Article numbers.
        passages: What each pair has in common.
        edited: Whether some words of its longest passage differ.
        places: What each pair names.
        workers: Threads.
    """
    pairs = [(min(pair), max(pair)) for pair in zip(left, right, strict=True)]
    runs = list[tuple[int, int, int]]()  # pair, first and last word of its terms in its left text
    for k, (pair, one) in enumerate(zip(pairs, left, strict=True)):
        is_second = one != pair[0]
        terms = twins.terms[pair][QUOTES * is_second : QUOTES * is_second + QUOTES]
        runs += [(k, at >> QUOTE_SHIFT, (at >> QUOTE_SHIFT) + (at & MOST_FURTHER)) for at in terms]
    rows = np.array([run for run in runs if run[1] >= 0], dtype=np.int32).reshape(-1, 3)
    of_pair, starts, ends = rows.T
    spans = iter(character_spans(corpus, np.array(left, dtype=np.int32)[of_pair], starts, ends, workers).tolist())
    quoted = [corpus.articles[left[k]].text[slice(*next(spans))] if first >= 0 else "" for k, first, _ in runs]
    return [
        _reasons(
            _date(twins.dates[pair], corpus.articles[left[k]], corpus.articles[right[k]]), places[k],
            corpus.articles[left[k]].text, passages[k], edited[k], twins.rare[pair],
            quoted[QUOTES * k : QUOTES * (k + 1)],
            is_unspaced(corpus.flags, int(corpus.low[left[k]]), int(corpus.high[left[k]])),
        )
        for k, pair in enumerate(pairs)
    ]  # fmt: skip


def is_near(code: int, day: float) -> bool:
    """Say whether an article of a day, by its number since 1970, may report an event of a date.

    >>> [is_near(6 + 32 * 2 + 512 * year, 19760.0) for year in (2024, 0, 2023)]  # 7 February 2024
    [True, True, False]
    """
    if is_islamic(code) or day != day:
        return True
    number, month, year = code & 31, code >> 5 & 15, code >> 9
    published = date.fromordinal(int(day) + EPOCH)
    for near in [year] if year else range(published.year - 1, published.year + 2):
        try:
            after = published - date(near, month, number)
        except ValueError:  # 29 February, day or month 0
            continue
        if -DAYS_BEFORE <= after.days <= DAYS_AFTER:
            return True
    return False


def _date(code: int, *articles: Article) -> str:
    """The date of an event in words; empty if an article is of another time."""
    days = (day_number(article.published) for article in articles if article.published)
    return date_in_words(code) if all(is_near(code, day) for day in days) else ""


def _reasons(
    date: str,
    place: SharedPlace,
    text: str,
    passages: Sequence[Passage],
    edited: bool,
    rare: int,
    terms: Sequence[str],
    unspaced: bool,
) -> tuple[str, ...]:
    """The reasons of one pair, given the left text."""
    out = []
    if date:
        out.append(f"both report {date}" + (f" in {place.name}" if place.name else ""))
    elif place.name:
        out.append(f"both {'report from' if place.in_datelines else 'name'} {place.name}")
    longest = longest_of(passages)
    if longest is not None:
        out.append(f"share the {passage_in_words(text, longest, 1, edited)}")
    told = list(dict.fromkeys(filter(None, terms)))
    listed = ", ".join([*told, "…"] if rare > len(told) else told)
    what = "rare pairs of characters" if unspaced else "rare terms"
    out.append(f"{rare} {what} in common" + (f": {listed}" if told else ""))
    return tuple(out)
