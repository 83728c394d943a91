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

ZONE_HOURS = 14  #: how far a time without a zone may be from the same time in UTC
LOPSIDED = 0.25  #: difference of the two containments from which they are named

_DAY = re.compile(r"\d{4}-?\d\d-?\d\d$")


class Direction(NamedTuple):
    """Which text came first, with the evidence."""

    first: Side  #: empty: it cannot be told
    reasons: tuple[str, ...]  #: in words, also of what does not decide


def direction(left: Article, right: Article, match: Match) -> Direction:
    """Say which text of a matched pair came first.

    Args:
        left: The article on the left of the match.
        right: The one on the right.
        match: Their match; its containments are named in the reasons.

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
    for vote, reason in (_by_kin(left, right), _by_credit(left, right), _by_time(left, right)):
        if reason:
            reasons.append(reason)
        if vote:
            votes.append(vote)
    if match.relation in (Relation.NEAR_DUPLICATE, Relation.EXCERPT):
        reasons += _by_containment(match.containment)
    if len(set(votes)) > 1:
        return Direction("", (*reasons, "these contradict each other"))
    return Direction(votes[0] if votes else "", tuple(reasons))


def _by_kin(left: Article, right: Article) -> tuple[Side, str]:
    """Judge by the articles that each one says it comes from."""
    from_right, from_left = _names(left, right), _names(right, left)
    if from_right and from_left:
        return "", "each says that it comes from the other"
    if from_right:
        return "right", "left says that it comes from right"
    return ("left", "right says that it comes from left") if from_left else ("", "")


def _names(article: Article, other: Article) -> bool:
    """True if ``article`` lists ``other`` among its kin."""
    return other.id in article.kin or (bool(other.url) and other.url in article.kin)


def _by_credit(left: Article, right: Article) -> tuple[Side, str]:
    """Judge by who credits whose source."""
    if not (left.source and right.source) or same_name(left.source, right.source):
        return "", ""
    to_right, to_left = gives_credit(left, right.source), gives_credit(right, left.source)
    if to_right and to_left:
        return "", "each credits the source of the other"
    if to_right:
        return "right", f"left credits {right.source}, the source of right"
    return ("left", f"right credits {left.source}, the source of left") if to_left else ("", "")


def _by_time(left: Article, right: Article) -> tuple[Side, str]:
    """Judge by the times of publication."""
    one, two = _moment(left.published), _moment(right.published)
    undated = [side for side, moment in (("left", one), ("right", two)) if moment is None]
    if one is None or two is None:
        return "", "neither has a date" if len(undated) == 2 else f"{undated[0]} has no date"
    if _is_day(left.published) or _is_day(right.published):
        return _by_day(one, two)
    hours = (_utc(two) - _utc(one)) / 3600.0
    is_sure = (one.tzinfo is None) == (two.tzinfo is None)
    if hours == 0.0:
        return "", "both were published at the same time"
    earlier: Side = "left" if hours > 0 else "right"
    if not is_sure and abs(hours) <= ZONE_HOURS:
        return "", f"{earlier} seems to be {_span(hours)} earlier, but one of the times has no zone"
    zone = " (both times without a zone, taken for the same)" if one.tzinfo is None and two.tzinfo is None else ""
    return earlier, f"{earlier} was published {_span(hours)} earlier{zone}"


def _by_day(one: datetime, two: datetime) -> tuple[Side, str]:
    """Judge by the days alone, since one of the two has no time of day."""
    days = (two.date() - one.date()).days  # as written, in whatever zone that was
    if days == 0:
        return "", "both were published on the same day"
    earlier: Side = "left" if days > 0 else "right"
    return earlier, f"{earlier} was published {_span(24.0 * days)} earlier"


def _by_containment(containment: tuple[float, float]) -> list[str]:
    """Name a lopsided pair, which may have come about in two ways."""
    if abs(containment[0] - containment[1]) < LOPSIDED:
        return []
    part, whole = ("left", "right") if containment[0] > containment[1] else ("right", "left")
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
