"""The file that ``dedup tune`` writes: parameters, and where they come from."""

import hashlib
import importlib.metadata
import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from dedup.evaluation.figures import Figures
from dedup.evaluation.tune import FOLDS, Tuning
from dedup.model import Article
from dedup.params import Params

_PACKAGES = ("newsdedup", "numpy", "scikit-learn", "datasketch")
_BLOCK = 1 << 20


def tuned_file(
    tuning: Tuning, labels: str, inputs: Sequence[str], articles: Iterable[Article], seed: int
) -> dict[str, object]:
    """Return the object that ``--params`` reads back.

    Args:
        tuning: What is proposed.
        labels: The file of labels; only its name and digest are kept.
        inputs: The same of the articles; folders and standard input have no digest of their own.
        articles: As they were read; their common digest does not depend on formats or order.
        seed: Of folds and resampling.
    """
    defaults = Params().as_mapping()
    parameters = {name: value for name, value in tuning.params.as_mapping().items() if value != defaults[name]}
    held = list(articles)
    return {
        "parameters": parameters,
        "provenance": {
            "made_by": "dedup tune",
            "date": datetime.now(UTC).strftime("%Y-%m-%d"),
            "versions": _versions(),
            "labels": _file(labels) | {"pairs": tuning.pairs, "belong_together": tuning.positive},
            "inputs": [_file(name) for name in inputs],
            "articles": {"count": len(held), "sha256": digest_of(held)},
            "relations": [str(relation) for relation in tuning.relations],
            "folds": FOLDS,
            "seed": seed,
            "before": _figures(tuning.before),
            "after": _figures(tuning.after),
            "notes": list(tuning.notes),
        },
    }


def digest_of(articles: Iterable[Article]) -> str:
    """Return a digest of ids and texts that is the same for any order.

    >>> digest_of([Article("a", "x"), Article("b", "y")]) == digest_of([Article("b", "y"), Article("a", "x")])
    True
    """
    whole = hashlib.sha256()
    for name, text in sorted((article.id, article.text) for article in articles):
        for part in (name, text):
            whole.update(hashlib.sha256(part.encode("utf-8", "surrogatepass")).digest())
    return whole.hexdigest()


def _file(name: str) -> dict[str, object]:
    """Return the name of an input, without its folder, and its digest if it is a file."""
    path = Path(name)
    if not path.is_file():
        return {"name": os.path.basename(os.path.abspath(name)) if path.is_dir() else name}
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while block := stream.read(_BLOCK):
            digest.update(block)
    return {"name": path.name, "sha256": digest.hexdigest()}


def _figures(figures: Figures) -> Mapping[str, object]:
    """Return figures as they are written."""
    return {name: figure.as_mapping() for name, figure in figures.items()}


def _versions() -> dict[str, str]:
    """Return the versions that may decide a figure."""
    found = {"python": platform.python_version()}
    for package in _PACKAGES:
        try:
            found[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            continue
    return found
