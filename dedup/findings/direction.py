"""Which of two related texts came first, as far as that can be told, and why.

Three kinds of evidence speak: that one article says it comes from the other (``kin``),
that one credits the other's source, and the times of publication. If they disagree, or
none is there, the answer is that it cannot be told. How much of each text stands in the
other is named, but decides nothing: a short text may be cut from a long one, or the long
one may have grown out of it.
"""

import re
from datetime import UTC, datetime
from typing import Literal, NamedTuple

from dedup.credit import gives_credit, same_name
from dedup.model import Article, Match, Relation

Side = Literal["left", "right", ""]
Names = tuple[str, str]

ZONE_HOURS = 14  #: how far a time without a zone may be from the same time in UTC
LOPSIDED = 0.25  #: difference of the two containments from which they are named

_DAY = re.compile(r"\d{4}-?\d\d-?\d\d$")


class Direction(NamedTuple):
    """Which text came first, with the evidence."""

    first: Side  #: empty: it cannot be told
    reasons: tuple[str, ...]  #: in words, also of what does not decide; never empty


def direction(left: Article, right: Article, match: Match, names: Names = ("left", "right")) -> Direction:
    """Say which text of a matched pair came first.

    Args:
        left: The article on the left of the match.
        right: The one on the right.
        match: Their match; its containments are named in the reasons.
        names: What the reasons call the two.

    Returns:
        The side that came first and the evidence; an empty side with reasons if the
        evidence is missing or contradicts itself.

    >>> from dedup.model import Relation
    >>> match = Match("a", "b", Relation.IDENTICAL, 1.0, 1.0, (1.0, 1.0), 1.0, (), (), ())
    >>> one, two = Article("a", "Text.", published="2024-02-06"), Article("b", "Text.", published="2024-02-04")
    >>> direction(one, two, match)
    Direction(first='right', reasons=('right was published 2 days earlier',))
    >>> direction(one, two._replace(published=""), match)
    Direction(first='', reasons=('right has no date',))
    """
    votes: list[Side] = []
    reasons: list[str] = []
    for judge in (_by_kin, _by_credit, _by_time):
        vote, reason = judge(left, right, names)
        if reason:
            reasons.append(reason)
        if vote:
            votes.append(vote)
    if match.relation in (Relation.NEAR_DUPLICATE, Relation.EXCERPT):
        reasons += _by_containment(match.containment, names)
    if len(set(votes)) > 1:
        return Direction("", (*reasons, "these contradict each other"))
    return Direction(votes[0] if votes else "", tuple(reasons))


def _by_kin(left: Article, right: Article, names: Names) -> tuple[Side, str]:
    """Judge by the articles that each one says it comes from."""
    one, two = names
    from_right, from_left = _lists(left, right), _lists(right, left)
    if from_right and from_left:
        return "", "each says that it comes from the other"
    if from_right:
        return "right", f"{one} says that it comes from {two}"
    return ("left", f"{two} says that it comes from {one}") if from_left else ("", "")


def _lists(article: Article, other: Article) -> bool:
    """True if ``article`` lists ``other`` among its kin."""
    return other.id in article.kin or (bool(other.url) and other.url in article.kin)


def _by_credit(left: Article, right: Article, names: Names) -> tuple[Side, str]:
    """Judge by who credits whose source."""
    one, two = names
    if not (left.source and right.source) or same_name(left.source, right.source):
        return "", ""
    to_right, to_left = gives_credit(left, right.source), gives_credit(right, left.source)
    if to_right and to_left:
        return "", "each credits the source of the other"
    if to_right:
        return "right", f"{one} credits {right.source}, the source of {two}"
    if to_left:
        return "left", f"{two} credits {left.source}, the source of {one}"
    if same_name(left.credit, right.credit):
        return "", f"both credit {left.credit} and may have it from there"
    return "", ""


def _by_time(left: Article, right: Article, names: Names) -> tuple[Side, str]:
    """Judge by the times of publication."""
    one, two = _moment(left.published), _moment(right.published)
    if one is None or two is None:
        undated = names[0] if one is None else names[1]
        return "", "neither has a date" if one is two else f"{undated} has no date"
    if _is_day(left.published) or _is_day(right.published):
        days = (two.date() - one.date()).days  # as written, in whatever zone that was
        if days == 0:
            return "", "both were published on the same day"
        return _side(days), f"{_named(days, names)} was published {_span(24.0 * days)} earlier"
    hours = (_utc(two) - _utc(one)) / 3600.0
    if hours == 0.0:
        return "", "both were published at the same time"
    earlier, span = _named(hours, names), _span(hours)
    if (one.tzinfo is None) != (two.tzinfo is None) and abs(hours) <= ZONE_HOURS:
        return "", f"{earlier} seems to be {span} earlier, but one of the times has no zone"
    is_assumed = one.tzinfo is None and two.tzinfo is None and abs(hours) <= 2 * ZONE_HOURS
    zone = ", if both times are of one zone" if is_assumed and not same_name(left.source, right.source) else ""
    return _side(hours), f"{earlier} was published {span} earlier{zone}"


def _side(later_by: float) -> Side:
    """Return which side came first, by how much later the right one is."""
    return "left" if later_by > 0 else "right"


def _named(later_by: float, names: Names) -> str:
    """Return the name of the side that came first."""
    return names[0] if later_by > 0 else names[1]


def _by_containment(containment: tuple[float, float], names: Names) -> list[str]:
    """Name a lopsided pair, which may have come about in two ways."""
    if abs(containment[0] - containment[1]) < LOPSIDED:
        return []
    part, whole = names if containment[0] > containment[1] else names[::-1]
    return [f"{part} may be cut from {whole}, or {whole} may have grown out of {part}"]


def _moment(published: str) -> datetime | None:
    """Return a date of publication; None if there is none that can be read."""
    try:
        return datetime.fromisoformat(published)
    except ValueError:
        return None


def _is_day(published: str) -> bool:
    """True for a date without a time of day."""
    return bool(_DAY.match(published.strip()))


def _utc(moment: datetime) -> float:
    """Return seconds since 1970; a time without a zone counts as UTC."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _span(hours: float) -> str:
    """Return a stretch of time in words, in the largest unit that fits.

    >>> _span(49), _span(-2.5), _span(0.02)
    ('2 days', '2 h 30 min', '1 min')
    """
    minutes = max(1, round(abs(hours) * 60))
    if minutes >= 48 * 60:
        return f"{minutes // (24 * 60)} days"
    whole, rest = divmod(minutes, 60)
    if whole == 24 and rest == 0:
        return "1 day"
    return " ".join(part for part in (f"{whole} h" if whole else "", f"{rest} min" if rest else "") if part)
