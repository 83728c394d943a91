"""Texts that stand twice inside one article.

The words of an article are aligned with themselves; fragments of one repeat are merged.
Where the first copy breaks off in mid-sentence and the second goes on, the second is
taken with all that follows it: a page that holds a text cut off, then its headline and
the whole. What is filled in anew in one form, as the lines of two quarters in a report of results, is no repeat, see
:mod:`dedup.repeats.repeats_of`.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.align import build_seeds, chain_runs, common_runs
from dedup.confirm.confirm import ANCHOR, ANCHOR_CHARACTERS
from dedup.confirm.seeds import SEED_CHARACTERS, table_mask, write_seeds
from dedup.keys import count_distinct, write_terms
from dedup.runtime.kernels import Ints, kernel
from dedup.shingles import write_shingles
from dedup.tokens import LINE, NUMBER, SENTENCE, is_unspaced

MOST_WIDENED = 3  #: times the words of a copy that is cut off has the whole text at the most
HEADLINE = 40  #: words between the two copies that are taken for the second one's headline
FOLLOWED = 7  #: tenths of the words up to the second copy that the first one has at least: the others are its headline
TEASER = 3  #: tenths of an article before a copy that is cut off, at most: what breaks off further down is no teaser
BEFORE = 0.1  #: share of such a copy that may stand before it and is its own headline
PARTED, CUT_OFF = 1, 2  #: what stands behind the copies of a repeat
FIGURE_WORDS = 4  #: words of a figure, at most
REPEAT_COLUMNS = 5  #: first start, first end, second start, second end, matched words


@kernel
def merge_fragments(passages: "NDArray[np.int32]", count: int) -> int:
    """Merge passages of one repeat in place; return how many are left."""
    kept = 0
    for k in range(count):
        if kept > 0:
            last = 5 * (kept - 1)
            gap = passages[5 * k] - passages[last + 1]
            other = passages[5 * k + 2] - passages[last + 3]
            room = max(20, passages[last + 4])
            apart = passages[5 * k + 1] <= passages[last + 2]
            if 0 <= gap <= room and 0 <= other <= room and apart:
                passages[last + 1], passages[last + 3] = passages[5 * k + 1], passages[5 * k + 3]
                passages[last + 4] += passages[5 * k + 4]
                continue
        for c in range(5):
            passages[5 * kept + c] = passages[5 * k + c]
        kept += 1
    return kept


@kernel
def is_followed(first: int, first_end: int, second: int) -> bool:
    """Return True if the second copy follows the first behind a headline at most, which is far shorter than this."""
    return second - first_end <= HEADLINE and 10 * (first_end - first) >= FOLLOWED * (second - first)


@kernel
def headline_start(flags: Ints, low: int, first_end: int, second: int) -> int:
    """Return where the words between two copies begin to be a headline: what ends the line of the first one is none."""
    for k in range(first_end, second + 1):
        if flags[low + k] & LINE:
            return k
    return first_end


@kernel
def widen_repeats(
    lows: Ints, highs: Ints, flags: Ints, said_ends: "NDArray[np.uint8]", rows: "NDArray[np.int32]"
) -> None:
    """Take the second copy of a repeat with its headline, and with its rest if the first one is cut off.

    ``lows`` and ``highs`` are those of the articles of the repeats; ``said_ends`` says of each what the words do not
    know: ``PARTED`` that a sentence ends with its second copy, ``CUT_OFF`` that the first one lacks its full stop.
    """
    for k in range(len(lows)):
        low, length, at = int(lows[k]), int(highs[k] - lows[k]), REPEAT_COLUMNS * k
        first, first_end, second, second_end = rows[at], rows[at + 1], rows[at + 2], rows[at + 3]
        if not is_followed(first, first_end, second) or 10 * first > TEASER * length:
            continue
        ends_there = said_ends[k] == PARTED or flags[low + min(second_end, length - 1)] & (SENTENCE | LINE)
        cut_off = second_end < length and (said_ends[k] == CUT_OFF or not ends_there)
        ends_line = second > first_end or flags[low + first_end] & LINE
        if cut_off and ends_line and length - first_end <= MOST_WIDENED * (first_end - first):
            if first <= BEFORE * (first_end - first):
                rows[at] = 0
            rows[at + 2], rows[at + 3] = headline_start(flags, low, first_end, second), length


@kernel
def goes_on(flags: Ints, word: int, end: int) -> bool:
    """Return True if a word before ``end`` goes on in the sentence of the word before it."""
    return word < end and not flags[word] & (SENTENCE | LINE)


@kernel
def take_figures(lows: Ints, highs: Ints, flags: Ints, rows: "NDArray[np.int32]") -> None:
    """Take into both regions of each repeat the figures that stand right beside both, in one sentence with them.

    ``lows`` and ``highs`` are those of the articles. Where a form is filled in otherwise the equal words end.
    """
    for k in range(len(lows)):
        low, high, at = int(lows[k]), int(highs[k]), REPEAT_COLUMNS * k
        for _ in range(FIGURE_WORDS):
            end, other = low + rows[at + 1], low + rows[at + 3]
            if not goes_on(flags, end, low + rows[at + 2]) or not goes_on(flags, other, high):
                break
            if not flags[end] & flags[other] & NUMBER:
                break
            rows[at + 1], rows[at + 3] = rows[at + 1] + 1, rows[at + 3] + 1
        for _ in range(FIGURE_WORDS):
            start, other = low + rows[at], low + rows[at + 2]
            if start <= low or other <= low + rows[at + 1]:
                break
            if not goes_on(flags, start, high) or not goes_on(flags, other, high):
                break
            if not flags[start - 1] & flags[other - 1] & NUMBER:
                break
            rows[at], rows[at + 2] = rows[at] - 1, rows[at + 2] - 1


@kernel
def write_recurring(earlier: Ints, count: int, out: "NDArray[np.int32]") -> int:
    """Write the places of those among the first ``count`` n-grams that stand further left, too; return their number."""
    recurring = 0
    for k in range(count):
        out[recurring] = k
        recurring += 1 if earlier[k] >= 0 else 0
    return recurring


@kernel
def find_repeats(
    articles: Ints,
    first: int,
    last: int,
    lows: Ints,
    highs: Ints,
    words: Ints,
    flags: Ints,
    size: int,
    least_words: int,
    least_characters: Ints,
    seeds: "NDArray[np.int64]",
    earlier: "NDArray[np.int32]",
    grams: "NDArray[np.int64]",
    runs: "NDArray[np.int32]",
    passages: "NDArray[np.int32]",
    before: int,
    owners: "NDArray[np.int32]",
    out: "NDArray[np.int32]",
) -> int:
    """Write the repeats of some articles, up to the room in ``owners``; return their number.

    ``least_characters`` says of each how many characters a repeat needs in a script without spaces. Stamps begin
    behind ``before``.
    """
    found = 0
    for a in range(first, last):
        article = int(articles[a])
        low, high = int(lows[article]), int(highs[article])
        mask, stamp = table_mask(high - low), before + a + 1
        spaced = not is_unspaced(flags, low, high)
        width, least = (size, least_words) if spaced else (SEED_CHARACTERS, int(least_characters[a]))
        count = write_seeds(words, low, high, size, spaced, grams)
        build_seeds(grams, count, seeds, mask, stamp, earlier)
        count = write_recurring(earlier, count, passages)
        count = common_runs(
            words, flags, low, high, low, high, grams, width, passages, count, False, seeds, mask, stamp, earlier, size,
            runs,
        )  # fmt: skip
        count = chain_runs(flags, low, runs, count, ANCHOR, ANCHOR_CHARACTERS, size, passages)
        count = merge_fragments(passages, count)
        for k in range(count):
            if passages[5 * k + 4] < least or passages[5 * k + 1] > passages[5 * k + 2] or found >= len(owners):
                continue
            owners[found] = article
            for c in range(5):
                out[5 * found + c] = passages[5 * k + c]
            found += 1
    return found


@kernel
def describe_regions(
    lows: Ints,
    highs: Ints,
    words: Ints,
    flags: Ints,
    size: int,
    back_keys: Ints,
    back_levels: Ints,
    weights: Sequence[float],
    grams: "NDArray[np.int64]",
    table: "NDArray[np.int64]",
    stamps: "NDArray[np.int32]",
    entries: "NDArray[np.int64]",
    places: "NDArray[np.int32]",
    levels: "NDArray[np.int32]",
    before: int,
    shingle_counts: "NDArray[np.int32]",
    norms: "NDArray[np.float64]",
) -> None:
    """Write the number of distinct shingles and the squared TF-IDF norm of some regions.

    Two stamps a region are used behind ``before``.
    """
    for r in range(len(lows)):
        low, high = int(lows[r]), int(highs[r])
        mask = table_mask(high - low)
        count = write_shingles(words, low, high, size, grams)
        shingle_counts[r] = count_distinct(grams, count, table, stamps, mask, before + 2 * r + 1)
        _, norms[r] = write_terms(
            words, flags, low, high, back_keys, back_levels, weights, entries, places, levels,
            mask, before + 2 * r + 2, 0, False, grams, 0,
        )
