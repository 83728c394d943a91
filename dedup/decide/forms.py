"""Short notices of one form, told by the wording that is left when their facts are set aside.

In a notice of three sentences facts stand so close that they cut all its wording: two results of one league share no
shingle where scripts are written without spaces, or where a figure takes the ending of its noun (Korean, Turkish).
What stands between the facts is the form. Of two notices filled into one, most of it is
equal and in the same order, while the facts are not; independent notices of one event share less than half of
it, and the facts. A form that recurs often is furniture, and counts all the same; but what is none must be alike, too,
or a menu around two unrelated notices would make them one form.

Source: the longest common subsequence after Hyyrö (2004), see :mod:`dedup.confirm.align`.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.align import LIMB, build_masks, subsequence_length
from dedup.confirm.confirm import TOTAL_GUEST, TOTAL_HOST, UNSPACED, fact_code, is_furniture
from dedup.corpus.corpus import Corpus
from dedup.evidence.evidence import Evidence, column
from dedup.facts.facts import NAME, facts
from dedup.rising import distinct_values
from dedup.runtime.kernels import Ints, kernel, run
from dedup.tokens import FURNITURE

LONGEST = 120  #: words of a short notice
LONGEST_CHARACTERS = 240  #: the same in scripts without spaces
LIKE_LENGTH = 0.6  #: share of the longer notice's words that the shorter one has
WORDING = 0.5  #: of the longer notice's wording that is kept; independent notices of one event reach .43
SURE_WORDING = 20  #: words besides the facts; of fewer,
MORE = 0.02  #: for each that is missing, so much more must be kept
LEAST_WORDING = 8  #: and with fewer than these nothing is told
LEAST_FACTS = 2  #: that both notices have
SAME_FACTS = 3  #: at most one fact in so many is the same


class Wordings(NamedTuple):
    """What is left of some texts without their facts, and the facts; of each text a stretch of either array."""

    words: NDArray[np.int32]
    word_bounds: NDArray[np.int64]
    plain: NDArray[np.int32]  #: the words that are no furniture
    plain_bounds: NDArray[np.int64]
    codes: NDArray[np.int64]  #: distinct facts, those that stand outside furniture first
    code_bounds: NDArray[np.int64]  #: two numbers a text: where its facts start, and where those that are furniture


@kernel
def write_codes(
    kinds: Ints,
    hashes: Ints,
    firsts: Ints,
    lasts: Ints,
    first: int,
    last: int,
    flags: Ints,
    furnished: bool,
    codes: "NDArray[np.int64]",
    start: int,
    end: int,
) -> int:
    """Write those of facts [first, last) that are, or are not, furniture behind [start, end), each once; the end.

    Of furniture only figures and dates are: names are what menus are made of.
    """
    for fact in range(first, last):
        if is_furniture(flags, firsts[fact], lasts[fact]) != furnished or (furnished and kinds[fact] == NAME):
            continue
        code, same = fact_code(kinds[fact], hashes[fact]), start
        while same < end and codes[same] != code:
            same += 1
        if same == end:
            codes[end] = code
            end += 1
    return end


@kernel
def write_wordings(
    lows: Ints,
    highs: Ints,
    words: Ints,
    flags: Ints,
    fact_bounds: Ints,
    kinds: Ints,
    hashes: Ints,
    firsts: Ints,
    lasts: Ints,
    out: "NDArray[np.int32]",
    out_bounds: "NDArray[np.int64]",
    plain: "NDArray[np.int32]",
    plain_bounds: "NDArray[np.int64]",
    codes: "NDArray[np.int64]",
    code_bounds: "NDArray[np.int64]",
) -> None:
    """Write the words besides the facts, those of them that are no furniture, and the distinct facts."""
    at, plain_at, end = 0, 0, 0
    for k in range(len(lows)):
        low, high = int(lows[k]), int(highs[k])
        first, last = int(fact_bounds[k]), int(fact_bounds[k + 1])
        place, start = low, end
        end = write_codes(kinds, hashes, firsts, lasts, first, last, flags, False, codes, start, end)
        code_bounds[2 * k + 1] = end
        end = write_codes(kinds, hashes, firsts, lasts, first, last, flags, True, codes, start, end)
        for fact in range(first, last + 1):
            until = int(firsts[fact]) if fact < last else high
            while place < until:
                out[at] = words[place]
                at += 1
                if not flags[place] & FURNITURE:
                    plain[plain_at] = words[place]
                    plain_at += 1
                place += 1
            if fact == last:
                break
            place = max(place, lasts[fact] + 1)
        out_bounds[k + 1], plain_bounds[k + 1], code_bounds[2 * k + 2] = at, plain_at, end


@kernel
def has_other_facts(codes: Ints, bounds: Ints, one: int, other: int) -> bool:
    """Return True if two texts have facts, and hardly one in common.

    What both have as furniture is left out: it tells nothing of either. A figure or date that only one has so is
    another fact: many notices of a form are filled in alike in part, as dividends are paid at the end of a month.
    """
    low, plain, high = int(bounds[2 * one]), int(bounds[2 * one + 1]), int(bounds[2 * one + 2])
    other_low, other_plain, other_high = int(bounds[2 * other]), int(bounds[2 * other + 1]), int(bounds[2 * other + 2])
    fewer, same = min(high - low, other_high - other_low), 0
    for k in range(low, high):
        for x in range(other_low, other_high):
            if codes[k] == codes[x]:
                if k >= plain and x >= other_plain:
                    fewer -= 1
                else:
                    same += 1
                break
    return fewer >= LEAST_FACTS and SAME_FACTS * same <= fewer


@kernel
def share_kept(
    words: Ints,
    low: int,
    high: int,
    other_low: int,
    other_high: int,
    table: "NDArray[np.int64]",
    places: "NDArray[np.int32]",
    stamps: "NDArray[np.int32]",
    mask: int,
    stamp: int,
    masks: "NDArray[np.int64]",
    row: "NDArray[np.int64]",
) -> float:
    """Words of two texts that are equal in one order, as a share of the longer one; 0 if the lengths forbid enough."""
    shorter, longer = min(high - low, other_high - other_low), max(high - low, other_high - other_low)
    if shorter < WORDING * longer or shorter == 0:
        return 0.0
    build_masks(words, low, high, table, places, stamps, mask, stamp, masks)
    common = subsequence_length(
        high - low, words, other_low, other_high, table, places, stamps, mask, stamp, masks, row
    )
    return common / longer


@kernel
def compare_wordings(
    left: Ints,
    right: Ints,
    words: Ints,
    word_bounds: Ints,
    plain: Ints,
    plain_bounds: Ints,
    codes: Ints,
    code_bounds: Ints,
    table: "NDArray[np.int64]",
    places: "NDArray[np.int32]",
    stamps: "NDArray[np.int32]",
    mask: int,
    masks: "NDArray[np.int64]",
    row: "NDArray[np.int64]",
    kept: "NDArray[np.float64]",
) -> None:
    """Write for each pair of wordings what share of the longer one is kept, if it is one form; else 0."""
    for pair in range(len(left)):
        i, j = int(left[pair]), int(right[pair])
        low, high, other_low, other_high = (
            int(word_bounds[i]), int(word_bounds[i + 1]), int(word_bounds[j]), int(word_bounds[j + 1])
        )  # fmt: skip
        shorter = min(high - low, other_high - other_low)
        if shorter < LEAST_WORDING:
            continue
        if not has_other_facts(codes, code_bounds, i, j):
            continue
        share = share_kept(
            words, low, high, other_low, other_high, table, places, stamps, mask, 2 * pair + 1, masks, row
        )
        if share < WORDING + MORE * max(0, SURE_WORDING - shorter):
            continue
        plain_low, plain_high, other_low, other_high = (
            int(plain_bounds[i]), int(plain_bounds[i + 1]), int(plain_bounds[j]), int(plain_bounds[j + 1])
        )  # fmt: skip
        longer = max(plain_high - plain_low, other_high - other_low)
        if longer >= LEAST_WORDING and longer < max(high - low, int(word_bounds[j + 1] - word_bounds[j])):
            alike = share_kept(
                plain, plain_low, plain_high, other_low, other_high, table, places, stamps, mask, 2 * pair + 2,
                masks, row,
            )  # fmt: skip
            if alike < WORDING:
                continue
        kept[pair] = share


def is_short(evidence: Evidence) -> NDArray[np.bool_]:
    """Which pairs are two short notices of like length."""
    totals = column(evidence, TOTAL_HOST), column(evidence, TOTAL_GUEST)
    longest = np.where(column(evidence, UNSPACED) > 0, LONGEST_CHARACTERS, LONGEST)
    shorter, longer = np.minimum(*totals), np.maximum(*totals)
    return np.asarray((longer <= longest) & (shorter >= LIKE_LENGTH * longer), dtype=np.bool_)


def wordings_of(corpus: Corpus, which: NDArray[np.int32]) -> Wordings:
    """Set the facts of some articles aside.

    Args:
        corpus: The articles.
        which: Article numbers, shape ``(n,)``.
    """
    low, high = corpus.low[which], corpus.high[which]
    total, found = int((high - low).sum()), facts(corpus.words, corpus.flags, low, high, corpus.compiled)
    words, plain = (np.zeros(total, dtype=np.int32) for _ in range(2))
    codes = np.zeros(total, dtype=np.int64)
    bounds = [np.zeros(size + 1, dtype=np.int64) for size in (len(which), len(which), 2 * len(which))]
    run(
        write_wordings, corpus.compiled, low, high, corpus.words, corpus.flags, *found, words, bounds[0], plain,
        bounds[1], codes, bounds[2],
    )  # fmt: skip
    return Wordings(words, bounds[0], plain, bounds[1], codes, bounds[2])


def kept_wording(corpus: Corpus, hosts: NDArray[np.int32], guests: NDArray[np.int32]) -> NDArray[np.float64]:
    """Say what share of their wording two short notices keep while they change their facts.

    Args:
        corpus: The articles; furniture is marked on its flags.
        hosts: Article numbers, shape ``(n,)``.
        guests: Article numbers, shape ``(n,)``.

    Returns:
        Shares of the longer notice's words besides the facts, shape ``(n,)``, in [:data:`WORDING`, 1.0] where the
        pair is one form; else 0.0.

    >>> from dedup.corpus.corpus import build_corpus
    >>> from dedup.model import Article
    >>> from dedup.params import Params
    >>> form = "Gold closed at {} dollars an ounce, silver rose to {} and oil fell to {} in late trade."
    >>> texts = form.format(2011, 24, 81), form.format(1987, 23, 79)
    >>> corpus = build_corpus([Article(str(k), text) for k, text in enumerate(texts)], Params(), workers=1)
    >>> kept_wording(corpus, np.array([0]), np.array([1])).tolist()
    [1.0]
    """
    kept = np.zeros(len(hosts), dtype=np.float64)
    if not len(hosts):
        return kept
    which = distinct_values(np.concatenate([hosts, guests]))
    left, right = (np.searchsorted(which, side).astype(np.int32) for side in (hosts, guests))
    found = wordings_of(corpus, which)
    longest = int(np.diff(found.word_bounds).max()) + 1
    slots = 1 << max(8, (2 * longest).bit_length())
    limbs = longest // LIMB + 1
    run(
        compare_wordings, corpus.compiled, left, right, *found, np.zeros(slots, dtype=np.int64),
        np.zeros(slots, dtype=np.int32), np.zeros(slots, dtype=np.int32), slots - 1,
        np.zeros(longest * limbs, dtype=np.int64), np.zeros(limbs, dtype=np.int64), kept,
    )  # fmt: skip
    return kept
