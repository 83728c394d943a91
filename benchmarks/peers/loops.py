"""What others do with the same file: one loop for each peer, run in the peers' own environment.

    python loops.py PEER CORPUS [--own] [--pairs FILE]

Each loop reads JSON lines with orjson and gives the pairs that its index proposes, as numbers of
lines; only those named "checked" look at a pair again. Without ``--own`` each runs as its
documentation has it, with ``--own`` at the similarity of ``dedup``: words by ``\\w+``, lower case, shingles
of three words joined by spaces, Jaccard .5. Prints one JSON object: pairs, CPU seconds, wall seconds.
"""

import argparse
import json
import os
import re
import struct
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import redirect_stdout
from itertools import combinations, pairwise
from typing import Any

import orjson

WORDS = re.compile(r"\w+")
Pairs = Iterator[tuple[int, int]]
BATCH = 1000


def texts(path: str) -> Iterator[str]:
    """Yield the texts of a JSON lines file."""
    with open(path, "rb") as lines:
        for line in lines:
            yield orjson.loads(line)["text"]


def words(text: str) -> list[str]:
    r"""Return the ``\w+`` words in lower case."""
    return WORDS.findall(text.lower())


def shingles(text: str) -> list[str]:
    """Return the word 3-shingles of a text, joined by spaces; a shorter text is one shingle."""
    found = words(text)
    return [" ".join(found[i : i + 3]) for i in range(max(1, len(found) - 2))]


def tokens(text: str, own: bool) -> list[str]:
    """Return what is hashed: our shingles, else words."""
    return shingles(text) if own else words(text) or [""]


def read(path: str, own: bool) -> Pairs:
    """Parse each line and do nothing with it."""
    for _ in texts(path):
        pass
    yield from ()


def datasketch(path: str, own: bool) -> Pairs:
    """datasketch: MinHash and MinHashLSH; its default threshold is .9."""
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=0.5 if own else 0.9, num_perm=128)
    for i, text in enumerate(texts(path)):
        sketch = MinHash(num_perm=128)
        sketch.update_batch([token.encode() for token in tokens(text, own)])
        yield from ((other, i) for other in lsh.query(sketch))
        lsh.insert(i, sketch)


def datasketch_checked(path: str, own: bool) -> Pairs:
    """datasketch, each proposed pair held against the exact Jaccard of its sets."""
    threshold = 0.5 if own else 0.9
    sets = [frozenset(tokens(text, own)) for text in texts(path)]
    for i, j in datasketch(path, own):
        both = len(sets[i] & sets[j])
        if both >= threshold * (len(sets[i]) + len(sets[j]) - both):
            yield i, j


def rensa(path: str, own: bool) -> Pairs:
    """rensa: RMinHash, made for a thousand texts at a time, and RMinHashLSH (default: 8 bands, .8)."""
    from rensa import RMinHash, RMinHashLSH

    lsh = RMinHashLSH(threshold=0.5 if own else 0.8, num_perm=128, num_bands=32 if own else 8)
    number = 0
    for batch in batches(path, own):
        for sketch in RMinHash.from_token_sets(batch, 128, 42):
            yield from ((other, number) for other in lsh.query(sketch))
            lsh.insert(number, sketch)
            number += 1


def batches(path: str, own: bool) -> Iterator[list[list[str]]]:
    """Yield the tokens of a thousand texts at a time."""
    batch: list[list[str]] = []
    for text in texts(path):
        batch.append(tokens(text, own))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def gaoya(path: str, own: bool) -> Pairs:
    """gaoya: everything in Rust, in bulk, on all cores, with a tokeniser of its own."""
    import gaoya as library

    settings: dict[str, Any] = {"lowercase": True}
    if own:
        settings |= {"jaccard_threshold": 0.5, "num_bands": 42, "band_size": 3, "num_hashes": 42 * 3}
        settings |= {"ngram_range": (3, 3), "id_container": "smallvec"}
    index = library.minhash.MinHashStringIndex(hash_size=32, analyzer="word", **settings)
    everything = list(texts(path))
    index.par_bulk_insert_docs(list(range(len(everything))), everything)
    for i, found in enumerate(index.par_bulk_query(everything)):
        yield from ((other, i) for other in found if other < i)


def fastsketch(path: str, own: bool) -> Pairs:
    """FastSketchLSH: sketches a thousand texts at a time, LSH in bands (default: words, 16 bands of 8)."""
    import numpy as np
    from FastSketchLSH import LSH, FastSimilaritySketch

    sketcher = FastSimilaritySketch(size=128, seed=42)
    sketches = np.concatenate([sketcher.batch([sorted(set(some)) for some in batch]) for batch in batches(path, own)])
    lsh = LSH(num_perm=128, num_bands=32 if own else 16)
    lsh.insert(sketches)
    for i, found in enumerate(lsh.query(sketches)):
        yield from ((int(other), i) for other in found if other < i)


def fast_dedup(path: str, own: bool) -> Pairs:
    """fast-dedup: MinHash in C++; it has no index, so all pairs are compared (the default is no threshold: .5)."""
    from fast_dedup import MinHash

    sketches = []
    for text in texts(path):
        sketch = MinHash()
        for token in tokens(text, own):
            sketch.update(token)
        sketches.append(sketch)
    for j, right in enumerate(sketches):
        compare = right.jaccard
        yield from ((i, j) for i in range(j) if compare(sketches[i]) >= 0.5)


def scikit_learn(path: str, own: bool) -> Pairs:
    """scikit-learn by brute force: TF-IDF cosine of words >= .8; own: exact Jaccard of the 3-shingles >= .5."""
    import numpy as np
    from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer

    if own:
        vectors = CountVectorizer(analyzer=shingles, binary=True, dtype=np.float32).fit_transform(texts(path))
    else:
        vectors = TfidfVectorizer(dtype=np.float32).fit_transform(texts(path))
    sizes, turned = np.asarray(vectors.sum(axis=1)).ravel(), vectors.T.tocsc()
    for start in range(0, vectors.shape[0], 512):
        product = (vectors[start : start + 512] @ turned).tocoo()
        rows, value = product.row + start, product.data
        if own:
            value = value / (sizes[rows] + sizes[product.col] - value)
        for at in np.flatnonzero((product.col < rows) & (value >= (0.5 if own else 0.8))):
            yield int(product.col[at]), int(rows[at])


def datatrove(path: str, own: bool) -> Pairs:
    """datatrove: its stages of signatures and buckets (default: 5-grams, 14 buckets of 8 hashes)."""
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.dedup import MinhashDedupSignature
    from datatrove.pipeline.dedup.minhash import MinhashConfig, MinhashDedupBuckets
    from datatrove.pipeline.readers import JsonlReader

    config = MinhashConfig(n_grams=3, num_buckets=42, hashes_per_bucket=3) if own else MinhashConfig()
    folder, name = os.path.split(os.path.abspath(path))
    with tempfile.TemporaryDirectory() as work:
        signatures = [
            JsonlReader(folder, glob_pattern=name),
            MinhashDedupSignature(output_folder=f"{work}/sigs", config=config),
        ]
        LocalPipelineExecutor(pipeline=signatures, tasks=1, logging_dir=f"{work}/log1").run()
        buckets = [MinhashDedupBuckets(input_folder=f"{work}/sigs", output_folder=f"{work}/pairs", config=config)]
        LocalPipelineExecutor(pipeline=buckets, tasks=config.num_buckets, logging_dir=f"{work}/log2").run()
        for entry in sorted(os.scandir(f"{work}/pairs"), key=lambda entry: entry.name):
            if entry.name.endswith(".dups"):
                with open(entry.path, "rb") as found:
                    for _, left, _, right in struct.iter_unpack("<4I", found.read()):
                        yield left, right


def text_dedup(path: str, own: bool) -> Pairs:
    """text-dedup: its minhash script (default: 5-grams, 250 permutations, .7); pairs of one cluster."""
    from text_dedup import minhash

    with tempfile.TemporaryDirectory() as work:
        options = ["--path", "json", "--data_files", path, "--split", "train", "--column", "text"]
        options += ["--cache_dir", f"{work}/cache", "--output", f"{work}/out", "--num_proc", "2"]
        options += ["--ngram", "3", "--threshold", "0.5", "--min_length", "1"] if own else []
        minhash.main(options, standalone_mode=False)
        clusters: dict[int, list[int]] = {}
        for number in list(minhash.uf.parent):
            clusters.setdefault(minhash.uf.find(number), []).append(number)
        for members in clusters.values():
            if len(members) > 200:  # joined through chains; the pairs of a chain, not its square
                yield from pairwise(sorted(members))
            else:
                yield from combinations(sorted(members), 2)


def signature(path: str, own: bool) -> Pairs:
    """datasketch from text to signature, without any index."""
    from datasketch import MinHash

    for text in texts(path):
        MinHash(num_perm=128).update_batch([token.encode() for token in tokens(text, own)])
    yield from ()


LOOPS = {
    "read": read,
    "datasketch": datasketch,
    "datasketch-checked": datasketch_checked,
    "rensa": rensa,
    "gaoya": gaoya,
    "FastSketchLSH": fastsketch,
    "fast-dedup": fast_dedup,
    "scikit-learn": scikit_learn,
    "datatrove": datatrove,
    "text-dedup": text_dedup,
    "signature": signature,
}


def main() -> None:
    """Run one loop."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("peer", choices=LOOPS)
    parser.add_argument("corpus")
    parser.add_argument("--own", action="store_true", help="at the similarity of dedup")
    parser.add_argument("--pairs", help="write the pairs here, two numbers a line")
    args = parser.parse_args()
    wall, cpu = time.perf_counter(), time.process_time()
    with redirect_stdout(sys.stderr):
        found = {(min(pair), max(pair)) for pair in LOOPS[args.peer](args.corpus, args.own)}
    record = {"pairs": len(found), "cpu": time.process_time() - cpu, "seconds": time.perf_counter() - wall}
    if args.pairs:
        with open(args.pairs, "w") as out:
            out.writelines(f"{i}\t{j}\n" for i, j in sorted(found))
    print(json.dumps(record))


if __name__ == "__main__":
    main()
