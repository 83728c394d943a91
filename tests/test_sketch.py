import numpy as np
import pytest
from datasketch import MinHash
from hypothesis import example, given, settings
from hypothesis import strategies as st
from stories import BRIDGE, edited

from dedup.runtime.kernels import compile_kernels, run
from dedup.shingles import shingles
from dedup.sketch import permutations, signature, write_signature
from dedup.tokens import tokenise

HASHES = st.lists(st.integers(0, 2**32 - 1), max_size=50)
SEEDS, SIZES = st.integers(0, 2**32 - 1), st.sampled_from([16, 17, 64, 128, 256, 512])


def reference(hashes: list[int], num_perm: int, seed: int) -> list[int]:
    """The signature that datasketch computes."""
    sketch = MinHash(num_perm=num_perm, seed=seed, scheme="affine32", hashfunc=lambda value: value)
    for value in hashes:
        sketch.update(value & 0xFFFFFFFF)
    return [int(value) for value in sketch.hashvalues]


def ours(hashes: list[int], num_perm: int, seed: int) -> list[int]:
    return signature(np.array(hashes, dtype=np.int64), num_perm, seed).tolist()


def ours_compiled(hashes: list[int], num_perm: int, seed: int) -> list[int]:
    compile_kernels()
    factors, offsets = permutations(num_perm, seed)
    out, scattered = np.empty(num_perm, dtype=np.uint32), np.empty(len(hashes) + 1, dtype=np.uint32)
    run(write_signature, True, np.array(hashes, dtype=np.int64), len(hashes), factors, offsets, scattered, out)
    return out.tolist()


@settings(max_examples=60)
@given(HASHES, SEEDS, SIZES)
@example([0], 0, 16)
@example([2**32 - 1], 2**32 - 1, 128)
def test_a_signature_is_that_of_datasketch_value_for_value(hashes, seed, num_perm):
    assert ours(hashes, num_perm, seed) == reference(hashes, num_perm, seed)


@settings(max_examples=60)
@given(HASHES, SEEDS, SIZES)
@example([2**32 - 1, 0], 1, 128)
def test_the_compiled_signature_is_that_of_datasketch_value_for_value(hashes, seed, num_perm):
    assert ours_compiled(hashes, num_perm, seed) == reference(hashes, num_perm, seed)


@given(st.lists(st.integers(0, 2**63 - 1), max_size=20))
def test_only_the_low_32_bits_of_a_shingle_count(hashes):
    low = [value & 0xFFFFFFFF for value in hashes]
    assert ours(hashes, 32, 1) == ours(low, 32, 1) == ours_compiled(hashes, 32, 1) == reference(hashes, 32, 1)


def test_a_text_longer_than_one_block_has_the_signature_of_datasketch():
    hashes = np.random.default_rng(5).integers(0, 2**63 - 1, 9000).tolist()
    assert ours(hashes, 64, 7) == ours_compiled(hashes, 64, 7) == reference(hashes, 64, 7)


def test_an_empty_set_has_the_signature_of_all_ones():
    assert ours([], 16, 1) == ours_compiled([], 16, 1) == [2**32 - 1] * 16


@given(HASHES)
def test_order_and_repeats_do_not_matter(hashes):
    assert ours(hashes, 32, 3) == ours(list(reversed(hashes)) + hashes, 32, 3)


def test_the_seed_decides_the_signature():
    assert ours([1, 2, 3], 64, 1) != ours([1, 2, 3], 64, 2)


def test_a_longer_signature_is_no_longer_one_of_the_same_permutations():
    assert ours([1, 2, 3], 64, 1)[:16] == reference([1, 2, 3], 64, 1)[:16]


@pytest.mark.parametrize("share", [0.0, 0.05, 0.2, 0.5])
def test_agreeing_values_estimate_the_jaccard_index(share):
    one, other = (shingles(tokenise(text).words) for text in (BRIDGE, edited(BRIDGE, share, "estimate")))
    left, right = set(one.tolist()), set(other.tolist())
    exact = len(left & right) / len(left | right)
    estimate = float((signature(one, 512) == signature(other, 512)).mean())
    assert abs(estimate - exact) <= 4 * (max(exact * (1 - exact), 0.0) / 512) ** 0.5
