"""The bounds of what is read: beyond them an input is refused by name, never half read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one input. A message that refuses an input names the bound it hit."""

    max_line_bytes: int = 16 << 20  #: one JSON line, or one line of a table; no news article comes near
    max_article_bytes: int = 16 << 20  #: one file that is one article
    max_ratio: int = 200  #: decompressed to compressed bytes; news in gzip has 3 to 5, one story 100,000 times 100
    min_bomb_bytes: int = 32 << 20  #: below this much output any ratio is let through
    max_document_bytes: int = 256 << 20  #: one JSON or XML document that holds many articles
    max_packed_bytes: int = 256 << 20  #: a zip that does not lie on disk: on standard input, or inside another
    max_members: int = 100_000  #: files in one zip
    max_layers: int = 3  #: compressions around one another


DEFAULT_LIMITS = Limits()
