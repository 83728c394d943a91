"""Slow twins of what the kernels compute, as a textbook has them."""

from dedup.tokens import tokenise


def obvious_subsequence(left: list[int], right: list[int]) -> int:
    """The textbook table."""
    row = [0] * (len(right) + 1)
    for word in left:
        before = row[:]
        for k, other in enumerate(right):
            row[k + 1] = before[k] + 1 if word == other else max(before[k + 1], row[k])
    return row[-1]


def obvious_shingles(text: str, size: int = 3) -> set[tuple[int, ...]]:
    """The word tuples of a text; a short text is one tuple."""
    words = tokenise(text).words.tolist()
    return {tuple(words[k : k + size]) for k in range(max(1, len(words) - size + 1))} if words else set()
