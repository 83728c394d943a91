"""One article's words, signature and keys, pinned: if one of these changes, old indexes no longer fit."""

import hashlib

import numpy as np
import pytest

from dedup.corpus.corpus import build_corpus
from dedup.model import Article
from dedup.params import Params
from dedup.shingles import shingles
from dedup.sketch import signature
from dedup.tokens import tokenise

STORY = (
    "The old stone bridge at Harwick will close to all traffic on Monday, 4 March 2024, the county council said. "
    "Engineers found deep cracks in two of its five arches. Café owners — and 北京 tourists — were surprised."
)
GOLDEN: dict[str, object] = {
    "words": [188383214, 1820982062, 1188869132, 899081217],
    "all words": "95f9283f52973c92",
    "flags": "63931018f2cf5cc1",
    "shingles": [2707098672492987598, 7218603100789120343],
    "all shingles": "1a2571e61c90ed09",
    "signature": [99086580, 81277970, 196707942, 95872442],
    "all signature": "c9a998b0ec1d2046",
    "fingerprint": [1320944813722654657],
    "band keys": "b4d98fb09589d74f",
    "passage keys": "cc6c2328794ca9db",
    "term keys": "63867e4573515dfd",
}


def digest(values: np.ndarray) -> str:
    """A short digest of whole numbers, the same on every machine."""
    return hashlib.sha256(values.astype("<i8").tobytes()).hexdigest()[:16]


@pytest.fixture(params=[False, True], ids=["interpreted", "compiled"])
def corpus(request):
    return build_corpus([Article("a", STORY)], Params(), compiled=request.param)


def test_word_hashes_are_pinned():
    assert tokenise(STORY).words.tolist()[:4] == GOLDEN["words"]
    assert digest(tokenise(STORY).words) == GOLDEN["all words"]


def test_flags_are_pinned():
    assert digest(tokenise(STORY).flags) == GOLDEN["flags"]


def test_shingle_hashes_are_pinned():
    found = shingles(tokenise(STORY).words)
    assert found.tolist()[:2] == GOLDEN["shingles"]
    assert digest(found) == GOLDEN["all shingles"]


def test_the_signature_is_pinned():
    found = signature(shingles(tokenise(STORY).words), 128, 1)
    assert found.tolist()[:4] == GOLDEN["signature"]
    assert digest(found) == GOLDEN["all signature"]


@pytest.mark.parametrize("kind", ["band", "passage", "term"])
def test_keys_are_pinned(corpus, kind):
    assert digest(getattr(corpus, f"{kind}s").keys) == GOLDEN[f"{kind} keys"]


def test_the_fingerprint_is_pinned(corpus):
    assert corpus.fingerprints.tolist() == GOLDEN["fingerprint"]
