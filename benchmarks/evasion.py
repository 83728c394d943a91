"""E1: copies made to escape, and honest neighbours that must not be taken for copies.

Control: letters written as other letters throughout (a cipher) can be found by no
word-based detector; a run that "finds" them measures nothing.
"""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

from benchmarks import brute, edits, results
from benchmarks.pools import Pool, pools
from dedup.detect import find_duplicates
from dedup.model import Article, Relation

TEXTUAL = (Relation.IDENTICAL, Relation.NEAR_DUPLICATE, Relation.EXCERPT, Relation.OVERLAP)
LATIN = ("en", "id", "de", "es")
Attack = Callable[[random.Random, str, Pool], str]


def _padded(rng: random.Random, text: str, pool: Pool) -> str:
    """As many foreign words again around the text, in random places between sentences."""
    spans = edits.sentences(text)
    count = len(text.split())
    cuts = sorted(rng.sample(range(len(spans) + 1), min(2, len(spans) + 1)))
    parts = []
    for at, (a, b) in enumerate(spans):
        if at in cuts:
            parts.append(_filler(rng, count // len(cuts), pool))
        parts.append(text[a:b])
    return " ".join([*parts, _filler(rng, count // len(cuts), pool)] if len(spans) in cuts else parts)


def _filler(rng: random.Random, count: int, pool: Pool) -> str:
    """Made-up sentences of so many words."""
    words = [rng.choice(pool.words) for _ in range(count)]
    return " ".join(" ".join(words[i : i + 12]).capitalize() + "." for i in range(0, count, 12))


def _ciphered(rng: random.Random, text: str, pool: Pool) -> str:
    """Every letter moved on by one code point (the control)."""
    return "".join(chr(ord(c) + 1) if c.isalpha() else c for c in text)


def _synonyms(share: float) -> Attack:
    """A share of the words replaced, as by a thesaurus."""
    return lambda rng, text, pool: edits.replaced(rng, text, share, pool.words)


def _plain(change: Callable[[random.Random, str], str]) -> Attack:
    """An attack that needs no other words."""
    return lambda rng, text, pool: change(rng, text)


#: attack → how, share that must be found, languages (all if empty)
ATTACKS: dict[str, tuple[Attack, float, Sequence[str]]] = {
    "invisible characters": (_plain(edits.zero_widths), 0.999, ()),
    "homoglyphs": (_plain(edits.homoglyphs), 0.999, (*LATIN, "ar")),
    "width": (_plain(edits.fullwidth), 0.999, LATIN),
    "combining marks": (_plain(edits.combining), 0.999, LATIN),
    "case": (_plain(edits.recased), 0.999, LATIN),
    "entities": (_plain(edits.entities), 0.999, ()),
    "sentence shuffle": (_plain(edits.shuffled), 0.99, ()),
    "synonyms 5 %": (_synonyms(0.05), 0.99, ()),
    "synonyms 10 %": (_synonyms(0.10), 0.95, ()),
    "synonyms 20 %": (_synonyms(0.20), 0.80, ()),
    "padding by 100 %": (_padded, 0.95, ()),
}


def attacked(some: Sequence[Pool], count: int, rng: random.Random) -> tuple[list[Article], dict[str, list[str]]]:
    """Return base articles with one copy for each attack that suits their language, and the copies' ids by attack."""
    articles: list[Article] = []
    copies: dict[str, list[str]] = {name: [] for name in [*ATTACKS, "control: cipher"]}
    for i in range(count):
        pool = some[i % len(some)]
        base = pool.take()
        if base is None:
            continue
        articles.append(base._replace(id=f"{i}/base"))
        for name, (attack, _, langs) in ATTACKS.items():
            if not langs or pool.lang in langs:
                copy = base._replace(id=f"{i}/{name}", text=attack(rng, base.text, pool), source="elsewhere")
                articles.append(copy)
                copies[name].append(copy.id)
        control = base._replace(id=f"{i}/control", text=_ciphered(rng, base.text, pool), source="elsewhere")
        articles.append(control)
        copies["control: cipher"].append(control.id)
    return articles, copies


def neighbours(articles: Sequence[Article], count: int) -> set[tuple[str, str]]:
    """Return the ``count`` pairs of highest TF-IDF cosine among articles that share hardly a shingle (J < .05)."""
    vectors = TfidfVectorizer(token_pattern=r"\w+", sublinear_tf=True).fit_transform(a.text for a in articles)
    closest: list[tuple[float, int, int]] = []
    each = 2 * count // max(1, len(articles)) + 2
    for start in range(0, len(articles), 512):
        block = (vectors[start : start + 512] @ vectors.T).toarray()
        for row in range(block.shape[0]):
            block[row, start + row] = -1.0
            for column in np.argpartition(-block[row], each)[: each + 1]:
                i, j = start + row, int(column)
                closest.append((float(block[row, j]), min(i, j), max(i, j)))
    shingles = [brute.word_shingles(article.text) for article in articles]
    chosen: set[tuple[str, str]] = set()
    for _, i, j in sorted(set(closest), reverse=True):
        if i != j and brute.jaccard(shingles[i], shingles[j]) < 0.05:
            a, b = articles[i].id, articles[j].id
            chosen.add((a, b) if a < b else (b, a))
        if len(chosen) == count:
            break
    return chosen


def measure(data: Path | None, full: bool, seed: int, outcome: results.Outcome) -> None:
    """Run the attacks and the hard negatives; put figures and targets into the outcome."""
    rng = random.Random(f"evasion {seed}")
    some = pools(data, seed, made_up=2500)
    articles, copies = attacked(some, 2000 if full else 300, rng)
    rest = [a for pool in some for a in pool.rest()]
    rng.shuffle(rest)
    honest = [a._replace(id=f"honest/{a.lang}/{a.id}") for a in rest[:4000]]
    negatives = neighbours(honest, 20_000)
    report = find_duplicates([*articles, *honest])
    reported = {(m.left, m.right): m.relation for m in report.matches if m.relation in TEXTUAL}
    rows = []
    for name, ids in copies.items():
        hits = sum((min(i, b), max(i, b)) in reported for i in ids for b in [i.split("/")[0] + "/base"])
        low, high = results.wilson(hits, len(ids))
        rows.append({"attack": name, "copies": len(ids), "found": hits / len(ids), "low": low, "high": high})
        if name in ATTACKS:
            outcome.expect(f"E1 {name}", hits / len(ids), at_least=ATTACKS[name][1])
        else:
            outcome.expect(f"E1 {name}: found", hits / len(ids), at_most=0.02)
    false = sum(pair in reported for pair in negatives)
    low, high = results.wilson(false, len(negatives))
    rows.append(
        {
            "attack": "hard negatives",
            "copies": len(negatives),
            "found": false / len(negatives),
            "low": low,
            "high": high,
        }
    )
    outcome.expect("E1 hard negatives reported as copies", false / len(negatives), at_most=0.001)
    apart = [(a, b) for a, b in reported if _family(a) != _family(b)]
    outcome.figures["E1"] = {
        "attacks": rows,
        "articles": len(articles) + len(honest),
        "copies across families": len(apart),
    }
    results.show(rows)
    print(f"copy relations across families: {len(apart)} among {len(articles) + len(honest)} articles")


def _family(identity: str) -> str:
    """What an article was made from."""
    return identity if identity.startswith("honest/") else identity.split("/")[0]
