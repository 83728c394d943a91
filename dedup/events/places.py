"""The place that two reports of one event both name: capitalised words behind a locative one such as "in" or "di"."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.seeds import table_mask
from dedup.corpus.corpus import Corpus
from dedup.facts.date_parts import date_word
from dedup.facts.told_facts import is_among
from dedup.keys import slot_of
from dedup.language.background import background, background_level
from dedup.language.date_words import MONTH, WEEKDAY, date_words
from dedup.runtime.kernels import Ints, kernel, run
from dedup.runtime.threads import in_parts
from dedup.tokens import ALL_CAPS, CAPITAL, CHARACTER, LINE, SENTENCE, tokenise

BLOCK = 5_000  #: pairs looked at in one go
TELLING = 4.0  #: inverse document frequency of a place that tells one report from another: one article in 55
LONGEST_NAME = 6  #: words of a place's name that are told
#: Words inside the name of a place, and those that are shortened before the rest of it: am Main, St. Petersburg.
_WITHIN = (
    "de da do dos du del della di la le les los las am an der den dem of and y i upon under sur sous au aux en on the"
    " d l s"
)
_SHORTENED = "st ste mt ft"
_BEFORE_PLACES = "di in at en à em im w v в у nach aus te ad bei near dari from ke"

#: What an article makes of a word: it is written with a capital, and stands where a place does. The right one's
#: bits are shifted by two.
NAMED, LOCATED = 1, 2
#: Of a capitalised word that both name: nothing else, of a date (Rio de Janeiro has one), of a place.
OF_BOTH, OF_DATE, OF_PLACE = 1, 2, 3


@cache
def locatives() -> NDArray[np.int32]:
    """Hashes of the words that stand before a place."""
    return tokenise(_BEFORE_PLACES).words


@cache
def connectives() -> NDArray[np.int32]:
    """Hashes of the words that stand within the name of a place, in small letters, and of shortened ones."""
    return np.concatenate([tokenise(_WITHIN).words, tokenise(_SHORTENED).words])


@kernel
def is_named(flags: Ints, k: int) -> bool:
    """Return True for a capitalised word that does not begin a sentence."""
    return flags[k] & (CAPITAL | SENTENCE | CHARACTER) == CAPITAL


@kernel
def is_located(words: Ints, low: int, start: int, before: Ints) -> bool:
    """Return True if a run of capitalised words from ``start`` on stands behind a locative word."""
    return start > low and is_among(words[start - 1], before, 0, len(before))


@kernel
def goes_on(words: Ints, flags: Ints, shared: Ints, low: int, high: int, end: int, within: Ints) -> int:
    """Return the next word of a name that both texts have behind word ``end`` of one, -1 if it ends there.

    A word or two in small letters may stand between: Frankfurt am Main; and a full stop behind a shortened one.
    """
    for k in range(end + 1, min(high, end + 4)):
        if flags[k] & LINE:
            return -1
        if flags[k] & SENTENCE:
            return k if k == end + 1 and flags[k] & CAPITAL and is_among(words[end], within, 0, len(within)) else -1
        if flags[k] & CAPITAL:
            return k if shared[k - low] and (shared[k - low] != OF_DATE or k > end + 1) else -1
        if not is_among(words[k], within, 0, len(within)):
            return -1
    return -1


@kernel
def named_as(words: Ints, flags: Ints, low: int, start: int, k: int, before: Ints) -> int:
    """What an article makes of a capitalised word in a run from ``start`` on, which is one name in one place."""
    if flags[k] & ALL_CAPS or not is_located(words, low, start, before):
        return NAMED
    return NAMED | LOCATED


@kernel
def enter_capitals(
    words: Ints,
    flags: Ints,
    low: int,
    high: int,
    before: Ints,
    table: "NDArray[np.int64]",
    bits: "NDArray[np.uint8]",
    stamps: "NDArray[np.int32]",
    mask: int,
    stamp: int,
) -> None:
    """Enter the capitalised words of an article that do not begin a sentence."""
    start, last = low, -2
    for k in range(low, high):
        if is_named(flags, k):
            start, last = start if k == last + 1 else k, k
            slot = slot_of(table, stamps, mask, stamp, int(words[k]))
            if stamps[slot] != stamp:
                stamps[slot] = stamp
                table[slot] = words[k]
                bits[slot] = 0
            if not bits[slot] & LOCATED:
                bits[slot] |= named_as(words, flags, low, start, k, before)


@kernel
def look_up_capitals(
    words: Ints,
    flags: Ints,
    low: int,
    high: int,
    before: Ints,
    table: "NDArray[np.int64]",
    bits: "NDArray[np.uint8]",
    stamps: "NDArray[np.int32]",
    mask: int,
    stamp: int,
    pairs: "NDArray[np.int32]",
    pair: int,
) -> int:
    """Add to the words of a left article what the right one makes of them; return how many both name.

    ``pairs`` holds for each word the last pair whose right article named it: what others made of it goes.
    """
    both, start, last = 0, low, -2
    for k in range(low, high):
        if is_named(flags, k):
            start, last = start if k == last + 1 else k, k
            slot = slot_of(table, stamps, mask, stamp, int(words[k]))
            if stamps[slot] != stamp:
                continue
            if pairs[slot] != pair:
                pairs[slot] = pair
                bits[slot] &= NAMED | LOCATED
                both += 1
            if not bits[slot] & LOCATED << 2:
                bits[slot] |= named_as(words, flags, low, start, k, before) << 2
    return both


@kernel
def is_shared_place(bits: int, dated: int, weight: float) -> bool:
    """Say whether a word with these bits is a place that both name.

    Where they share no date, both must write of it as of a place, and a section's name such as World, which
    stands in every tenth article, is none.
    """
    if not (bits & NAMED and bits & NAMED << 2):
        return False
    if dated:
        return bits & (LOCATED | LOCATED << 2) != 0
    return bits & LOCATED != 0 and bits & LOCATED << 2 != 0 and weight >= TELLING


@kernel
def find_place(
    words: Ints,
    flags: Ints,
    low: int,
    high: int,
    shared: Ints,
    before: Ints,
    within: Ints,
) -> tuple[int, int]:
    """Find where an article names a place that both name: its first and last word, -1 for nowhere.

    ``shared`` has for each word of the article 0 or ``OF_BOTH`` and what follows there. Where it stands
    behind a locative word below the heading, all of its name that both have is told, else that one word;
    what is not all in capitals is preferred.
    """
    body = low + 1
    while body < high and not flags[body] & LINE:
        body += 1
    body = body if body < high else low
    plain, shouted, start, last = -1, -1, low, -2
    for k in range(low, high):
        if is_named(flags, k):
            start, last = start if k == last + 1 else k, k
        if shared[k - low] != OF_PLACE:
            continue
        if flags[k] & ALL_CAPS:
            shouted = k if shouted < 0 else shouted
            continue
        plain = k if plain < 0 else plain
        if k != last or k < body or not is_located(words, low, start, before):
            continue
        first, end = k, k
        while first > start and shared[first - 1 - low] and shared[first - 1 - low] != OF_DATE:
            first -= 1
        following = end
        while following >= 0 and following < first + LONGEST_NAME:
            end = following
            following = goes_on(words, flags, shared, low, high, end, within)
        return first, end
    return (plain, plain) if plain >= 0 else (shouted, shouted)


@kernel
def write_places(
    left: Ints,
    right: Ints,
    dated: Ints,
    first: int,
    last: int,
    lows: Ints,
    highs: Ints,
    words: Ints,
    flags: Ints,
    before: Ints,
    within: Ints,
    date_keys: Ints,
    date_codes: Ints,
    back_keys: Ints,
    back_levels: Ints,
    weights: Sequence[float],
    table: "NDArray[np.int64]",
    bits: "NDArray[np.uint8]",
    stamps: "NDArray[np.int32]",
    pairs: "NDArray[np.int32]",
    shared: "NDArray[np.uint8]",
    out: "NDArray[np.int32]",
) -> None:
    """Write where each article of the pairs [first, last) names a place that both name, -1 for nowhere.

    First and last word from the article's start, of the left one, then of the right one. The words of a
    left article serve all pairs in a row that have it. ``shared`` needs room for the longest article.
    """
    built, stamp, mask = -1, 0, 0
    for pair in range(first, last):
        a, b = int(left[pair]), int(right[pair])
        if a != built:
            built, stamp, mask = a, stamp + 1, table_mask(highs[a] - lows[a])
            enter_capitals(words, flags, int(lows[a]), int(highs[a]), before, table, bits, stamps, mask, stamp)
        both = look_up_capitals(
            words, flags, int(lows[b]), int(highs[b]), before, table, bits, stamps, mask, stamp, pairs, pair - first + 1
        )
        if both == 0:
            continue
        for side in range(2):
            low, high = (int(lows[b]), int(highs[b])) if side else (int(lows[a]), int(highs[a]))
            for k in range(low, high):
                shared[k - low] = 0
                if flags[k] & CAPITAL:
                    slot = slot_of(table, stamps, mask, stamp, int(words[k]))
                    if stamps[slot] == stamp and pairs[slot] == pair - first + 1:
                        kind = date_word(words[k], date_keys, date_codes) & 15
                        weight = weights[background_level(int(words[k]), back_keys, back_levels)]
                        shared[k - low] = OF_PLACE if is_shared_place(bits[slot], dated[pair], weight) else OF_BOTH
                        if kind == WEEKDAY or kind == MONTH:
                            shared[k - low] = OF_DATE
            begin, end = find_place(words, flags, low, high, shared, before, within)
            if begin >= 0:
                out[4 * pair + 2 * side], out[4 * pair + 2 * side + 1] = begin - low, end - low


def shared_places(
    corpus: Corpus,
    left: NDArray[np.int32],
    right: NDArray[np.int32],
    dated: NDArray[np.bool_],
    workers: int,
) -> NDArray[np.int32]:
    """Find for pairs of articles a place that both name.

    Args:
        corpus: The articles.
        left: Article numbers, shape ``(n,)``.
        right: Article numbers.
        dated: Whether the two share a date; if not, more is asked of a place.
        workers: Threads.

    Returns:
        Where each of the two names it, as first and last word counted from the article's start, -1 if there is none;
        shape ``(n, 4)``.
    """
    n, back, length, dates = len(left), background(), corpus.high - corpus.low, date_words()
    out = np.full(4 * n, -1, dtype=np.int32)

    def part(first: int, last: int) -> None:
        longest = int(length[left[first:last]].max())
        slots = 1 << max(8, (2 * longest + 1).bit_length())
        run(
            write_places, corpus.compiled, left, right, dated.astype(np.uint8), first, last, corpus.low, corpus.high,
            corpus.words, corpus.flags, locatives(), connectives(), dates.keys, dates.codes, back.keys, back.levels,
            back.weight,
            np.zeros(slots, dtype=np.int64), np.zeros(slots, dtype=np.uint8), np.zeros(slots, dtype=np.int32),
            np.zeros(slots, dtype=np.int32), np.zeros(max(longest, int(length[right[first:last]].max())), np.uint8),
            out,
        )  # fmt: skip

    if n:
        in_parts(n, workers, part, BLOCK)
    return out.reshape(n, 4)
