"""Matches with a judgement: which fail a check, which are accepted or allowed, and why."""

from collections.abc import Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import lru_cache
from hashlib import sha256
from types import MappingProxyType
from typing import NamedTuple

from dedup.findings.baseline import Baseline, Entry, digest, is_unchanged
from dedup.findings.policy import NO_POLICY, Policy
from dedup.findings.screening import Screening
from dedup.model import Article, Match, Relation

DEFAULT_FAIL_ON = Relation.NEAR_DUPLICATE.value
ANY = "any"


class Status(StrEnum):
    """What becomes of a match in a check."""

    FAILING = "failing"  #: at or above ``fail_on``, neither accepted nor allowed
    REPORTED = "reported"  #: weaker than ``fail_on``
    BASELINE = "baseline"  #: accepted by the baseline
    ALLOWED = "allowed"  #: allowed by the policy


class Place(NamedTuple):
    """Where an article stands in the inputs."""

    path: str  #: as the user named it
    line: int  #: from 1; 0 if the article is the whole file


class Finding(NamedTuple):
    """One match, judged."""

    match: Match
    left: Article  #: the screened article
    right: Article  #: the indexed one, or an earlier input
    status: Status
    why: str  #: the reason of the baseline or the policy; may be empty
    fingerprint: str  #: of the two texts, whatever their ids and order: 32 hexadecimal digits

    @property
    def is_failing(self) -> bool:
        """True if this finding alone makes the check fail."""
        return self.status is Status.FAILING

    @property
    def is_suppressed(self) -> bool:
        """True if it is accepted or allowed."""
        return self.status in (Status.BASELINE, Status.ALLOWED)


class Checked(NamedTuple):
    """A screening with all its matches judged: what every report of ``check`` is written from."""

    screening: Screening
    findings: Sequence[Finding]  #: one for each match, in the same order
    fail_on: str  #: a relation, or "any"
    places: Mapping[str, Place] = MappingProxyType({})  #: of the screened articles, by id
    expired: Sequence[Entry] = ()  #: entries that would cover a finding, had they not expired
    stale: Sequence[Entry] = ()  #: entries for screened articles that cover no finding any more

    @property
    def failing(self) -> list[Finding]:
        """The findings that make the check fail, in their order."""
        return [finding for finding in self.findings if finding.is_failing]

    def of(self, status: Status) -> list[Finding]:
        """Return the findings of one status, in their order."""
        return [finding for finding in self.findings if finding.status is status]


def fails(relation: Relation, fail_on: str) -> bool:
    """True if a relation is ``fail_on`` or a stronger one; ``any`` takes them all, the empty string none.

    >>> fails(Relation.IDENTICAL, "near-duplicate"), fails(Relation.EXCERPT, "near-duplicate")
    (True, False)
    """
    return fail_on == ANY or (bool(fail_on) and relation.weight <= Relation(fail_on).weight)


def judge(
    screening: Screening,
    fail_on: str = DEFAULT_FAIL_ON,
    *,
    baseline: Baseline | None = None,
    policy: Policy = NO_POLICY,
    places: Mapping[str, Place] | None = None,
    today: date,
) -> Checked:
    """Judge all matches of a screening.

    Args:
        screening: What was found.
        fail_on: The weakest relation that fails, or "any".
        baseline: Accepted findings.
        policy: Allowed reuse; it is asked first, so that the baseline need not hold what is allowed.
        places: Where the screened articles stand in the inputs, by id.
        today: The day that decides whether entries of the baseline have expired.

    Returns:
        One finding for each match, in the same order.
    """
    known = baseline or Baseline()
    digest_of = lru_cache(maxsize=4096)(digest)
    findings, used, expired = [], set(), []
    for match, right in zip(screening.matches, screening.rights(), strict=True):
        left = screening.article(match.left)
        found = _entry(left, right, match, digest_of(left.text), digest_of(right.text))
        entry = known.about(found)
        status = Status.FAILING if fails(match.relation, fail_on) else Status.REPORTED
        why = policy.allows(left, right, match)
        if entry is not None and is_unchanged(entry, found):
            used.add(entry.ids)
            if entry.has_expired(today):
                expired.append(entry)
        if why:
            status = Status.ALLOWED
        elif entry is not None and known.covers(found, today):
            status, why = Status.BASELINE, entry.reason
        findings.append(Finding(match, left, right, status, why, fingerprint(found.digests)))
    stale = [
        entry
        for entry in known.entries
        if entry.ids not in used and any(name in screening.articles for name in entry.ids)
    ]
    return Checked(screening, findings, fail_on, places or {}, sorted(set(expired)), stale)


def _entry(left: Article, right: Article, match: Match, left_digest: str, right_digest: str) -> Entry:
    """Return what the baseline would hold of a match."""
    (one, one_digest), (two, two_digest) = sorted(((left.id, left_digest), (right.id, right_digest)))
    return Entry((one, two), (one_digest, two_digest), match.relation)


def fingerprint(digests: Sequence[str]) -> str:
    """Return a name for a pair of texts from their digests, the same for either order."""
    return sha256(" ".join(sorted(digests)).encode()).hexdigest()[:32]
