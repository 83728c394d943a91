"""Where files are kept that can be made or fetched again."""

import os
import sys
from pathlib import Path


def cache_root() -> Path:
    """Return our folder below ``DEDUP_CACHE_DIR``, else below the system's cache folder; it may not be there yet."""
    root = os.environ.get("DEDUP_CACHE_DIR") or os.environ.get("XDG_CACHE_HOME")
    if not root and sys.platform == "win32":
        root = os.environ.get("LOCALAPPDATA")
    return (Path(root) if root else Path.home() / ".cache") / "newsdedup"
