"""One article to the keys under which it can be found: bands, passages, terms.

All kinds are 63-bit hashes salted by kind, so that one mechanism serves them all.

* Band keys: the rows of each LSH band of the MinHash signature; find whole copies.
* Passage keys: winnowed word n-grams; with a window w any shared run of
  w + n - 1 words has a key for certain. Find excerpts, quotations, moved text.
* Term keys: the words of the article that tell most, rare by the background and
  early or often in the text; find twins, which share names and places rather than sentences.

Source: Schleimer, Wilkerson, Aiken (2003), "Winnowing: local algorithms for document
fingerprinting"; Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", chapter 3.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dedup.language.background import background_level, pair_hash
from dedup.language.syllables import writes_syllables
from dedup.runtime.kernels import Ints, kernel, mul63
from dedup.shingles import write_grams, write_shingles
from dedup.sketch import write_signature
from dedup.tokens import CAPITAL, CHARACTER, HIRAGANA, NUMBER, mix63, tokenise_bytes

BAND, PASSAGE, TERM = 1, 2, 3  #: kinds of keys
#: A word at place i has the weight PROMINENCE / (HALVED + i): 128 at the first, half of that 40 words on.
PROMINENCE, HALVED = 5120, 40
TELLING_PAIR = 120  #: level from which two neighbouring characters are a term; commoner pairs are parts of any text
_PRIME = 0x5851F42D4C957F2D
WORD_BITS = 31  #: of a word's hash
LOW_BITS, NO_TERM, ONCE = (1 << 31) - 1, 1 << 31, 1 << 32  #: of what is kept of a word: prominence; above, its count


@kernel
def salted(h: int, kind: int) -> int:
    """Turn a hash into a key of a kind."""
    return mix63(h ^ mul63(kind, 0x1CE4E5B9BF58476D))


@kernel
def write_band_keys(signature: "NDArray[np.uint32]", bands: int, rows: int, out: "NDArray[np.int64]", at: int) -> None:
    """Write one key for each band of a signature."""
    for band in range(bands):
        h = band + 1
        for k in range(band * rows, band * rows + rows):
            h = mul63(h ^ signature[k], _PRIME)
            h ^= h >> 31
        out[at + band] = salted(h, BAND)


@kernel
def winnow_width(gram_count: int, window: int) -> int:
    """Window in use for a text of so many n-grams: narrower in short texts, so that they have keys too."""
    return min(window, max(1, gram_count >> 2))


@kernel
def write_passage_keys(
    grams: Ints, count: int, window: int, out: "NDArray[np.int64]", at: int
) -> int:
    """Write the winnowed keys of n-grams [0, count), and those at both ends; return the next free place.

    The least n-gram of each window is chosen, the last of equals. A run of the same
    n-gram gives one key a window at most. The first and the last n-gram are keys always: menus and footers of a
    few words stand there, too short for a window.
    """
    width = winnow_width(count, window)
    chosen, least = -1, -1
    if count > 0:
        chosen = 0
        out[at] = salted(grams[0], PASSAGE)
        at += 1
    for right in range(count):
        if least >= 0 and least > right - width:
            if grams[right] <= grams[least]:
                least = right
        else:
            least = max(0, right - width + 1)
            for k in range(least, right + 1):
                if grams[k] <= grams[least]:
                    least = k
        if right >= width - 1 and least != chosen:
            chosen = least
            out[at] = salted(grams[chosen], PASSAGE)
            at += 1
    if chosen < count - 1:
        out[at] = salted(grams[count - 1], PASSAGE)
        at += 1
    return at


@kernel
def slot_of(words: "NDArray[np.int64]", stamps: "NDArray[np.int32]", mask: int, stamp: int, word: int) -> int:
    """Find the place of a value in a stamped open-addressing table; free if its stamp is another."""
    slot = (word ^ (word >> 17)) & mask
    while stamps[slot] == stamp and words[slot] != word:
        slot = (slot + 1) & mask
    return slot


@kernel
def count_distinct(
    values: Ints, count: int, table: "NDArray[np.int64]", stamps: "NDArray[np.int32]", mask: int, stamp: int
) -> int:
    """Number of distinct values among the first ``count``."""
    distinct = 0
    for k in range(count):
        slot = slot_of(table, stamps, mask, stamp, values[k])
        if stamps[slot] != stamp:
            stamps[slot] = stamp
            table[slot] = values[k]
            distinct += 1
    return distinct


@kernel
def enter_term(
    level: int, prominence: int, word: int, first: int, limit: int, out: "NDArray[np.int64]", at: int
) -> int:
    """Enter a word among the most telling ones, out[first:at], at most ``limit``; return the next place."""
    if prominence <= 0 or limit == 0:
        return at
    rank = ((level * prominence) << 31) | word
    if at - first == limit and rank <= out[at - 1]:
        return at
    if at - first < limit:
        at += 1
    j = at - 1
    while j > first and out[j - 1] < rank:
        out[j] = out[j - 1]
        j -= 1
    out[j] = rank
    return at


@kernel
def place_of(entries: "NDArray[np.int64]", mask: int, entry: int) -> int:
    """Return the place of an entry, stamp and word in one, in a table; if it is new, another or none is there.

    What is kept of it lies behind it: one line of the cache a look-up.
    """
    stamp, word = entry >> WORD_BITS, entry & LOW_BITS
    slot = (word ^ (word >> 17)) & mask
    while entries[2 * slot] != entry and entries[2 * slot] >> WORD_BITS == stamp:
        slot = (slot + 1) & mask
    return 2 * slot


@kernel
def write_levels(
    entries: "NDArray[np.int64]", places: Ints, count: int, back_keys: Ints, back_levels: Ints, out: "NDArray[np.int32]"
) -> None:
    """Write how rare the words at some places are; nothing else, so that look-ups wait for memory side by side."""
    for k in range(count):
        out[k] = background_level(entries[places[k]] & LOW_BITS, back_keys, back_levels)


@kernel
def write_terms(
    words: Ints,
    flags: Ints,
    low: int,
    high: int,
    back_keys: Ints,
    back_levels: Ints,
    weights: Sequence[float],
    entries: "NDArray[np.int64]",
    places: "NDArray[np.int32]",
    levels: "NDArray[np.int32]",
    mask: int,
    stamp: int,
    limit: int,
    syllables: bool,
    out: "NDArray[np.int64]",
    at: int,
) -> tuple[int, float]:
    """Write the keys of the most telling words of [low, high); return the next place and the squared TF-IDF norm.

    A word tells by its rarity times its prominence: the sum of PROMINENCE / (HALVED + i) over its places i among
    the first 256 words, since news puts first what matters. Ties go by hash, so that two articles that
    share such words choose the same ones. Single characters are no terms, but two neighbouring
    ones are, if rare and no Hiragana; so it is where the words are ``syllables``, of which those of names count most.
    ``entries`` keeps of each word how often it comes and its prominence, ``places`` where that is, in the order of
    their coming, and ``levels`` how rare the word is.
    Stamps ``stamp`` and ``stamp + 1`` are used.
    """
    distinct = 0
    for i in range(low, high):
        entry = (stamp << WORD_BITS) | int(words[i])
        place = place_of(entries, mask, entry)
        if entries[place] != entry:
            entries[place] = entry
            entries[place + 1] = NO_TERM if flags[i] & CHARACTER or (syllables and not flags[i] & NUMBER) else 0
            places[distinct] = place
            distinct += 1
        entries[place + 1] += ONCE + (int(PROMINENCE / (HALVED + i - low)) if i - low < 256 else 0)
    write_levels(entries, places, distinct, back_keys, back_levels, levels)
    norm, first, characters = 0.0, at, 0
    for k in range(distinct):
        word, value = entries[places[k]] & LOW_BITS, entries[places[k] + 1]
        weight = (value >> 32) * weights[levels[k]]
        norm += weight * weight
        if value & NO_TERM:
            characters += 1
        else:
            at = enter_term(levels[k], value & LOW_BITS, word, first, limit, out, at)
    if characters > 0 and limit > 0:
        distinct = 0
        for i in range(low, min(high - 1, low + 256)):
            is_pair = flags[i] & CHARACTER and flags[i + 1] & CHARACTER
            if is_pair and (flags[i] | flags[i + 1]) & HIRAGANA:
                continue
            if not is_pair and not (syllables and not (flags[i] | flags[i + 1]) & NUMBER):
                continue
            entry = ((stamp + 1) << WORD_BITS) | pair_hash(words[i], words[i + 1])
            place = place_of(entries, mask, entry)
            if entries[place] != entry:
                entries[place], entries[place + 1] = entry, 0
                places[distinct] = place
                distinct += 1
            in_name = syllables and flags[i] & CAPITAL and flags[i + 1] & CAPITAL
            entries[place + 1] += (4 if in_name else 1) * int(PROMINENCE / (HALVED + i - low))
        write_levels(entries, places, distinct, back_keys, back_levels, levels)
        for k in range(distinct):
            if levels[k] >= TELLING_PAIR:
                word, prominence = entries[places[k]] & LOW_BITS, entries[places[k] + 1]
                at = enter_term(levels[k], prominence, word, first, limit, out, at)
    for k in range(first, at):
        out[k] = salted(out[k] & LOW_BITS, TERM)
    return at, norm


@kernel
def ingest(
    buffer: Ints,
    bounds: Ints,
    page: Ints,
    entry: Ints,
    pool: Ints,
    look_from: Ints,
    look_to: Ints,
    back_keys: Ints,
    back_levels: Ints,
    weights: Sequence[float],
    factors: "NDArray[np.uint32]",
    offsets: "NDArray[np.uint32]",
    sizes: Ints,
    words: "NDArray[np.int32]",
    flags: "NDArray[np.uint8]",
    starts: "NDArray[np.int32]",
    ends: "NDArray[np.int32]",
    grams: "NDArray[np.int64]",
    table: "NDArray[np.int64]",
    stamps: "NDArray[np.int32]",
    entries: "NDArray[np.int64]",
    places: "NDArray[np.int32]",
    levels: "NDArray[np.int32]",
    scattered: "NDArray[np.uint32]",
    signature: "NDArray[np.uint32]",
    word_bounds: "NDArray[np.int64]",
    fingerprints: "NDArray[np.int64]",
    shingle_counts: "NDArray[np.int32]",
    norms: "NDArray[np.float64]",
    band_keys: "NDArray[np.int64]",
    passage_keys: "NDArray[np.int64]",
    passage_bounds: "NDArray[np.int64]",
    term_keys: "NDArray[np.int64]",
    term_bounds: "NDArray[np.int64]",
) -> None:
    """Tokenise the texts of a chunk and write all their keys: the fused pass over fresh text.

    ``sizes`` holds shingle_size, passage_size, passage_characters, window, bands, rows,
    term_count, shingle_characters. With no ``factors`` the band keys are left to the numpy twin; with no window
    there are no passage keys.
    """
    stamp = 0
    for a in range(len(bounds) - 1):
        low = word_bounds[a]
        high = tokenise_bytes(
            buffer, bounds[a], bounds[a + 1], page, entry, pool, look_from, look_to, words, flags, starts, ends, low, 0
        )
        word_bounds[a + 1] = high
        mask = 255  # of as much of the table as this article needs: a small part stays in the cache
        while mask < 2 * (high - low):
            mask = 2 * mask + 1
        h, characters = high - low, 0
        for i in range(low, high):
            h = mul63(h ^ words[i], _PRIME)
            h ^= h >> 31
            characters += (flags[i] & CHARACTER) // CHARACTER
        fingerprints[a] = mix63(h)
        count = write_shingles(words, low, high, sizes[0], grams)
        stamp += 1
        shingle_counts[a] = count_distinct(grams, count, table, stamps, mask, stamp)
        if len(factors) > 0:
            if characters > 0:
                count = write_grams(words, flags, low, high, sizes[0], sizes[7], grams)
            write_signature(grams, count, factors, offsets, scattered, signature)
            write_band_keys(signature, sizes[4], sizes[5], band_keys, a * sizes[4])
        passage_bounds[a + 1] = passage_bounds[a]
        if sizes[3] > 0:
            count = write_grams(words, flags, low, high, sizes[1], sizes[2], grams)
            window = sizes[3] + sizes[3] // 2 if 2 * characters > high - low else sizes[3]
            passage_bounds[a + 1] = write_passage_keys(grams, count, window, passage_keys, passage_bounds[a])
        stamp += 1
        term_bounds[a + 1], norms[a] = write_terms(
            words, flags, low, high, back_keys, back_levels, weights,
            entries, places, levels, mask, stamp, sizes[6],
            writes_syllables(buffer, bounds[a], bounds[a + 1]), term_keys, term_bounds[a],
        )  # fmt: skip
        stamp += 1
