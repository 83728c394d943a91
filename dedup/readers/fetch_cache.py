"""Pages that were fetched before, kept in the user's cache folder for conditional requests.

One file a page: a line of JSON, then the bytes. A file that is damaged or foreign is as good
as none. The folder and its files are the user's own.
"""

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import orjson

from dedup.cache import cache_root

_SUFFIX = ".page"
_MAX_BYTES = 256 << 20  # of the folder; the oldest go first


class Kept(NamedTuple):
    """A page as it was last fetched."""

    raw: bytes
    etag: str
    last_modified: str


def default_folder() -> Path:
    """Return where pages are kept."""
    return cache_root() / "pages"


class PageCache:
    """A folder of pages."""

    def __init__(self, folder: Path, max_bytes: int = _MAX_BYTES) -> None:
        """Use a folder; it is made when the first page is kept."""
        self._folder = folder
        self._max_bytes = max_bytes

    def get(self, url: str) -> Kept | None:
        """Return the page of an address; None if it is not kept, or is damaged."""
        try:
            head, _, raw = self._path(url).read_bytes().partition(b"\n")
            said = orjson.loads(head)
            if said["url"] != url or said["digest"] != _digest(raw):
                return None
            return Kept(raw, str(said["etag"]), str(said["last_modified"]))
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def put(self, url: str, page: Kept) -> None:
        """Keep a page, if the disk lets us; what is kept already is replaced whole or not at all."""
        if not (page.etag or page.last_modified) or len(page.raw) > self._max_bytes:
            return
        head = {"url": url, "etag": page.etag, "last_modified": page.last_modified, "digest": _digest(page.raw)}
        path = self._path(url)
        draft = path.with_name(f".{path.stem}.{secrets.token_hex(4)}.part")
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            try:
                with open(draft, "xb", opener=_private) as file:
                    file.write(orjson.dumps(head) + b"\n" + page.raw)
                os.replace(draft, path)
            finally:
                draft.unlink(missing_ok=True)
            self._prune()

    def _path(self, url: str) -> Path:
        """Return the file of an address."""
        return self._folder / (hashlib.sha256(url.encode()).hexdigest()[:40] + _SUFFIX)

    def _prune(self) -> None:
        """Take the oldest pages away until the folder is within its bound."""
        files = sorted(((path.stat(), path) for path in self._folder.glob(f"*{_SUFFIX}")), key=lambda f: f[0].st_mtime)
        total = sum(status.st_size for status, _ in files)
        for status, path in files:
            if total <= self._max_bytes:
                return
            path.unlink(missing_ok=True)
            total -= status.st_size


def _digest(raw: bytes) -> str:
    """Return a checksum."""
    return hashlib.blake2b(raw, digest_size=16).hexdigest()


def _private(path: str, flags: int) -> int:
    """Open a file that only its owner can read."""
    return os.open(path, flags, 0o600)
