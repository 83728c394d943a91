"""Two texts to the region in which they run in parallel: tells a rewritten text from one that uses the same words.

Rewriting cuts every long passage, but runs of two words and more stay in one order and close together. They are
chained, a word in common against the words left out between them, and the best chain is the region in which one text
rewrites the other. Of independent answers to one question none shares twenty words in such a region, of heavily revised
copies four in five do (Clough and Stevenson 2011). In scripts without spaces runs of three characters are chained.

Source: local alignment after Smith and Waterman (1981), over runs in place of words.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.align import build_seeds, newest_place, seed_slot
from dedup.confirm.confirm import (
    COVERED_GUEST,
    COVERED_HOST,
    DATES_GUEST,
    DATES_HOST,
    FIGURES_GUEST,
    FIGURES_HOST,
    LONGEST,
    NAMES_GUEST,
    NAMES_HOST,
    SHARED,
    TOTAL_GUEST,
    TOTAL_HOST,
    UNSPACED,
    WASTE,
)
from dedup.corpus.corpus import Corpus
from dedup.evidence.evidence import Evidence, column
from dedup.params import Params
from dedup.relate.relate import MOST, MUCH_MORE
from dedup.runtime.kernels import Ints, kernel, run
from dedup.runtime.threads import in_parts
from dedup.shingles import write_shingles
from dedup.tokens import is_unspaced

RUN = 2  #: words of a run
RUN_CHARACTERS = 3  #: the same in scripts without spaces
SURE_CHARACTERS, SURE_MORE = 6, 2  #: of a run that is none by chance; words of one beyond those of any run
DRIFT = 60  #: words or characters that a run lies off the place where the last sure one goes on, at most
GAIN = 10  #: of a word in common
CHANGED = 4  #: cost of a word replaced by another
ADDED = 3  #: cost of a word left out or added
PLACES = 6  #: of two words in the host that are tried, from the last on
REACH = 64  #: earlier runs that a run may go on from
MOST_RUNS = 1  #: a word of the guest, on average: in two texts of a story .13 to .27 begin
LEAST_CONTAINED = 0.3  #: share of three-character runs in common of an edited copy, in scripts without spaces
MOST_WASTE = 0.5  #: furniture in passages, as a share of what else they hold: offices and their holders recur in news
BESIDE = 0.35  #: share in common of what lies beside its passages: of edited copies .41 and more, of quotations .33
PAIRS_AT_ONCE = 20  #: that are worth a thread
COLUMNS = 6  #: of a region: host start, host end, guest start, guest end, words in common, runs that these are
MATCHED, RUNS = 4, 5  #: the last of them
SHORT_RUNS = 18  #: characters of a run on average: edits all over leave 5 to 16, in forms nineteen in twenty have 27
MORE_RUNS = 2  #: for each fact of the text that has more of them: a form full of facts is broken by these alone
NAMED_RUNS = 3  #: the same if hardly a fact is the same: names, which no capital tells there, break a form as often
ALL_OVER = 0.8  #: share of both texts that runs in parallel, whatever the facts; of an office's other notes .75
IN_COMMON = 0.45  #: and share of that which is the same: copies with 40 % replaced have .47 and more
NOTICE = 400  #: characters of a text of which facts alone tell: accidents of two days are told in one order, too


@kernel
def all_runs(
    words: Ints,
    low: int,
    high: int,
    guest_low: int,
    guest_high: int,
    least: int,
    grams: Ints,
    count: int,
    seeds: "NDArray[np.int64]",
    mask: int,
    stamp: int,
    earlier: "NDArray[np.int32]",
    ends: "NDArray[np.int32]",
    runs: "NDArray[np.int32]",
) -> int:
    """Write the common runs of ``least`` words and more (position left, position right, words), in right order.

    ``grams`` holds the ``count`` n-grams of so many words of the right text. Of those that begin at one place of it two
    are written: the longest, and the one that is nearest to where the last sure run goes on. A run whose first n-gram
    has too many places begins with one that has not. ``ends`` is working memory, one for each word of both texts.
    Returns the number of runs, no more than it takes to know that there are more than ``MOST_RUNS`` a word.
    """
    found, length, shift = 0, guest_high - guest_low, 0
    sure = SURE_CHARACTERS if least == RUN_CHARACTERS else least + SURE_MORE
    for k in range(high - low + length):
        ends[k] = 0
    for q in range(count):
        p = newest_place(seeds, seed_slot(seeds, mask, stamp, grams[q]), stamp)
        tried, best, best_p, near, near_p, off = 0, 0, -1, 0, -1, DRIFT + 1
        while p >= 0 and tried < PLACES:
            x, y, place = low + p, guest_low + q, p - q + length
            if ends[place] <= q:  # else it is the middle of a run
                run = 0
                while x + run < high and y + run < guest_high and words[x + run] == words[y + run]:
                    run += 1
                ends[place] = q + run
                if run >= least and abs(p - q - shift) < off:
                    near, near_p, off = run, p, abs(p - q - shift)
                if run > best:
                    best, best_p = run, p
            tried += 1
            p = int(earlier[p])
        if best >= (sure if least == RUN_CHARACTERS else least) and best_p != near_p:
            runs[3 * found], runs[3 * found + 1], runs[3 * found + 2] = best_p, q, best
            found += 1
        if near_p >= 0:
            runs[3 * found], runs[3 * found + 1], runs[3 * found + 2] = near_p, q, near
            found += 1
        if found >= MOST_RUNS * length:
            break
        if best >= sure:
            shift = best_p - q
    return found


@kernel
def best_before(
    gains: Ints, host_starts: Ints, host_ends: Ints, guest_ends: Ints, i: int, j: int, length: int
) -> int:
    """Return which of some runs one of ``length`` words at i and j goes on from best, the last of equals.

    It is told as the gain times ``REACH`` plus the place among them; no gain is as good as none, less than ``REACH``.
    There are no branches, so that the compiler takes several runs at once.
    """
    best = 0
    for k in range(len(gains)):
        left, right = i - host_ends[k], j - guest_ends[k]
        inside = max(0, -left, -right)
        cost = (CHANGED - ADDED) * (min(left, right) + inside) + ADDED * (max(left, right) + inside)
        is_open = (host_starts[k] < i) & (inside < length) & (gains[k] > cost)
        gain = (gains[k] - cost - GAIN * inside) * REACH + k
        best = max(best, gain if is_open else 0)
    return best


@kernel
def chain_in_parallel(
    runs: Ints,
    count: int,
    gains: "NDArray[np.int64]",
    common: "NDArray[np.int64]",
    before: "NDArray[np.int64]",
    host_starts: "NDArray[np.int64]",
    host_ends: "NDArray[np.int64]",
    guest_ends: "NDArray[np.int64]",
) -> int:
    """Chain runs (position left, position right, words), sorted by the right; return the last run of the best chain.

    ``common`` are the equal words of the best chain that ends with a run, ``before`` the run before it there, -1 for
    the first one. A run that begins inside the one before it counts what lies beyond. -1 without runs.
    """
    end, same = -1, 0
    for x in range(count):
        i, j, length = int(runs[3 * x]), int(runs[3 * x + 1]), int(runs[3 * x + 2])
        gains[x], common[x], before[x] = GAIN * length, length, -1
        host_starts[x], host_ends[x], guest_ends[x] = i, i + length, j + length
        if int(runs[3 * same + 1]) < j:
            same = x  # the first run of this place in the right text, before which those lie that it may go on from
        first = min(same, max(0, x - REACH))
        best = best_before(
            gains[first:same], host_starts[first:same], host_ends[first:same], guest_ends[first:same], i, j, length
        )
        if best >= REACH:
            y = first + best % REACH
            gains[x] += best // REACH
            common[x] += common[y] - max(0, host_ends[y] - i, guest_ends[y] - j)
            before[x] = y
        if end < 0 or gains[x] > gains[end]:
            end = x
    return end


@kernel
def chain_of_pair(
    low: int,
    high: int,
    guest_low: int,
    guest_high: int,
    words: Ints,
    flags: Ints,
    seeds: "NDArray[np.int64]",
    mask: int,
    stamp: int,
    is_built: bool,
    earlier: "NDArray[np.int32]",
    ends: "NDArray[np.int32]",
    grams: "NDArray[np.int64]",
    runs: "NDArray[np.int32]",
    gains: "NDArray[np.int64]",
    common: "NDArray[np.int64]",
    before: "NDArray[np.int64]",
    host_starts: "NDArray[np.int64]",
    host_ends: "NDArray[np.int64]",
    guest_ends: "NDArray[np.int64]",
) -> int:
    """Write all common runs of two texts, chained; return the last run of the best chain, -1 if there is none.

    With ``is_built`` the seeds of the host are in the table under their stamp, from the pair before.
    There is none in texts of a few words over and over, which have more runs in common than words.
    """
    least = RUN_CHARACTERS if is_unspaced(flags, low, high) else RUN
    if not is_built:
        count = write_shingles(words, low, high, least, grams)
        build_seeds(grams, count, seeds, mask, stamp, earlier)
    count = write_shingles(words, guest_low, guest_high, least, grams)
    found = all_runs(
        words, low, high, guest_low, guest_high, least, grams, count, seeds, mask, stamp, earlier, ends, runs
    )
    if found >= MOST_RUNS * (guest_high - guest_low):
        return -1
    return chain_in_parallel(
        runs, found, gains, common, before, host_starts, host_ends, guest_ends
    )


@kernel
def find_parallel(
    hosts: Ints,
    guests: Ints,
    lows: Ints,
    highs: Ints,
    words: Ints,
    flags: Ints,
    seeds: "NDArray[np.int64]",
    mask: int,
    earlier: "NDArray[np.int32]",
    ends: "NDArray[np.int32]",
    grams: "NDArray[np.int64]",
    runs: "NDArray[np.int32]",
    gains: "NDArray[np.int64]",
    common: "NDArray[np.int64]",
    before: "NDArray[np.int64]",
    host_starts: "NDArray[np.int64]",
    host_ends: "NDArray[np.int64]",
    guest_ends: "NDArray[np.int64]",
    out: "NDArray[np.int32]",
) -> None:
    """Write the region of each pair, sorted by host: that of the best chain."""
    stamp = 0
    for pair in range(len(hosts)):
        is_built = pair > 0 and hosts[pair] == hosts[pair - 1]
        stamp += 0 if is_built else 1
        low, high = int(lows[hosts[pair]]), int(highs[hosts[pair]])
        guest_low, guest_high = int(lows[guests[pair]]), int(highs[guests[pair]])
        end, at = chain_of_pair(
            low, high, guest_low, guest_high, words, flags, seeds, mask, stamp, is_built, earlier, ends, grams, runs,
            gains, common, before, host_starts, host_ends, guest_ends,
        ), COLUMNS * pair  # fmt: skip
        if end < 0:
            continue
        first, count = end, 1
        while before[first] >= 0:
            first, count = int(before[first]), count + 1
        out[at], out[at + 1], out[at + 2] = runs[3 * first], host_ends[end], runs[3 * first + 1]
        out[at + 3], out[at + MATCHED], out[at + RUNS] = guest_ends[end], common[end], count


def is_in_pieces(evidence: Evidence, params: Params) -> NDArray[np.bool_]:
    """Which pairs share no passage that is long enough by itself; in scripts without spaces none is looked for."""
    short = column(evidence, LONGEST) < params.min_passage_words
    return np.asarray(short & (column(evidence, UNSPACED) == 0), dtype=np.bool_)


def may_be_edited(corpus: Corpus, evidence: Evidence, forms: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which pairs in scripts without spaces may be edited copies whose passages are cut up by the edits.

    Of a copy with 40 % of its words replaced .31 and more of the three-character runs are left in Chinese and Japanese,
    .45 in Thai; of Thai notes that have nothing to do with each other 3 % share so many. What look like ``forms`` may
    hold as much furniture in passages as else: a site's texts that were scanned, of which short runs tell.
    """
    fewer = np.minimum(corpus.shingle_counts[evidence.hosts], corpus.shingle_counts[evidence.guests])
    contained = column(evidence, SHARED) >= LEAST_CONTAINED * np.maximum(1, fewer)
    most = np.where(forms, 1.0, MOST_WASTE)
    is_own = column(evidence, WASTE) <= most * column(evidence, COVERED_GUEST)
    return np.asarray(contained & (column(evidence, UNSPACED) > 0) & is_own, dtype=np.bool_)


def are_even(evidence: Evidence, pairs: NDArray[np.int64], regions: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Say in which regions the texts are alike beside their passages, too: edits stand all over, quotations apart.

    Args:
        evidence: Of all pairs.
        pairs: Which of them have regions, shape ``(n,)``.
        regions: As :func:`parallel_regions` gives them, shape ``(n, 6)``.
    """
    covered = np.minimum(column(evidence, COVERED_HOST), column(evidence, COVERED_GUEST))[pairs]
    left = np.minimum(regions[:, 1] - regions[:, 0], regions[:, 3] - regions[:, 2]) - covered
    return np.asarray((left > 0) & (regions[:, MATCHED] - covered >= BESIDE * left), dtype=np.bool_)


def chaining_memory(hosts: NDArray[np.int64], guests: NDArray[np.int64]) -> "tuple[NDArray[Any] | int, ...]":
    """Working memory of :func:`chain_of_pair`, from its seeds on, for texts of so many words.

    The stamps that it takes begin with 1.
    """
    longest = int(max(hosts.max(), guests.max())) + 2
    slots = 1 << max(8, (2 * longest).bit_length())
    return (
        np.zeros(2 * slots, dtype=np.int64), slots - 1, np.zeros(longest, dtype=np.int32),
        np.zeros(2 * longest, dtype=np.int32), np.zeros(longest, dtype=np.int64),
        np.zeros(3 * MOST_RUNS * longest, dtype=np.int32),
        *(np.zeros(MOST_RUNS * longest, dtype=np.int64) for _ in range(6)),
    )  # fmt: skip


def parallel_regions(
    corpus: Corpus, hosts: NDArray[np.int32], guests: NDArray[np.int32], workers: int
) -> NDArray[np.int32]:
    """Find where the texts of each pair run in parallel.

    Args:
        corpus: The articles.
        hosts: Article numbers, shape ``(n,)``.
        guests: Article numbers, shape ``(n,)``.
        workers: Threads.

    Returns:
        Array of shape ``(n, 6)``, columns as in :data:`COLUMNS`, positions from the start of each text; a row of
        zeros where there is no region.

    >>> from dedup.corpus.corpus import build_corpus
    >>> from dedup.model import Article
    >>> texts = "A cat sat on the old mat and slept.", "The cat sat upon the old mat and slept."
    >>> corpus = build_corpus([Article(str(k), text) for k, text in enumerate(texts)], Params(), workers=1)
    >>> parallel_regions(corpus, np.array([0]), np.array([1]), workers=1).tolist()
    [[1, 9, 1, 9, 7, 2]]
    """
    order = np.argsort(hosts, kind="stable")
    hosts, guests = hosts[order], guests[order]
    host_words, guest_words = corpus.lengths(hosts), corpus.lengths(guests)

    def part(first: int, last: int) -> NDArray[np.int32]:
        out = np.zeros(COLUMNS * (last - first), dtype=np.int32)
        if first < last:
            run(
                find_parallel, corpus.compiled, hosts[first:last], guests[first:last], corpus.low, corpus.high,
                corpus.words, corpus.flags, *chaining_memory(host_words[first:last], guest_words[first:last]), out,
            )  # fmt: skip
        return out

    regions = np.empty((len(hosts), COLUMNS), dtype=np.int32)
    parts = in_parts(len(hosts), workers, part, PAIRS_AT_ONCE, host_words + guest_words)
    regions[order] = np.concatenate(parts).reshape(-1, COLUMNS)
    return regions


def are_in_short_runs(
    evidence: Evidence, pairs: NDArray[np.int64], regions: NDArray[np.int32], others: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """Say in which regions edits or misread letters all over leave short runs in common: far more than facts make.

    Args:
        evidence: Of all pairs, in scripts without spaces.
        pairs: Which of them have regions, shape ``(n,)``.
        regions: As :func:`parallel_regions` gives them, shape ``(n, 6)``.
        others: In which of them hardly a fact is the same, shape ``(n,)``.
    """
    facts = np.zeros(len(pairs), dtype=np.int64)
    for one, other in ((FIGURES_HOST, FIGURES_GUEST), (DATES_HOST, DATES_GUEST), (NAMES_HOST, NAMES_GUEST)):
        facts += np.maximum(column(evidence, one)[pairs], column(evidence, other)[pairs])
    is_short = regions[:, MATCHED] < SHORT_RUNS * regions[:, RUNS]
    return np.asarray(is_short & (regions[:, RUNS] > np.where(others, NAMED_RUNS, MORE_RUNS) * facts), dtype=np.bool_)


def run_throughout(evidence: Evidence, pairs: NDArray[np.int64], regions: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Say which texts longer than notices run in parallel from end to end, about half of their characters the same.

    Args:
        evidence: Of all pairs.
        pairs: Which of them have regions, shape ``(n,)``.
        regions: As :func:`parallel_regions` gives them, shape ``(n, 6)``.
    """
    host, guest = column(evidence, TOTAL_HOST)[pairs], column(evidence, TOTAL_GUEST)[pairs]
    of_host, of_guest = regions[:, 1] - regions[:, 0], regions[:, 3] - regions[:, 2]
    is_all = (np.minimum(host, guest) > NOTICE) & (of_host >= ALL_OVER * host) & (of_guest >= ALL_OVER * guest)
    return np.asarray(is_all & (regions[:, MATCHED] >= IN_COMMON * np.maximum(of_host, of_guest)))


def most_of(
    evidence: Evidence, pairs: NDArray[np.int64], regions: NDArray[np.int32]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Say of which pairs the region is most of the shorter text, which the other has much more than, and most of both.

    Args:
        evidence: Of all pairs.
        pairs: Which of them have regions, shape ``(n,)``.
        regions: As :func:`parallel_regions` gives them, shape ``(n, 6)``.
    """
    host, guest = (np.maximum(1, column(evidence, which)[pairs]) for which in (TOTAL_HOST, TOTAL_GUEST))
    of_host, of_guest = (regions[:, 1] - regions[:, 0]) / host, (regions[:, 3] - regions[:, 2]) / guest
    is_longer = np.minimum(host, guest) <= MUCH_MORE * np.maximum(host, guest)
    part = is_longer & (np.where(host < guest, of_host, of_guest) >= MOST)
    return np.asarray(part), np.asarray(~is_longer & (of_host >= MOST) & (of_guest >= MOST))
