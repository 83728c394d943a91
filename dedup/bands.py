"""The candidate curve: the chance that a pair becomes a candidate at each similarity.

Pure functions of the parameters. They describe bands and passage keys; term keys, which
find twin reports, have no such curve. A candidate is only a pair to be looked at.

**Bands.** Two articles of Jaccard J share one MinHash value with probability J, a band of
r with J^r, at least one of b bands with 1 - (1 - J^r)^b. Source: Leskovec, Rajaraman,
Ullman, "Mining of Massive Datasets", section 3.4.

**Passage keys.** A model has to say how the pair differs; here single words are replaced
at random places, evenly, in texts of equal length. That is the hardest case: real copies
keep whole sentences, so that they are found more surely. A word survives with probability
p, a shingle of s words with p^s = 2J / (1 + J). A passage of k words survives with p^k and
gives a shared key if winnowing selects it on both sides, where the neighbours that were
edited compete with hashes of their own. The expected number of shared keys is then nearly
the mean of a Poisson distribution (simulated, it is right to .05). Source for winnowing: Schleimer, Wilkerson, Aiken
(2003), "Winnowing: local algorithms for document fingerprinting".
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.params import Params

USUAL_WORDS = 300  #: length of the article that the passage curve is drawn for
_QUADRATURE = 48  # points of the integral over the hash of a passage


class BandPoint(NamedTuple):
    """The chances at one similarity, each 0.0 to 1.0."""

    jaccard: float
    bands: float  #: by at least one shared band
    passages: float  #: by at least ``min_shared_passages`` shared passage keys
    either: float  #: by one of the two


class Recall(NamedTuple):
    """The least chance among pairs of at least some similarity."""

    jaccard: float
    chance: float


def band_chance(jaccard: float, params: Params) -> float:
    """Return the chance that two articles share at least one band.

    >>> round(band_chance(0.5, Params(band_count=32, band_rows=4)), 3)
    0.873
    """
    return float(1.0 - (1.0 - jaccard**params.band_rows) ** params.band_count)


def passage_chance(jaccard: float, params: Params, words: int = USUAL_WORDS) -> float:
    """Return the chance that two articles share enough passage keys, by the model above.

    Args:
        jaccard: Exact Jaccard of the shingle sets, 0.0 to 1.0.
        params: Sizes of shingle, passage and window, and how many keys are enough.
        words: Length of both articles in words.

    Returns:
        A fraction in [0.0, 1.0]; 0.0 for articles shorter than a passage.
    """
    places = words - params.passage_size + 1
    if places < 1 or jaccard <= 0.0:
        return 0.0
    survival = (2.0 * jaccard / (1.0 + jaccard)) ** (1.0 / params.shingle_size)
    window = min(params.passage_window, places)
    mean = places * survival**params.passage_size * _selected_on_both(survival, window)
    missed = term = float(np.exp(-mean))
    for count in range(1, params.min_shared_passages):
        term *= mean / count
        missed += term
    return min(1.0, max(0.0, 1.0 - missed))


def _selected_on_both(survival: float, window: int) -> float:
    """Return the chance that winnowing selects an unchanged passage in both texts.

    A passage is selected if its hash x is the least of some ``window`` neighbours in a row,
    that is, if the runs of larger hashes left and right of it, i and j long, have
    i + j >= window - 1. The next word survives with ``survival``; up to the first that does
    not both texts have the same hashes, beyond it each has its own. The two sides are
    independent given x, over which the chance is integrated.
    """
    nodes, weights = np.polynomial.legendre.leggauss(_QUADRATURE)
    larger = 1.0 - (nodes + 1.0) / 2.0  # chance that one neighbour's hash is larger than x
    reach = _joint_reach(larger, survival, window)
    exactly = reach - _shifted(reach, 1, 0) - _shifted(reach, 0, 1) + _shifted(reach, 1, 1)
    chance = (exactly * reach[:, ::-1, ::-1]).sum(axis=(1, 2))
    return float((weights / 2.0 * chance).sum())


def _joint_reach(larger: NDArray[np.float64], survival: float, window: int) -> NDArray[np.float64]:
    """Return P(run >= i in one text and >= j in the other), shape (points, window, window).

    With i <= j: if the texts part after t < i places the runs need i + j - t larger hashes,
    else only j.
    """
    reach = np.empty((len(larger), window, window))
    for longer in range(window):
        for shorter in range(longer + 1):
            together = larger**longer * survival**shorter
            for parted in range(shorter):
                together = together + survival**parted * (1.0 - survival) * larger ** (longer + shorter - parted)
            reach[:, shorter, longer] = reach[:, longer, shorter] = together
    return reach


def _shifted(reach: NDArray[np.float64], first: int, second: int) -> NDArray[np.float64]:
    """Return the table moved up, with zeros behind: runs are counted up to ``window - 1``."""
    moved = np.zeros_like(reach)
    size = reach.shape[1]
    moved[:, : size - first, : size - second] = reach[:, first:, second:]
    return moved


def curve(params: Params, words: int = USUAL_WORDS, steps: int = 50) -> list[BandPoint]:
    """Return the chances at evenly spaced similarities.

    Args:
        params: What is in use.
        words: Length of the articles that the passage model is drawn for.
        steps: Intervals between 0 and 1.

    Returns:
        ``steps + 1`` points from Jaccard 0.0 to 1.0.
    """
    return [point(number / steps, params, words) for number in range(steps + 1)]


def point(jaccard: float, params: Params, words: int = USUAL_WORDS) -> BandPoint:
    """Return the chances at one similarity; the two routes count as independent."""
    bands, passages = band_chance(jaccard, params), passage_chance(jaccard, params, words)
    return BandPoint(jaccard, bands, passages, 1.0 - (1.0 - bands) * (1.0 - passages))


def sure_words(params: Params) -> int:
    """Return how many words in a row, shared unchanged, make a pair a candidate for certain.

    Each window of passages has one key, so ``min_shared_passages`` windows side by side have
    that many different ones.
    """
    return params.passage_window * params.min_shared_passages + params.passage_size - 1


def least_chances(params: Params, words: int = USUAL_WORDS) -> list[Recall]:
    """Return the recall to state: the chance at the foot of each range that reports speak of.

    The chances only grow with the similarity, so every pair above has at least this one.
    """
    return [Recall(jaccard, point(jaccard, params, words).either) for jaccard in (0.2, 0.3, 0.5, 0.7)]


def draw_svg(points: Sequence[BandPoint], params: Params, words: int = USUAL_WORDS) -> str:
    """Return the curve as a picture that needs nothing else: no style sheet, script or font.

    Args:
        points: From ``curve``, in order of similarity.
        params: For the caption.
        words: For the caption.
    """
    described = describe(params, words)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
        f'aria-label="{_TITLE}" font-family="sans-serif" font-size="13" fill="#1b1b1b">',
        f"<title>{_TITLE}</title>",
        f"<desc>{described}</desc>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        f'<text x="{_LEFT}" y="24" font-size="16" font-weight="bold">{_TITLE}</text>',
        f'<text x="{_LEFT}" y="43" font-size="12">{described}</text>',
        *_grid(),
        *_lines(points),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


_TITLE = "Chance of becoming a candidate"
_WIDTH, _HEIGHT, _LEFT, _TOP, _RIGHT, _BOTTOM = 720, 440, 64, 60, 24, 52  # of the picture, and its margins
#: Colour, width and dashes of each curve, in the order drawn: "either" often covers "passages".
_LINE_STYLES = {"passages": ("#d55e00", 6, "none"), "bands": ("#0072b2", 2, "8 4"), "either": ("#1b1b1b", 2, "none")}


def describe(params: Params, words: int = USUAL_WORDS) -> str:
    """Return the parameters that shape the curve, in one line."""
    return (
        f"{params.band_count} bands of {params.band_rows} rows; passages of {params.passage_size} words, "
        f"window {params.passage_window}, at least {params.min_shared_passages} shared; articles of {words} words"
    )


def _across(jaccard: float) -> float:
    """Return where a similarity lies from left to right."""
    return round(_LEFT + jaccard * (_WIDTH - _LEFT - _RIGHT), 1)


def _down(chance: float) -> float:
    """Return where a chance lies from top to bottom."""
    return round(_TOP + (1.0 - chance) * (_HEIGHT - _TOP - _BOTTOM), 1)


def _grid() -> list[str]:
    """Return the lines and numbers behind the curves."""
    parts = []
    for step in range(6):
        value = step / 5
        x, y = _across(value), _down(value)
        parts += [
            f'<path d="M{x} {_down(0)}V{_down(1)}M{_across(0)} {y}H{_across(1)}" stroke="#d9d9d9"/>',
            f'<text x="{x}" y="{_down(0) + 18}" text-anchor="middle">{value:.1f}</text>',
            f'<text x="{_across(0) - 8}" y="{y + 4}" text-anchor="end">{value:.1f}</text>',
        ]
    middle = _across(0.5)
    return [*parts, f'<text x="{middle}" y="{_HEIGHT - 12}" text-anchor="middle">Jaccard of the word shingles</text>']


def _lines(points: Sequence[BandPoint]) -> list[str]:
    """Return the curves and their legend."""
    parts = []
    for row, (name, (colour, breadth, dashes)) in enumerate(_LINE_STYLES.items()):
        path = "L".join(f"{_across(at.jaccard)} {_down(getattr(at, name))}" for at in points)
        style = f'fill="none" stroke="{colour}" stroke-width="{breadth}" stroke-dasharray="{dashes}"'
        x, y = _across(0.78), _down(0.3) + 20 * row
        parts += [f'<path d="M{path}" {style}/>', f'<path d="M{x} {y}h32" {style}/>']
        parts.append(f'<text x="{x + 40}" y="{y + 4}">{name}</text>')
    return parts
