"""Candidates by route on real sets, and the curve of ``dedup bands`` against what is measured.

A pair is proposed by a route if it shares enough keys of that kind. Keys under which very many
articles lie are passed over when candidates per article are counted, as the detector caps them.
"""

import random
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks import results, sets
from benchmarks.pools import pools
from benchmarks.real import BANDS, bands_of
from dedup.bands import band_chance, passage_chance
from dedup.corpus.corpus import Corpus, build_corpus
from dedup.model import Article
from dedup.params import Params

Keys = Mapping[str, tuple[NDArray[Any], NDArray[np.int32]]]
ROUTES = ("bands", "passages", "terms", "bands or passages", "all")
JACCARDS = tuple(round(0.1 * step, 1) for step in range(1, 10))
WORDS = 300  # of the texts of the curve
_TOKEN = re.compile(r"\S+")


def key_columns(corpus: Corpus) -> Keys:
    """Return the keys of each route and the number of the article that each belongs to."""
    columns = {"bands": corpus.bands, "passages": corpus.passages, "terms": corpus.terms}
    return {route: (keys.keys, np.repeat(keys.owners, np.diff(keys.bounds))) for route, keys in columns.items()}


def least_shared(params: Params) -> dict[str, int]:
    """Return how many keys of each route make a candidate."""
    return {"bands": 1, "passages": params.min_shared_passages, "terms": params.min_shared_terms}


def key_sets(keys: NDArray[Any], owners: NDArray[np.int32], count: int) -> list[NDArray[Any]]:
    """Return the distinct keys of each article, sorted."""
    order = np.lexsort((keys, owners))
    keys, owners = keys[order], owners[order]
    bounds = np.searchsorted(owners, np.arange(count + 1))
    return [np.unique(keys[bounds[k] : bounds[k + 1]]) for k in range(count)]


def candidate_pairs(keys: NDArray[Any], owners: NDArray[np.int32], least: int, most_articles: int) -> int:
    """Return how many pairs share at least ``least`` keys; a key of more than ``most_articles`` does not count."""
    order = np.lexsort((owners, keys))
    keys, owners = keys[order], owners[order]
    fresh = np.concatenate([[True], (keys[1:] != keys[:-1]) | (owners[1:] != owners[:-1])])
    keys, owners = keys[fresh], owners[fresh]
    starts = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]]))
    found = []
    for start, end in zip(starts.tolist(), [*starts[1:].tolist(), len(keys)], strict=True):
        if 1 < end - start <= most_articles:
            some = owners[start:end].astype(np.int64)
            left, right = np.triu_indices(len(some), 1)
            found.append((some[left] << 32) | some[right])
    if not found:
        return 0
    counts = np.unique(np.concatenate(found), return_counts=True)[1]
    return int((counts >= least).sum())


def measure_routes(data: Path, name: str) -> list[dict[str, Any]]:
    """Return one row a route: candidates per article, and the share of the exact pairs that it proposes."""
    params = Params()
    articles = sets.articles(data / name)
    corpus = build_corpus(articles, params)
    number = {article.id: k for k, article in enumerate(corpus.articles)}
    columns, least = key_columns(corpus), least_shared(params)
    held = {route: key_sets(*columns[route], len(articles)) for route in columns}
    hits: dict[str, dict[str, int]] = {route: dict.fromkeys(BANDS, 0) for route in ROUTES}
    totals = dict.fromkeys(BANDS, 0)
    for pair in sets.table(data / name / "exact_pairs.tsv"):
        if min(int(pair["n_shingles_a"]), int(pair["n_shingles_b"])) < 20:
            continue
        if pair["a"] not in number or pair["b"] not in number:
            continue
        proposed = proposals(held, least, number[pair["a"]], number[pair["b"]])
        for band in bands_of(float(pair["jaccard"]), float(pair["containment"])):
            totals[band] += 1
            for route in ROUTES:
                hits[route][band] += proposed[route]
    most = {"bands": params.max_key_articles, "passages": params.max_key_articles, "terms": params.max_term_articles}
    rows = []
    for route in ROUTES:
        row: dict[str, Any] = {"set": name, "route": route}
        if route in columns:
            drawn = candidate_pairs(*columns[route], least[route], most[route])
            row["candidates per article"] = round(drawn / len(articles), 2)
        rows.append(row | {band: f"{hits[route][band]}/{totals[band]}" for band in BANDS if totals[band]})
    return rows


def proposals(
    held: Mapping[str, Sequence[NDArray[Any]]], least: Mapping[str, int], left: int, right: int
) -> dict[str, bool]:
    """Return which routes propose a pair."""
    found = {
        route: len(np.intersect1d(some[left], some[right], assume_unique=True)) >= least[route]
        for route, some in held.items()
    }
    either = found["bands"] or found["passages"]
    return found | {"bands or passages": either, "all": either or found["terms"]}


def with_words_changed(rng: random.Random, text: str, words: Sequence[str], survival: float) -> str:
    """Return a text in which each word is replaced by a random other one with probability 1 - ``survival``."""
    return _TOKEN.sub(lambda found: found.group() if rng.random() < survival else rng.choice(words), text)


def measure_curve(data: Path | None, pairs: int, seed: int) -> list[dict[str, Any]]:
    """Return predicted and measured chances at each similarity, on real texts with words changed at random.

    That is what the curve assumes. Words come from the texts themselves; each text is cut to 300 words.
    """
    params = Params()
    rng = random.Random(f"curve {seed}")
    some = pools(data, seed, made_up=pairs)
    texts: list[tuple[str, list[str]]] = []
    for k in range(4 * pairs):
        pool = some[k % len(some)]
        found = pool.take(WORDS, 3 * WORDS)
        if found is not None and len(texts) < pairs and pool.words:
            texts.append((" ".join(found.text.split()[:WORDS]), pool.words))
    rows = []
    for jaccard in JACCARDS:
        survival = (2.0 * jaccard / (1.0 + jaccard)) ** (1.0 / params.shingle_size)
        articles = []
        for k, (text, words) in enumerate(texts):
            articles += [Article(f"{k:05}a", text), Article(f"{k:05}b", with_words_changed(rng, text, words, survival))]
        corpus = build_corpus(articles, params)
        columns, least = key_columns(corpus), least_shared(params)
        held = {route: key_sets(*columns[route], len(articles)) for route in columns}
        proposed = [proposals(held, least, 2 * k, 2 * k + 1) for k in range(len(texts))]
        row: dict[str, Any] = {"jaccard": jaccard, "pairs": len(texts)}
        for route, chance in (
            ("bands", band_chance(jaccard, params)),
            ("passages", passage_chance(jaccard, params, WORDS)),
        ):
            measured = sum(one[route] for one in proposed)
            low, high = results.wilson(measured, len(texts))
            row |= {
                f"{route} predicted": round(chance, 4),
                f"{route} measured": round(measured / len(texts), 4),
                f"{route} interval": [round(low, 4), round(high, 4)],
            }
        rows.append(row)
    return rows
