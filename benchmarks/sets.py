"""Reading the real sets: articles, brute-force pairs and labels, gzipped or not.

The texts themselves are not part of the project; every program takes their
folder as ``--data``. Each set is a sub-folder with ``articles.jsonl.gz`` and,
where there are any, ``exact_pairs.tsv.gz`` and ``labels.*.tsv.gz``.
"""

import csv
import gzip
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import orjson

from dedup.model import Article

REUTERS = "reuters21578_dev"
SAUDI = "saudinewsnet_ar_dev"
DETIK = "detik2026_id"
THAI = "thaigov_2023_03_th"
SPANISH = "fakenews_spanish_es"
GERMAN = "gnad10k_test_de"
SEMEVAL = "semeval2022_task8_train"
CLOUGH = "clough_stevenson"
MCCORMICK = "mccormick_minhash"


def _open(path: Path) -> IO[str] | None:
    """The file or its ``.gz`` twin, or None."""
    if path.exists():
        return path.open(encoding="utf-8", newline="")
    packed = path.with_name(path.name + ".gz")
    return gzip.open(packed, "rt", encoding="utf-8", newline="") if packed.exists() else None


def records(folder: Path) -> Iterator[dict[str, str]]:
    """Yield the records of a set's articles as they stand in the file.

    Raises:
        FileNotFoundError: If the folder holds no ``articles.jsonl`` or ``.gz``.
    """
    stream = _open(folder / "articles.jsonl")
    if stream is None:
        raise FileNotFoundError(
            f"{folder} holds no articles.jsonl or articles.jsonl.gz; name the sets' folder with --data"
        )
    with stream:
        for line in stream:
            yield orjson.loads(line)


def articles(folder: Path) -> list[Article]:
    """Read a set's articles, in file order; those without any text are left out."""
    return [
        Article(
            id=record["id"],
            text=record["text"],
            title=record.get("title") or "",
            source=record.get("source") or "",
            published=record.get("published") or "",
            lang=record.get("lang") or "",
        )
        for record in records(folder)
        if record.get("text", "").strip()
    ]


def table(path: Path) -> list[dict[str, str]]:
    """Read the rows of a TSV file with a header line; no file gives no rows."""
    stream = _open(path)
    if stream is None:
        return []
    with stream:
        return list(csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))
