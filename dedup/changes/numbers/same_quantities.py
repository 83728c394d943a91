"""Whether two quantities say the same, and how a change of one is told."""

from dedup.changes.dates.clock_times import minutes_of
from dedup.changes.line_breaks import on_one_line
from dedup.changes.numbers.quantities import Quantity, last_of
from dedup.facts.units import may_be_one
from dedup.language.unit_names import ZONES
from dedup.model import Change

#: Endings of ordinals in digits: 2e, 2º, 2nd, 2ος, 4'üncü.
_ORDINAL = frozenset(
    (
        *("e", "er", "re", "ère", "eme", "ème", "nd", "nde", "º", "ª", "st", "rd", "th", "ος", "η", "ης", "ο"),
        *("inci", "nci", "ıncı", "üncü", "uncu"),
    )
)
_LENGTHS = frozenset(("km", "m", "cm", "mm", "mile", "foot", "yard", "inch"))


def is_same(one: Quantity, other: Quantity) -> bool:
    """Say whether two quantities say the same; one may leave out its unit."""
    if _are_other_rates(one, other) or (one.unit != other.unit and ZONES.issuperset((one.unit, other.unit))):
        return False
    if one.clock and other.clock and (one.is_time or other.is_time):
        (hour, minute, half), (other_hour, other_minute, other_half) = one.clock, other.clock
        if half and other_half and half != other_half and hour == other_hour:
            return False
        if minutes_of(one.clock) == minutes_of(other.clock):
            return True
        if (hour, minute) == (other_hour, other_minute) and not (half and other_half):
            return True
    if one.is_negative == other.is_negative and (_is_unit_of(one, other) or _is_unit_of(other, one)):
        return True
    if one.value is None or other.value is None or one.is_negative != other.is_negative:
        return False
    if one.value != other.value and one.value != other.fraction and one.fraction != other.value:
        return False
    if not one.attached and not other.attached:
        return may_be_one(one.unit, other.unit)
    if _is_ordinal_of(one, other) or _is_ordinal_of(other, one):
        return True
    rest, other_rest = one.attached or one.following, other.attached or other.following
    return bool(rest and other_rest) and (rest.startswith(other_rest) or other_rest.startswith(rest))


def _is_ordinal_of(one: Quantity, other: Quantity) -> bool:
    """Say whether what is written on to the digits of one is the ending of an ordinal, and the other is in words."""
    return one.attached in _ORDINAL and one.number is not None and other.number is None and not other.attached


def _are_other_rates(one: Quantity, other: Quantity) -> bool:
    """Say whether two units are counted by other things, an hour and a day; one may leave it out."""
    return bool(one.rate and other.rate and not may_be_one(one.rate.unit, other.rate.unit))


def _is_unit_of(one: Quantity, other: Quantity) -> bool:
    """Say whether a letter on to the digits of one, perhaps read as a scale, is the unit that the other writes out."""
    unit = other.unit or other.following
    return bool(one.letter and one.number == other.number == other.value and unit.startswith(one.letter))


def _is_letter_of_another_unit(one: Quantity, other: Quantity) -> bool:
    """Say whether a letter is written on to the digits of one, as the p of pence, and the other has no such unit."""
    is_unit = one.letter != "" and one.attached == one.letter and not one.unit
    return is_unit and other.unit != "" and not other.unit.startswith(one.letter)


def is_of_another_kind(one: Quantity, other: Quantity) -> bool:
    """Say whether two quantities differ in sign, in currency or unit, in its rate, or in the half of the day."""
    if _is_letter_of_another_unit(one, other) or _is_letter_of_another_unit(other, one):
        return True
    if one.is_negative != other.is_negative or not may_be_one(one.unit, other.unit) or _are_other_rates(one, other):
        return True
    return bool(one.clock and other.clock and one.clock[2] and other.clock[2] and one.clock[2] != other.clock[2])


def whole(one: str, left: Quantity, two: str, right: Quantity) -> Change:
    """The change of an amount, with minus, currency, scale and unit, and what this is counted by if either differs."""
    is_other = _are_other_rates(left, right) or (
        left.unit != right.unit and not _LENGTHS.isdisjoint((left.unit, right.unit))  # the unit of a speed is both
    )
    end, other_end = ((last_of(side) if is_other else side.span[1]) + _has_letter(side) for side in (left, right))
    return Change("number", on_one_line(one[left.span[0] : end]), on_one_line(two[right.span[0] : other_end]))


def _has_letter(side: Quantity) -> bool:
    """Say whether a letter on to the digits is none of the quantity, but is told with it: 214p."""
    return side.letter != "" and side.attached == side.letter
