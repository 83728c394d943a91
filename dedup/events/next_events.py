"""Whether two reports that look like one event tell of two: the next quake, the prices of another week."""

from dedup.events.profiles import COLUMNS, FIRST_WEEKDAY, NUMBERS, RARE_NUMBERS
from dedup.events.shared_terms import FIRST_DAY, SAME_DATE, SAME_NUMBERS, SAME_RARE_NUMBERS
from dedup.runtime.kernels import Ints, kernel

FEWEST_NUMBERS, OTHER_NUMBERS = 3, 3  #: least numbers of texts that tell of two events; one in so many may be shared
UNSHARED_NUMBERS = 4  #: numbers of texts on two events if they share none of them


@kernel
def are_other_numbers(shared: int, fewer: int) -> bool:
    """Return True if of the ``fewer`` numbers of either text, three at the least, the other has a third at the most."""
    return fewer >= FEWEST_NUMBERS and OTHER_NUMBERS * shared <= fewer


@kernel
def is_next_of_its_kind(
    date_bounds: Ints, stats: Ints, left: int, right: int, sums: Ints, are_of_other_days: bool
) -> bool:
    """Return True for a pair that tells of two days with other figures: two quakes, the markets of two days.

    Each names one day, a date or a weekday, and they are not the same, or ``are_of_other_days``: notices of one source,
    not known to be of one day, as it fills them into a form; and the other has few of its numbers, or of those that are
    rare: the weights in a table of prices stay as they are. A report of what was said on the next day has the figures
    of the event.
    Where each has four numbers and none is in both, no day need be named: two sales figures, two clinics' cases.
    """
    a, b = left * COLUMNS, right * COLUMNS
    fewer = min(stats[a + NUMBERS], stats[b + NUMBERS])
    if sums[SAME_DATE] > 0:
        return False
    if sums[SAME_NUMBERS] == 0 and fewer >= UNSHARED_NUMBERS:
        return True
    are_weekdays = stats[a + FIRST_WEEKDAY] != 0 and stats[b + FIRST_WEEKDAY] != 0 and sums[FIRST_DAY] == 0
    one_date = date_bounds[left + 1] - date_bounds[left] == 1 and date_bounds[right + 1] - date_bounds[right] == 1
    if not (one_date or are_weekdays or are_of_other_days):
        return False
    rare = min(stats[a + RARE_NUMBERS], stats[b + RARE_NUMBERS])
    return are_other_numbers(sums[SAME_NUMBERS], fewer) or are_other_numbers(sums[SAME_RARE_NUMBERS], rare)
