"""The stamp of an index: everything that makes its keys comparable with those of a text.

The tokeniser is stamped by its output on fixed texts, not by a version that someone has
to remember to raise; so are the keys.
"""

import hashlib
import json
import secrets
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from dedup.index.errors import IndexDamagedError, IndexMismatchError
from dedup.index.records import checksum
from dedup.model import Article
from dedup.params import Params

SCHEME = "affine32"  #: datasketch's
#: The parameters that decide keys; others may differ from run to run.
KEY_PARAMS = (
    *("shingle_size", "shingle_characters", "num_perm", "band_count", "band_rows", "passage_size"),
    *("passage_characters", "passage_window", "term_count", "profile"),
)
_PROBE = (
    "The bridge over the river will close on Monday, 3 March 2025, the city said. Straße, ÉCOLE naïve, Ανάσταση, "
    "Москва и Санкт-Петербург, الرياض تعلن الميزانية, ประเทศไทย, 日本語の新聞記事, 서울 한국어, "
    "tiếng Việt, İstanbul ığdır; U.S. shares rose 1.5% &amp; the S&P 500 fell to 4,200.75. "
    "\u200bInvi\u00adsible, ﬁne, ＷＩＤＥ, pаypal, гoрод, αστuvoμία, Łódź, cœur.\n"
    "Pemerintah mengumumkan kenaikan harga pada Selasa (6/2/2024).\n\nहिन्दी समाचार आज प्रकाशित हुआ।"
    " وأصيب و30 آخرون من الـِ60. ב-12 במרץ. حکومت ایران على ۃ ہ ھ ە ٱ ڪ ﻭ30 a＿b"
)


class Stamp(NamedTuple):
    """What an index was built with."""

    params: Params
    tokeniser: str  #: hash of the output on fixed texts
    scheme: str
    version: str  #: of the package, for information
    secret: bytes  #: keys the marks of what was forgotten

    def pack(self) -> bytes:
        """Return the record, its checksum at the end."""
        body = json.dumps(
            {
                "params": self.params.as_mapping(), "tokeniser": self.tokeniser, "scheme": self.scheme,
                "version": self.version, "secret": self.secret.hex(),
            }
        ).encode()  # fmt: skip
        return body + checksum(body)


def unpack_stamp(record: object, place: Path) -> Stamp:
    """Reverse :meth:`Stamp.pack`.

    Raises:
        IndexDamagedError: If the record is damaged.
        IndexMismatchError: If a later version wrote parameters that this one does not know.
    """
    if not isinstance(record, bytes) or checksum(record[:-8]) != record[-8:]:
        raise IndexDamagedError(f"{place}: the header is damaged; run: dedup index repair {place} NEW")
    values = json.loads(record[:-8])
    known = Params().as_mapping()
    more = sorted(set(values["params"]) - set(known))
    if more:
        raise IndexMismatchError(
            f"{place}: has parameters that this version does not know ({', '.join(more)}); upgrade the program"
        )
    return Stamp(
        Params.from_mapping(values["params"]), values["tokeniser"], values["scheme"], values["version"],
        bytes.fromhex(values["secret"]),
    )  # fmt: skip


def new_stamp(params: Params) -> Stamp:
    """Return the stamp of an index that is being made."""
    return Stamp(params, tokeniser_fingerprint(), SCHEME, package_version(), secrets.token_bytes(32))


def random_seed() -> int:
    """Draw the seed of an index, which nobody else knows."""
    return 1 + secrets.randbelow(2**32 - 1)


def package_version() -> str:
    """Return the version of the installed package; empty in a tree that is not installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("newsdedup")
    except PackageNotFoundError:
        return ""


@cache
def tokeniser_fingerprint() -> str:
    """Return the hash of the words and keys of fixed texts, 32 hexadecimal digits."""
    from dedup.index.entries import make_entries

    [entry], _ = make_entries([Article("probe", _PROBE)], Params(), compiled=False)
    digest = hashlib.blake2b(entry.digest, digest_size=16)
    for keys in (entry.band_keys, entry.passage_keys, entry.term_keys):
        digest.update(keys.astype("<u4").tobytes() + b"|")
    return digest.hexdigest()


def check_stamp(stamp: Stamp, wanted: Mapping[str, object] | None, place: Path) -> None:
    """Refuse an index whose keys cannot be compared with those of this run.

    Args:
        stamp: Of the index.
        wanted: Parameters of this run; None takes those of the index.
        place: The index, for the message.

    Raises:
        IndexMismatchError: With what differs and how to go on.
    """
    cure = f"run: dedup index rebuild {place}"
    if stamp.scheme != SCHEME:
        raise IndexMismatchError(f"{place}: was built with signatures {stamp.scheme}, this run uses {SCHEME}; {cure}")
    if stamp.tokeniser != tokeniser_fingerprint():
        raise IndexMismatchError(
            f"{place}: was built by version {stamp.version or 'unknown'}, which cuts texts into words and keys in "
            f"another way; {cure}"
        )
    if wanted is None:
        return
    own = stamp.params.as_mapping()
    differing = [name for name in KEY_PARAMS if own[name] != wanted[name]]
    if differing:
        built = ", ".join(f"{name}={own[name]}" for name in differing)
        asked = ", ".join(f"{name}={wanted[name]}" for name in differing)
        raise IndexMismatchError(
            f"{place}: was built with {built}, this run uses {asked}; {cure} --params FILE, "
            "or run with the parameters of the index"
        )
