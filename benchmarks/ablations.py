"""What each part is worth: the same sets without passages, terms, background frequencies, furniture.

Parts are taken away by parameters where there are any. Passage keys cannot be switched off, so
they ask for eight shared 16-word runs, one in 64 words: next to nothing. Without background
frequencies every word weighs the same.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import planted, sets
from benchmarks.plant import Plan
from benchmarks.real import TEXTUAL, bands_of, ordered
from dedup.detect import find_duplicates
from dedup.language.background import background
from dedup.model import Article, Match, Relation
from dedup.params import Params

PASSAGES_OFF = Params(passage_size=16, passage_window=64, min_shared_passages=8)
VARIANTS: Mapping[str, Params] = {
    "whole": Params(),
    "without passages": PASSAGES_OFF,
    "without bands": Params(num_perm=64, band_count=1, band_rows=64),
    "without terms": Params(term_count=0),
    "without background frequencies": Params(),
    "without furniture": Params(furniture_articles=100_000),
}
FLAT = "without background frequencies"


class Material(NamedTuple):
    """The sets that every variant is measured on."""

    saudi: Sequence[Article]
    semeval: Sequence[Article]
    exact: Sequence[Mapping[str, str]]  #: pairs of the first by brute force
    scored: Sequence[Mapping[str, str]]  #: pairs of the second as people scored them
    plan: Plan


def material(data: Path, plan: Plan) -> Material:
    """Read the sets."""
    saudi, semeval = data / sets.SAUDI, data / sets.SEMEVAL
    exact = [
        row
        for row in sets.table(saudi / "exact_pairs.tsv")
        if min(int(row["n_shingles_a"]), int(row["n_shingles_b"])) >= 20
    ]
    scored = sets.table(semeval / "labels.pairs_monolingual.tsv")
    return Material(sets.articles(saudi), sets.articles(semeval), exact, scored, plan)


@contextmanager
def flat_background() -> Iterator[None]:
    """Let every word weigh the same, for a while."""
    weight = background().weight
    before = weight.copy()
    weight[:] = 1.0
    try:
        yield
    finally:
        weight[:] = before


def matches(articles: Sequence[Article], params: Params) -> dict[tuple[str, str], Match]:
    """Run the detector; return its matches by pair."""
    return {(match.left, match.right): match for match in find_duplicates(articles, params).matches}


def measure_variant(name: str, some: Material) -> dict[str, Any]:
    """Return one row: what a variant finds, and what it reports wrongly."""
    if name == FLAT:
        with flat_background():
            return _row(name, VARIANTS[name], some)
    return _row(name, VARIANTS[name], some)


def _row(name: str, params: Params, some: Material) -> dict[str, Any]:
    """The figures of one variant."""
    row: dict[str, Any] = {"variant": name}
    found = matches(some.saudi, params)
    counts: dict[str, list[int]] = {}
    for pair in some.exact:
        match = found.get(ordered(pair["a"], pair["b"]))
        for band in bands_of(float(pair["jaccard"]), float(pair["containment"])):
            hits = counts.setdefault(band, [0, 0])
            hits[0] += match is not None and match.relation in TEXTUAL
            hits[1] += 1
    row |= {band: hits / total for band, (hits, total) in sorted(counts.items(), reverse=True)}
    listed = {ordered(pair["a"], pair["b"]) for pair in some.exact}
    row["copies beyond"] = sum(
        match.relation.is_copy and match.jaccard < 0.1 for pair, match in found.items() if pair not in listed
    )
    found = matches(some.semeval, params)
    same = [_is(found, pair) for pair in some.scored if float(pair["overall_1same_4different"]) <= 1.5]
    different = [_is(found, pair) for pair in some.scored if float(pair["overall_1same_4different"]) >= 2.5]
    row |= {"twins found": sum(same) / len(same), "twins wrong": sum(different) / len(different)}
    report = find_duplicates(some.plan.articles, params)
    tallies, false = planted.tally(some.plan, report)
    cases = sum(counts.cases for counts in tallies.values())
    row["planted right"] = sum(counts.right for counts in tallies.values()) / max(1, cases)
    row["planted false"] = len(false)
    return row


def _is(found: Mapping[tuple[str, str], Match], pair: Mapping[str, str]) -> bool:
    """True if a pair is reported as one event."""
    match = found.get(ordered(pair["a"], pair["b"]))
    return match is not None and match.relation is Relation.SAME_EVENT
