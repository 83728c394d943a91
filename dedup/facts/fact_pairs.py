"""Rows of five numbers, each of a fact that stands for another one: its kind, where it stands, where the other does.

Places are the first and the last word of the fact in the left text, then of the other in the right text; a side that
lacks the fact has -1 twice.
"""

import numpy as np
from numpy.typing import NDArray

from dedup.runtime.kernels import kernel


@kernel
def write_pair(
    out: "NDArray[np.int32]", at: int, kind: int, first: int, last: int, other_first: int, other_last: int
) -> int:
    """Write what stands for one another as a row; return the next free row."""
    out[5 * at] = kind
    out[5 * at + 1], out[5 * at + 2] = first, last
    out[5 * at + 3], out[5 * at + 4] = other_first, other_last
    return at + 1
