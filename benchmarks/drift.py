"""E6: a chain of small edits does not pull its two ends into one cluster.

Control: the same copy matches joined without cutting (single linkage) do hold such
members; if they did not, the chains would be too tame to show anything.
"""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from pathlib import Path

from benchmarks import brute, edits, results
from benchmarks.pools import pools
from dedup.detect import find_duplicates
from dedup.model import Article, Report

_STEPS = 50
_SHARES = (0.02, 0.04, 0.08, 0.15)


def chains(data: Path | None, count: int, seed: int) -> list[Article]:
    """Return ``count`` chains of 50 edits, each step from the last, of 2 to 15 % of the words."""
    rng = random.Random(f"drift {seed}")
    some = pools(data, seed, made_up=200)
    made = []
    for i in range(count):
        pool = some[i % len(some)]
        base = pool.take(longest=400)
        if base is None:
            continue
        text = base.text
        for step in range(_STEPS + 1):
            made.append(base._replace(id=f"{i:03}/{step:02}", text=text))
            text = edits.replaced(rng, text, _SHARES[i % len(_SHARES)], pool.words)
    return made


def strangers(groups: Iterable[Sequence[str]], report: Report) -> list[tuple[str, str, float]]:
    """Return the pairs inside groups that neither match as copies nor have Jaccard >= .2."""
    copies = {(m.left, m.right) for m in report.matches if m.relation.is_copy}
    shingles: dict[str, set[int]] = {}
    found = []
    for members in groups:
        for identity in members:
            shingles.setdefault(identity, brute.word_shingles(report.articles[identity].text))
        for a, b in combinations(sorted(members), 2):
            if (a, b) not in copies:
                value = brute.jaccard(shingles[a], shingles[b])
                if value < 0.2:
                    found.append((a, b, value))
    return found


def linked(report: Report) -> list[list[str]]:
    """Return the groups that copy matches join without any cutting."""
    near = defaultdict(list)
    for match in report.matches:
        if match.relation.is_copy:
            near[match.left].append(match.right)
            near[match.right].append(match.left)
    groups, seen = [], set[str]()
    for start in sorted(near):
        if start in seen:
            continue
        group, waiting = [], [start]
        seen.add(start)
        while waiting:
            at = waiting.pop()
            group.append(at)
            waiting += [n for n in near[at] if n not in seen]
            seen.update(near[at])
        groups.append(group)
    return groups


def measure(data: Path | None, full: bool, seed: int, outcome: results.Outcome) -> None:
    """Run chains through the detector; put figures and targets into the outcome."""
    articles = chains(data, 200 if full else 24, seed)
    report = find_duplicates(articles)
    clusters = [cluster.members for cluster in report.clusters]
    bad = strangers(clusters, report)
    control = strangers(linked(report), report)
    crossing = sum(len({m.split("/")[0] for m in members}) > 1 for members in clusters)
    neighbours = {(m.left, m.right) for m in report.matches if m.relation.is_copy}
    steps = [(a.id, b.id) for a, b in pairwise(articles) if a.id[:3] == b.id[:3]]
    found = sum(step in neighbours for step in steps) / len(steps)
    outcome.expect("E6 pairs in a cluster that are strangers", len(bad), at_most=0)
    outcome.expect("E6 clusters across chains", crossing, at_most=0)
    outcome.expect("E6 steps found as copies", found, at_least=0.99)
    outcome.expect("E6 control: strangers under single linkage", len(control), at_least=1)
    outcome.figures["E6"] = {
        "chains": len({a.id[:3] for a in articles}),
        "clusters": len(clusters),
        "largest cluster": max(map(len, clusters), default=0),
        "strangers": len(bad),
        "examples": bad[:20],
        "steps found": found,
        "control": len(control),
    }
    results.show([{k: v for k, v in outcome.figures["E6"].items() if k != "examples"}])
