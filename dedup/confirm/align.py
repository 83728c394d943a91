"""Two word sequences to the passages that they share: seed and extend.

Seeds are shingles; a seed is extended to the longest common run; runs that follow each
other closely on both sides are chained to a passage, so that a changed word does not
cut it. A passage needs one run of a telling length as its anchor. Moved text is found,
since runs may stand in any order. Also the length of the longest common subsequence,
which still sees a copy after every third word was changed.

Source: Hyyrö (2004), "Bit-parallel LCS-length computation revisited", for the latter.
"""


import numpy as np
from numpy.typing import NDArray

from dedup.keys import slot_of
from dedup.runtime.kernels import Ints, kernel
from dedup.tokens import CHARACTER, JOINED, LINE, NUMBER

MAX_GAP = 8  #: words between two runs of one passage, on either side
MAX_PLACES = 12  #: places of one seed that are tried
COPY = 20  #: words of a copy right behind its text, which is taken though two copies further left would match longer
LIMB = 62  #: bits of a word in the subsequence computation


@kernel
def seed_slot(seeds: Ints, mask: int, stamp: int, h: int) -> int:
    """Find the place of an n-gram in a table of seeds; free if its stamp is another.

    An entry is two numbers side by side, so that a look-up reads one line of the cache: the hash, and the stamp with
    the newest position in its low 32 bits.
    """
    slot = (h ^ (h >> 17)) & mask
    while seeds[2 * slot + 1] >> 32 == stamp and seeds[2 * slot] != h:
        slot = (slot + 1) & mask
    return slot


@kernel
def newest_place(seeds: Ints, slot: int, stamp: int) -> int:
    """The newest position of the n-gram in a slot, -1 if it is not there."""
    entry = seeds[2 * slot + 1]
    return entry & 0xFFFFFFFF if entry >> 32 == stamp else -1


@kernel
def enter_seed(
    h: int, k: int, seeds: "NDArray[np.int64]", mask: int, stamp: int, earlier: "NDArray[np.int32]"
) -> None:
    """Enter the n-gram at a position, and chain it to the earlier ones."""
    slot = seed_slot(seeds, mask, stamp, h)
    earlier[k] = newest_place(seeds, slot, stamp)
    seeds[2 * slot] = h
    seeds[2 * slot + 1] = (stamp << 32) | k


@kernel
def build_seeds(
    hashes: Ints,
    count: int,
    seeds: "NDArray[np.int64]",
    mask: int,
    stamp: int,
    earlier: "NDArray[np.int32]",
) -> None:
    """Enter the n-grams of a text into a stamped table: newest position, and chains to earlier ones."""
    for k in range(count):
        enter_seed(hashes[k], k, seeds, mask, stamp, earlier)


@kernel
def goes_on_inside(
    words: Ints, p: int, high: int, q: int, other_high: int, replaced: int, run: int, least: int
) -> bool:
    """Return True if two texts that were equal up to p and q are equal again inside a run, and for ``least`` words.

    As many words were replaced on both sides, ``replaced`` before the run begins. A figure that is replaced by one
    that stands before the same word elsewhere ("500 per kg") would else lead the alignment astray.
    """
    for k in range(replaced + 1, min(MAX_GAP, replaced + run) + 1):
        same = 0
        while same < least and p + k + same < high and q + k + same < other_high:
            if words[p + k + same] != words[q + k + same]:
                break
            same += 1
        if same == least:
            return True
    return False


@kernel
def begins_figure(flags: Ints, k: int) -> bool:
    """Return True if word k is of a number, or of a currency written on to one, the Rp36 of Rp36.000."""
    if flags[k] & NUMBER:
        return True
    return bool(k + 1 < len(flags) and flags[k + 1] & NUMBER and flags[k + 1] & JOINED)


@kernel
def is_value_of_row(words: Ints, flags: Ints, low: int, p: int, other_low: int, q: int, place: int, run: int) -> bool:
    """Return True if a run at p and q is the value of a row in both texts, and the second's label stands at ``place``.

    The run goes up to the ends of the rows. ``place`` is where the first text has what stands at q in the second, if as
    many words were replaced on both sides.
    """
    if not flags[p + run] & flags[q + run] & LINE:
        return False
    for k in range(q, q + run):
        if flags[k] & LINE:
            return False
    while flags[q] & NUMBER and flags[q] & JOINED and min(place - low, q - other_low) > 0:
        place, q = place - 1, q - 1
    label = 0
    while place - label > low and q - label > other_low and words[place - label - 1] == words[q - label - 1]:
        label += 1
        if flags[q - label] & LINE:
            return bool(flags[place - label] & LINE)
    return False


@kernel
def figure_end(flags: Ints, k: int, high: int) -> int:
    """Return the position behind the number that begins at word k, with all that is joined to it."""
    k += 1
    while k < high and flags[k] & NUMBER and flags[k] & JOINED:
        k += 1
    return k


@kernel
def is_other_figure(words: Ints, flags: Ints, p: int, high: int, q: int, other_high: int, run: int) -> bool:
    """Return True if numbers of unlike length stand at p and q, 15 and 111.2, and the texts go on behind them.

    They do for longer than a run that begins with the number at q and has it elsewhere.
    """
    if p >= high or not (begins_figure(flags, p) and begins_figure(flags, q)):
        return False
    end, other_end, same = figure_end(flags, p, high), figure_end(flags, q, other_high), 0
    if end - p == other_end - q:
        return False
    while end + same < high and other_end + same < other_high and words[end + same] == words[other_end + same]:
        same += 1
        if same > run - (other_end - q):
            return True
    return False


@kernel
def is_astray(
    words: Ints, flags: Ints, low: int, high: int, other_low: int, other_high: int, last_p: int, last_q: int,
    p: int, q: int, run: int, goes_on: bool,
) -> bool:  # fmt: skip
    """Return True if a run at p and q has what stands elsewhere: the last one, up to the other two, goes on without it.

    A figure goes on nowhere but in its place, since of a list the next row may have held it.
    """
    is_moved = p - last_p != q - last_q and begins_figure(flags, other_low + q)
    if goes_on and not is_moved:
        return False
    place = low + last_p + q - last_q
    if is_moved and q == last_q and is_other_figure(
        words, flags, low + last_p, high, other_low + q, other_high, run
    ):  # fmt: skip
        return True
    is_within = max(low + p + run, place) < high and other_low + q + run < other_high
    if is_moved and is_within and is_value_of_row(
        words, flags, low, low + p, other_low, other_low + q, place, run
    ):  # fmt: skip
        return True
    least = run if goes_on else run + 1
    return goes_on_inside(words, low + last_p, high, other_low + last_q, other_high, q - last_q, run, least)


@kernel
def is_stray(runs: Ints, found: int, p: int, q: int, run: int) -> bool:
    """Return True if a run at p and q goes on from the last run but one, and the last is a part of either of the two.

    A name that was replaced between them by another one stands there, too.
    """
    before = 3 * (found - 2)
    start, end = int(runs[before]), int(runs[before] + runs[before + 2])
    other_end = int(runs[before + 1] + runs[before + 2])
    first, last = int(runs[before + 3]), int(runs[before + 3] + runs[before + 5])
    is_part = (start <= first and last <= end) or (p <= first and last <= p + run)
    return is_part and 0 <= p - end <= MAX_GAP and q - other_end <= MAX_GAP


@kernel
def common_runs(
    words: Ints,
    flags: Ints,
    low: int,
    high: int,
    other_low: int,
    other_high: int,
    hashes: Ints,
    width: int,
    asked: Ints,
    count: int,
    is_sampled: bool,
    seeds: Ints,
    mask: int,
    stamp: int,
    earlier: Ints,
    apart: int,
    runs: "NDArray[np.int32]",
) -> int:
    """Find the common runs of the seeded text [low, high) and another, in the other's order.

    ``hashes`` holds the n-grams of ``width`` words of the other text, of which those at the ``count`` rising places
    ``asked`` are looked up; ``is_sampled`` says that others may be in the table, too. Writes triples (position
    left, position right, words), positions from the text's start; returns their number. At each place
    the run that goes on where the last one stopped is preferred, also if it does so some replaced words
    later (:func:`is_astray`), else the longest. With ``apart`` >= 0
    both texts are one, and only places at least so many words further left count (repeats); a run that
    goes on from others is cut where their right text begins, so that copies in a row are told apart.
    """
    found, q, next_asked, length = 0, 0, 0, high - low
    last_p, last_q, begun = 0, 0 if apart < 0 else -2 * MAX_GAP, 0  # both begin where a run might have ended
    while next_asked < count:
        if asked[next_asked] < q:
            next_asked += 1
            continue
        q = int(asked[next_asked])
        p = int(earlier[q]) if apart >= 0 else newest_place(seeds, seed_slot(seeds, mask, stamp, hashes[q]), stamp)
        best, best_run, best_p, best_goes_on, tried = 0, 0, -1, False, 0
        while p >= 0 and tried < MAX_PLACES:
            limit = min(length - p, other_high - other_low - q)
            goes_on = 0 <= p - last_p <= MAX_GAP and q - last_q <= MAX_GAP
            if apart >= 0:
                limit = min(limit, q - p if p + apart <= q else 0)
                goes_on = goes_on and p < begun
                limit = min(limit, begun - p) if goes_on else limit
            run = 0
            while run < limit and words[low + p + run] == words[other_low + q + run]:
                run += 1
            if run + (2 if goes_on else 0) > best:
                best, best_run, best_p = run + (2 if goes_on else 0), run, p
                best_goes_on = goes_on
            if apart >= 0 and run >= COPY and run == q - p:
                break
            tried += 1
            p = earlier[p]
        if best_run < width or (apart < 0 and q - last_q <= MAX_GAP and is_astray(
            words, flags, low, high, other_low, other_high, last_p, last_q, best_p, q, best_run, best_goes_on
        )):  # fmt: skip
            next_asked += 1
            continue
        if is_sampled:  # the run may have begun before the first seed that was looked up
            while q > max(0, last_q) and best_p > 0 and words[low + best_p - 1] == words[other_low + q - 1]:
                best_p, q, best_run = best_p - 1, q - 1, best_run + 1
        if apart < 0 and found > 1 and is_stray(runs, found, best_p, q, best_run):
            found -= 1
        runs[3 * found], runs[3 * found + 1], runs[3 * found + 2] = best_p, q, best_run
        found += 1
        begun = begun if best_goes_on else q
        q += best_run
        last_p, last_q = best_p + best_run, q
    return found


@kernel
def chain_runs(
    flags: Ints,
    other_low: int,
    runs: Ints,
    count: int,
    anchor: int,
    anchor_characters: int,
    apart: int,
    passages: "NDArray[np.int32]",
) -> int:
    """Chain runs to passages; returns their number.

    With ``apart`` >= 0 both texts are one, and no passage reaches into its own right text.

    Writes (left start, left end, right start, right end, matched words) of each passage
    that holds a run of at least ``anchor`` words (``anchor_characters`` where tokens are
    characters), in the order of the right text.
    """
    found, k = 0, 0
    while k < count:
        p, q, run = int(runs[3 * k]), int(runs[3 * k + 1]), int(runs[3 * k + 2])
        p_end, q_end, matched, longest = p + run, q + run, run, run
        spaced = (flags[other_low + q] & CHARACTER) == 0
        k += 1
        while k < count:
            gap_p, gap_q = runs[3 * k] - p_end, runs[3 * k + 1] - q_end
            if gap_p < 0 or gap_p > MAX_GAP or gap_q > MAX_GAP:
                break
            run = int(runs[3 * k + 2])
            if apart >= 0 and runs[3 * k] + run > q:
                break
            p_end, q_end = runs[3 * k] + run, runs[3 * k + 1] + run
            matched += run
            longest = max(longest, run)
            k += 1
        if longest >= (anchor if spaced else anchor_characters):
            at = 5 * found
            passages[at], passages[at + 1], passages[at + 2], passages[at + 3] = p, p_end, q, q_end
            passages[at + 4] = matched
            found += 1
    return found


@kernel
def build_masks(
    words: Ints,
    low: int,
    high: int,
    table: "NDArray[np.int64]",
    places: "NDArray[np.int32]",
    stamps: "NDArray[np.int32]",
    mask: int,
    stamp: int,
    masks: "NDArray[np.int64]",
) -> None:
    """Write for each distinct word of [low, high) the bits of its positions, 62 to a limb.

    ``masks`` needs room for the distinct words times the limbs.
    """
    limbs = (high - low + LIMB - 1) // LIMB
    distinct = 0
    for k in range(high - low):
        word = int(words[low + k])
        slot = slot_of(table, stamps, mask, stamp, word)
        if stamps[slot] != stamp:
            stamps[slot] = stamp
            table[slot] = word
            places[slot] = distinct
            for limb in range(limbs):
                masks[distinct * limbs + limb] = 0
            distinct += 1
        masks[places[slot] * limbs + k // LIMB] |= 1 << (k % LIMB)


@kernel
def subsequence_length(
    length: int,
    words: Ints,
    other_low: int,
    other_high: int,
    table: "NDArray[np.int64]",
    places: "NDArray[np.int32]",
    stamps: "NDArray[np.int32]",
    mask: int,
    stamp: int,
    masks: "NDArray[np.int64]",
    row: "NDArray[np.int64]",
) -> int:
    """Length of the longest common subsequence of the text in ``masks`` (of ``length`` words) and another."""
    limbs = (length + LIMB - 1) // LIMB
    full = (1 << LIMB) - 1
    for limb in range(limbs):
        row[limb] = full
    for q in range(other_low, other_high):
        slot = slot_of(table, stamps, mask, stamp, int(words[q]))
        if stamps[slot] != stamp:
            continue
        base, carry = places[slot] * limbs, 0
        for limb in range(limbs):
            value, hit = row[limb], masks[base + limb]
            total = value + (value & hit) + carry
            carry = total >> LIMB
            row[limb] = (total & full) | (value & (full ^ hit))
    common = 0
    for k in range(length):
        if not (row[k // LIMB] >> (k % LIMB)) & 1:
            common += 1
    return common
