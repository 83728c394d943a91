"""Changes to sound files that a reader must survive: at bytes, at tags and fields, inside archives.

Half of the changes work on the pieces of a format (elements, strings, cells, lines): they are
left out, doubled, swapped, nested, or replaced by pieces of another file of that format, so
that what comes out still looks like the format and gets past its first lines.
"""

import gzip
import io
import random
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence

_MAX_BYTES = 1 << 20
_BYTES = (
    *(b"<", b">", b"&", b'"', b"{", b"[", b"]", b"}", b",", b"\0", b"\xff", b"\n", b"\r\n", b"&#0;", b"&#xD800;"),
    *(b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<!DOCTYPE x [", b"\\ud800", b"1e999", b"-", b"9" * 400, b"\xef\xbb\xbf"),
    *(b"\xff\xfe", b"\xfe\xff", b"\xed\xa0\x80", b"\xc0\x80", b"\xf4\x90\x80\x80", b"\x80" * 8, b"PK\x03\x04"),
    b"\x1f\x8b",
)  # fmt: skip
_MARKUP = re.compile(rb"<!\[CDATA\[.{0,9999}?\]\]>|<!--.{0,999}?-->|<[^<>]{0,9999}>|[^<]+|<", re.DOTALL)
_JSON = re.compile(rb'"(?:[^"\\]|\\.){0,9999}"|[{}\[\]:,]|[^"{}\[\]:,]+|"', re.DOTALL)
_TABLE = re.compile(rb'"(?:[^"]|""){0,9999}"|[,;\t\n]|[^,;\t\n"]+|"', re.DOTALL)
_LINES = re.compile(rb"[^\n]*\n|[^\n]+")
_PIECES = {
    **dict.fromkeys((b".rss", b".atom", b".rdf", b".xml", b".nitf", b".html"), _MARKUP),
    **dict.fromkeys((b".json", b".jsonl", b".ninjs"), _JSON),
    **dict.fromkeys((b".csv", b".tsv"), _TABLE),
}
#: What is put in the place of a piece.
_ODD_PIECES = {
    _MARKUP: (
        *(b"", b"<p>", b"</p>", b"<a/>", b"<item>", b"<entry>", b"<title>", b'<x y="', b"<?x?>", b"<html>", b"<body>"),
        *(b"<script>", b"<textarea>", b"<plaintext>", b"<svg>", b"<math>", b"<template>", b"<select>", b"<a:b>"),
        *(b"&amp;&lt;p&gt;", b"\xc2\xa0"),
    ),
    _JSON: (
        *(b"null", b"true", b"-0", b"1e400", b"9007199254740993", b'""', b'"\\u0000"', b'"\\ud83d"', b"[]"),
        *(b"{}", b"[[]]", b"NaN", b'{"a":1}', b'"id"', b'"text"', b'"type"', b'"version"', b'"items"', b"[null]"),
        *(b'["x"]', b"0.1"),
    ),
    _TABLE: (b"", b'"', b'""', b'"a\nb"', b"\r", b";", b"\t", b"=1+1", b"id", b"text", b"\0"),
    _LINES: (b"", b"\n", b"\r\n", b": \r\n", b"\x85", b"0\r\n"),
}  # fmt: skip
_ENCODINGS = ("utf-16", "utf-16-be", "utf-32", "latin-1", "cp1252", "gb18030", "shift_jis", "utf-7", "cp500")


class Mutator:
    """Makes changed files of the sound ones of one format."""

    def __init__(self, rng: random.Random, samples: Sequence[tuple[str, bytes]]) -> None:
        """Take the source of chance and the sound files, by name."""
        self._rng = rng
        self._samples = samples
        self._of_form: dict[re.Pattern[bytes], list[bytes]] = {}
        for name, raw in samples:
            form = _form(name)
            self._of_form.setdefault(form, []).extend(form.findall(raw))

    def endless(self) -> Iterator[tuple[str, bytes]]:
        """Return changed files for ever."""
        while True:
            name, raw = self._rng.choice(self._samples)
            yield name, self.changed(name, raw)

    def changed(self, name: str, raw: bytes) -> bytes:
        """Return a file after one to eight changes, of 1 MiB at most."""
        rng = self._rng
        if rng.random() < 0.7 and (inner := self._repacked(name, raw)) is not None:
            return inner
        for _ in range(rng.choice((1, 1, 2, 4, 8))):
            raw = self._at_pieces(name, raw) if rng.random() < 0.5 else self._at_bytes(raw)
            if len(raw) > _MAX_BYTES:
                raw = raw[:_MAX_BYTES]
        return self._recoded(raw) if rng.random() < 0.02 else raw

    def _at_bytes(self, raw: bytes) -> bytes:
        """Flip, put in, take out, double or cut off bytes."""
        rng, content = self._rng, bytearray(raw)
        at = rng.randrange(len(content) + 1)
        kind = rng.randrange(6)
        if kind == 0 and content:
            content[at % len(content)] = rng.randrange(256)
        elif kind == 1:
            content[at:at] = rng.choice(_BYTES) * rng.choice((1, 1, 3, 50))
        elif kind == 2:
            del content[at : at + rng.choice((1, 2, 8, 64))]
        elif kind == 3:
            content[at:at] = content[at : at + rng.choice((4, 64, 512))]
        elif kind == 4:
            del content[at:]
        elif content:
            content[at % len(content)] ^= 1 << rng.randrange(8)
        return bytes(content)

    def _at_pieces(self, name: str, raw: bytes) -> bytes:
        """Leave out, double, swap, nest or replace pieces of the format, or go on as another file."""
        rng, form = self._rng, _form(name)
        pieces = form.findall(raw)
        if not pieces:
            return raw
        one, two = sorted(rng.randrange(len(pieces)) for _ in range(2))
        others = self._of_form.get(form) or pieces
        kind = rng.randrange(8)
        if kind == 0:
            del pieces[one : one + rng.choice((1, 2, 5))]
        elif kind == 1:
            pieces[two:two] = pieces[one:two][:200] * rng.choice((1, 2, 20))
        elif kind == 2:
            pieces[one], pieces[two] = pieces[two], pieces[one]
        elif kind == 3:
            pieces[one] = rng.choice(others)
        elif kind == 4:
            pieces[one:one] = [rng.choice(others)] * rng.choice((1, 1, 2, 300, 3000))
        elif kind == 5:
            pieces[one] = rng.choice(_ODD_PIECES[form])
        elif kind == 6:
            start = rng.randrange(len(others))
            pieces[one:] = others[start : start + rng.choice((10, 100, 1000))]
        else:
            pieces[one] = self._at_bytes(pieces[one])
        return b"".join(pieces)

    def _recoded(self, raw: bytes) -> bytes:
        """Return a text in another encoding, whatever it declares."""
        return raw.decode("utf-8", "replace").encode(self._rng.choice(_ENCODINGS), "replace")

    def _repacked(self, name: str, raw: bytes) -> bytes | None:
        """Change a file inside an archive and pack it again; None if this is none."""
        rng = self._rng
        try:
            if raw.startswith(b"\x1f\x8b"):
                inner = zlib.decompressobj(31).decompress(raw, _MAX_BYTES)
                return gzip.compress(self.changed(name.removesuffix(".gz"), inner), 1)
            if not raw.startswith(b"PK"):
                return None
            with zipfile.ZipFile(io.BytesIO(raw)) as archive:
                if sum(member.file_size for member in archive.infolist()) > _MAX_BYTES:
                    return None
                files = [(member, archive.read(member)) for member in archive.namelist()]
        except (OSError, EOFError, ValueError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
            return None
        if not files:
            return None
        at = rng.randrange(len(files))
        files[at] = files[at][0], self.changed(files[at][0], files[at][1])
        content = io.BytesIO()
        with zipfile.ZipFile(content, "w") as archive:
            for member, inner in files:
                archive.writestr(member, inner)
        return content.getvalue()


def _form(name: str) -> re.Pattern[bytes]:
    """Return what splits a file of some name into pieces."""
    return _PIECES.get(b"." + name.rpartition(".")[2].encode("utf-8", "replace"), _LINES)
