"""What the tokeniser makes of a text, as lists."""

from dedup.tokens import tokenise


def hashes(text: str) -> list[int]:
    """The hashes of its words."""
    return tokenise(text).words.tolist()


def written(text: str) -> list[str]:
    """Its words as they are written there."""
    found = tokenise(text)
    return [text[a:b] for a, b in zip(found.starts.tolist(), found.ends.tolist(), strict=True)]


def flags_of(text: str) -> list[int]:
    """The flags of its words."""
    return tokenise(text).flags.tolist()
