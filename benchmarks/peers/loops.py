"""What others do with the same file: one loop for each peer, run in the peers' own environment.

    python loops.py read|datasketch|rensa|gaoya|signature CORPUS

Each loop reads JSON lines with orjson and counts the pairs that its index proposes;
none of them confirms a pair. Words by ``\\w+``, lower case, shingles of three words
joined by spaces, 128 permutations, threshold .5 (gaoya: its own tokeniser in Rust,
word 3-grams, the 42 bands of 3 of its documentation, all cores). ``signature`` times
text to signature alone, by datasketch, and prints the seconds.
"""

import re
import sys
import time
from collections.abc import Iterator

import orjson

WORDS = re.compile(r"\w+")


def texts(path: str) -> Iterator[str]:
    """Yield the texts of a JSON lines file."""
    with open(path, "rb") as lines:
        for line in lines:
            yield orjson.loads(line)["text"]


def shingles(text: str) -> list[str]:
    """Return the word 3-shingles of a text, joined by spaces; a shorter text is one shingle."""
    words = WORDS.findall(text.lower())
    return [" ".join(words[i : i + 3]) for i in range(max(1, len(words) - 2))]


def read(path: str) -> int:
    """Parse each line and do nothing with it."""
    return sum(1 for _ in texts(path))


def datasketch(path: str) -> int:
    """datasketch: MinHash and MinHashLSH, as its documentation has it."""
    from datasketch import MinHash, MinHashLSH

    lsh = MinHashLSH(threshold=0.5, num_perm=128)
    proposed = 0
    for i, text in enumerate(texts(path)):
        sketch = MinHash(num_perm=128)
        sketch.update_batch([shingle.encode() for shingle in shingles(text)])
        proposed += len(lsh.query(sketch))
        lsh.insert(str(i), sketch)
    return proposed


def rensa(path: str) -> int:
    """rensa: RMinHash, made for a thousand texts at a time, and RMinHashLSH with 32 bands of 4."""
    from rensa import RMinHash, RMinHashLSH

    lsh = RMinHashLSH(threshold=0.5, num_perm=128, num_bands=32)
    proposed = number = 0
    batch: list[list[str]] = []
    for text in texts(path):
        batch.append(shingles(text))
        if len(batch) == 1000:
            proposed, number = _rensa_batch(RMinHash, lsh, batch, proposed, number)
            batch = []
    return _rensa_batch(RMinHash, lsh, batch, proposed, number)[0]


def _rensa_batch(maker: type, lsh: object, batch: list[list[str]], proposed: int, number: int) -> tuple[int, int]:
    """Query and insert one batch."""
    for sketch in maker.from_token_sets(batch, 128, 42):  # type: ignore[attr-defined]
        proposed += len(lsh.query(sketch))  # type: ignore[attr-defined]
        lsh.insert(number, sketch)  # type: ignore[attr-defined]
        number += 1
    return proposed, number


def gaoya(path: str) -> int:
    """gaoya: everything in Rust, in bulk, on all cores."""
    import gaoya as library

    index = library.minhash.MinHashStringIndex(
        hash_size=32,
        jaccard_threshold=0.5,
        num_bands=42,
        band_size=3,
        num_hashes=42 * 3,
        analyzer="word",
        lowercase=True,
        ngram_range=(3, 3),
        id_container="smallvec",
    )
    everything = list(texts(path))
    index.par_bulk_insert_docs(list(range(len(everything))), everything)
    return sum(len(found) - 1 for found in index.par_bulk_query(everything))


def signature(path: str) -> float:
    """Seconds of datasketch from text to signature, without reading and without index."""
    from datasketch import MinHash

    everything = list(texts(path))
    start = time.process_time()
    for text in everything:
        MinHash(num_perm=128).update_batch([shingle.encode() for shingle in shingles(text)])
    return time.process_time() - start


LOOPS = {"read": read, "datasketch": datasketch, "rensa": rensa, "gaoya": gaoya, "signature": signature}

if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[1] not in LOOPS:
        sys.exit(f"usage: python loops.py {'|'.join(LOOPS)} CORPUS")
    print(LOOPS[sys.argv[1]](sys.argv[2]))
