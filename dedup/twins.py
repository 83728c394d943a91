"""Same-event matches among candidate pairs: :mod:`dedup.same_event` over many pairs, and its reasons."""

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.assemble import Spans
from dedup.corpus import Corpus
from dedup.evidence import in_parts
from dedup.model import Passage
from dedup.params import Params
from dedup.profiles import Profiles, profiles
from dedup.reasons import quote
from dedup.same_event import RARE_TERMS, SHARED_DATE, Scores, same_event
from dedup.tokens import ALL_CAPS, CAPITAL, CHARACTER, SENTENCE, tokenise

BLOCK = 20_000  #: pairs scored at a time
LEAST_COSINE = 0.1  #: of the whole texts; below, no two reports of one event were seen

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_BEFORE_PLACES = "di in at en à em im w v в у nach aus te ad bei near dari from ke"


class Twins(NamedTuple):
    """The pairs found to report one event."""

    found: NDArray[np.int64]  #: their positions among the pairs that were asked about
    probability: NDArray[np.float64]
    dates: dict[tuple[int, int], int]  #: by (left, right): code of the date that both name, 0 for none
    rare: dict[tuple[int, int], int]  #: number of rare terms in common


def profiles_of(corpus: Corpus, articles: NDArray[np.int64]) -> Profiles:
    """Profile some articles of a corpus."""
    chosen = [corpus.articles[k] for k in articles.tolist()]
    return profiles(
        [article.title for article in chosen], [article.text for article in chosen], corpus.words, corpus.flags,
        corpus.low[articles], corpus.high[articles], corpus.compiled,
    )  # fmt: skip


def score_twins(
    corpus: Corpus,
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    days: NDArray[np.float64],
    score: float,
    workers: int,
) -> Scores:
    """Score pairs of articles.

    Args:
        corpus: The articles; furniture is marked on its flags.
        left: Article numbers, shape ``(n,)``, best sorted.
        right: Article numbers.
        days: Days between their publication, -1.0 if one is undated.
        score: Least probability of a report; 0.0 takes the model's own.
        workers: Threads.

    Returns:
        Probability, decision and what they rest on, in the order of the pairs.
    """

    def part(first: int, last: int) -> Scores:
        both = np.concatenate([left[first:last], right[first:last]]).astype(np.int64)
        articles, places = np.unique(both, return_inverse=True)
        n = last - first
        apart = np.maximum(days[first:last], 0.0)
        return same_event(
            profiles_of(corpus, articles), places[:n].copy(), places[n:].copy(), apart, score, corpus.compiled
        )

    parts = in_parts(len(left), workers, part, BLOCK)
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

    Pairs both dated and further apart than ``params.same_event_days`` never do.
    """
    chosen = np.flatnonzero(asked & (days <= params.same_event_days))
    if not len(chosen):
        return Twins(chosen, np.empty(0), {}, {})
    scores = score_twins(corpus, left[chosen], right[chosen], days[chosen], params.same_event_score, workers)
    found = chosen[scores.twin]
    kept = scores.kept[scores.twin]
    pairs = list(zip(left[found].tolist(), right[found].tolist(), strict=True))
    return Twins(
        found, scores.probability[scores.twin],
        dict(zip(pairs, kept[:, SHARED_DATE].tolist(), strict=True)),
        dict(zip(pairs, kept[:, RARE_TERMS].tolist(), strict=True)),
    )  # fmt: skip


@cache
def _locatives() -> frozenset[int]:
    """Hashes of the words that stand before a place."""
    return frozenset(tokenise(_BEFORE_PLACES).words.tolist())


def _capitals(corpus: Corpus, article: int) -> tuple[set[int], set[int]]:
    """Hashes of the capitalised words of an article, and of those that stand behind a locative word."""
    low, high = int(corpus.low[article]), int(corpus.high[article])
    words, flags = corpus.words[low:high].tolist(), corpus.flags[low:high].tolist()
    capitals: set[int] = set()
    places: set[int] = set()
    run_is_place = False
    for k, (word, flag) in enumerate(zip(words, flags, strict=True)):
        if not flag & CAPITAL or flag & (SENTENCE | CHARACTER):
            run_is_place = False
            continue
        if k and not flags[k - 1] & CAPITAL:
            run_is_place = words[k - 1] in _locatives()
        capitals.add(word)
        if run_is_place and not flag & ALL_CAPS:
            places.add(word)
    return capitals, places


def shared_place(corpus: Corpus, left: int, right: int, spans: Spans) -> str:
    """The first place that both articles name, as the left one writes it; empty if there is none."""
    one, one_places = _capitals(corpus, left)
    two, two_places = _capitals(corpus, right)
    shared = (one & two) & (one_places | two_places)
    offset, low, found = spans.offset[left], int(corpus.low[left]), ""
    for k, word in enumerate(corpus.words[low : int(corpus.high[left])].tolist()):
        if word in shared and corpus.flags[low + k] & CAPITAL:
            found = corpus.articles[left].text[spans.starts[offset + k] : spans.ends[offset + k]]
            if not corpus.flags[low + k] & ALL_CAPS:
                break
    return found


def date_in_words(code: int) -> str:
    """Write a date code as a person does.

    >>> date_in_words(6 + 32 * 2 + 512 * 2024), date_in_words(6 + 32 * 2)
    ('6 February 2024', '6 February')
    """
    day, month, year = code & 31, (code >> 5) & 15, code >> 9
    return f"{day} {_MONTHS[month - 1]}" + (f" {year}" if year else "")


def twin_reasons(
    corpus: Corpus, twins: Twins, left: int, right: int, passages: Sequence[Passage], spans: Spans
) -> tuple[str, ...]:
    """Say why a pair is the same event: date and place, shared words, rare terms."""
    out = []
    code = twins.dates[left, right]
    date = date_in_words(code) if code & 31 and (code >> 5) & 15 else ""
    place = shared_place(corpus, left, right, spans)
    if date or place:
        out.append("both report " + (date + (f" in {place}" if place else "") if date else f"from {place}"))
    longest = max(passages, key=lambda p: p.words, default=None)
    if longest is not None:
        out.append(f"share the {longest.words}-word passage {quote(corpus.articles[left].text, longest)}")
    out.append(f"{twins.rare[left, right]} rare terms in common")
    return tuple(out)
