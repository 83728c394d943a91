"""Files that attack whoever reads them: XML (D2), archives (D3), JSON and tables (D4).

Each is a file name and a function that makes its bytes. ``CANARY`` in an XML file stands for
the path of a file that must not be opened, ``PORT`` for a port on loopback that must not be
connected to.
"""

import bz2
import gzip
import io
import json
import struct
import zipfile
import zlib
from collections.abc import Callable

import zstandard

from benchmarks.hostile.samples import zipped

Attack = tuple[str, Callable[[], bytes]]
_MIB = 1 << 20
_ROW = b'{"id": "a", "text": "The old bridge closes on Monday."}\n'


def rss(prolog: str, inside: str) -> bytes:
    """A feed with something before its root and something in its one item."""
    item = f"<item><guid>x</guid><title>Bridge</title><description>{inside}</description></item>"
    return f'<?xml version="1.0"?>{prolog}<rss version="2.0"><channel>{item}</channel></rss>'.encode()


def newsml(prolog: str, inside: str) -> bytes:
    """A news item with something before its root and something in its headline."""
    start = '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="x" version="1"><contentMeta><headline>'
    return f'<?xml version="1.0"?>{prolog}{start}{inside}</headline></contentMeta></newsItem>'.encode()


def nitf(prolog: str, inside: str) -> bytes:
    """A NITF document with something before its root and something in its body."""
    body = f"<body><body.content><p>{inside}</p></body.content></body>"
    return f'<?xml version="1.0"?>{prolog}<nitf>{body}</nitf>'.encode()


_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
PROLOGS = {
    "entities that multiply": (f'<!DOCTYPE x [<!ENTITY l0 "lol">{_LAUGHS}]>', "&l11;"),
    "one long entity, often": (f'<!DOCTYPE x [<!ENTITY a "{"a" * 100_000}">]>', "&a;" * 20_000),
    "entity of itself": ('<!DOCTYPE x [<!ENTITY a "&b;"><!ENTITY b "&a;">]>', "&a;"),
    "entity of a file": ('<!DOCTYPE x [<!ENTITY a SYSTEM "file://CANARY">]>', "&a;"),
    "entity of a web page": ('<!DOCTYPE x [<!ENTITY a SYSTEM "http://127.0.0.1:PORT/a">]>', "&a;"),
    "DTD on the web": ('<!DOCTYPE x SYSTEM "http://127.0.0.1:PORT/x.dtd">', "words"),
    "DTD in a file": ('<!DOCTYPE x SYSTEM "CANARY">', "&a;"),
    "parameter entity of a file": ('<!DOCTYPE x [<!ENTITY % a SYSTEM "file://CANARY"> %a;]>', "words"),
    "parameter entity of a web page": ('<!DOCTYPE x [<!ENTITY % a SYSTEM "http://127.0.0.1:PORT/a"> %a;]>', "words"),
    "style sheet on the web": ('<?xml-stylesheet href="http://127.0.0.1:PORT/x.xsl" type="text/xsl"?>', "words"),
    "inclusion of a file": ("", '<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="CANARY" parse="text"/>'),
}
_BODIES = {
    "deep nesting": "<a>" * 200_000,
    "deep nesting, closed": "<a>" * 100_000 + "</a>" * 100_000,
    "one element with many attributes": "<a " + " ".join(f'b{n}="c"' for n in range(100_000)) + "/>",
    "attributes with one name": "<a " + 'b="c" ' * 100_000 + "/>",
    "one long attribute": f'<a b="{"c" * (3 * _MIB)}"/>',
    "one long name": f"<{'a' * (3 * _MIB)}/>",
    "one long text": "words " * (_MIB // 2),
    "one long comment": f"<!--{'-x' * (_MIB)}-->",
    "comments left open": "<!--" * 200_000,
    "sections left open": "<![CDATA[" * 200_000,
    "tags left open": "<p><b><i>" * 200_000,
    "ends without starts": "</p></b>" * 200_000,
    "name spaces": "".join(f'<a{n} xmlns:n{n}="http://x.example/{n}"/>' for n in range(40_000)),
    "bad entities": "&nosuch;" * 200_000,
    "references to nothing": "&#0;&#xD800;&#x110000;" * 50_000,
    "angle brackets": "<" * _MIB,
}
#: A feed that is sound and looks like an attack: it must be read.
SOUND_FEED: Attack = ("sound.rss", lambda: rss("", "&amp; &quot;words&quot; " * 37_068 + "&#65;&#66;"))


def xml_attacks() -> dict[str, Attack]:
    """D2: every prolog in three formats, every body in a feed; a long author; odd encodings."""
    found: dict[str, Attack] = {}  # up to 4 MB each: beyond, a document has time by its size
    for name, (prolog, inside) in PROLOGS.items():
        for form, make in (("rss", rss), ("xml", newsml), ("nitf", nitf)):
            found[f"{name} ({form})"] = f"a.{form}", lambda m=make, p=prolog, i=inside: m(p, i)  # type: ignore[misc]
    for name, inside in _BODIES.items():
        found[name] = "a.rss", lambda i=inside: rss("", i)  # type: ignore[misc]
    found["a long author"] = (
        "a.rss",
        lambda: rss("", "x").replace(b"<guid>", b"<author>%s</author><guid>" % (b"(a@" * 14_000)),
    )
    found["a long author, malformed"] = (
        "a.rss",
        lambda: rss("", "&x;<b>").replace(b"<guid>", b"<author>%s</author><guid>" % (b"(a@b " * 8_000)),
    )
    found["many items"] = "a.rss", lambda: rss("", "</description></item><item><guid/><description>" * 30_000)
    found["UTF-16 that claims to be UTF-8"] = "a.rss", lambda: rss("", "x").decode().encode("utf-16")
    found["an encoding that is none"] = "a.rss", lambda: rss("", "x").replace(b'"1.0"', b'"1.0" encoding="x-no-such"')
    return found


def _overlapping_zip(files: int, size: int) -> bytes:
    """A zip whose files all share the same compressed bytes (after Fifield)."""
    packed = zlib.compressobj(9, zlib.DEFLATED, -15)
    kernel = packed.compress(b"a" * size) + packed.flush()
    checksum = zlib.crc32(b"a" * size)
    local = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 8, 0, 0, checksum, len(kernel), size, 1, 0) + b"a"
    listed = b"".join(
        struct.pack(
            *("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 8, 0, 0, checksum, len(kernel), size),
            *(len(name), 0, 0, 0, 0, 0, 0),
        )
        + name
        for name in (b"%d.txt" % n for n in range(files))
    )
    start = len(local) + len(kernel)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, files, files, len(listed), start, 0)
    return local + kernel + listed + end


def _nested(pack: Callable[[bytes], bytes], times: int) -> bytes:
    """Something packed many times."""
    raw = _ROW
    for _ in range(times):
        raw = pack(raw)
    return raw


def _many_files(count: int) -> bytes:
    """A zip of very many empty files."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for number in range(count):
            archive.writestr(f"{number}.txt", b"")
    return content.getvalue()


def _odd_names() -> bytes:
    """A zip with names that lead out of where it is unpacked."""
    names = ("../../etc/passwd", "/etc/passwd", "C:\\x.txt", "a/../../b.txt", "x\0y.txt", "\n.txt", "con", "." * 5000)
    return zipped(dict.fromkeys(names, b"words inside"))


def archive_attacks() -> dict[str, Attack]:
    """D3: bombs, nests, lies and cuts, of every compression."""
    zeros = b"\0" * (300 * _MIB)
    packers: dict[str, Callable[[bytes], bytes]] = {
        "gz": lambda raw: gzip.compress(raw, 6),
        "bz2": bz2.compress,
        "zst": zstandard.compress,
    }
    found: dict[str, Attack] = {}
    for suffix, pack in packers.items():
        found[f"bomb ({suffix})"] = f"a.jsonl.{suffix}", lambda p=pack: p(zeros)  # type: ignore[misc]
        found[f"bomb of a text ({suffix})"] = f"a.txt.{suffix}", lambda p=pack: p(zeros)  # type: ignore[misc]
        found[f"bomb in a bomb ({suffix})"] = f"a.{suffix}", lambda p=pack: p(p(zeros))  # type: ignore[misc]
        found[f"packed ten times ({suffix})"] = f"a.{suffix}", lambda p=pack: _nested(p, 10)  # type: ignore[misc]
        found[f"cut off ({suffix})"] = f"a.jsonl.{suffix}", lambda p=pack: p(_ROW * 99)[:-9]  # type: ignore[misc]
        found[f"many empty streams ({suffix})"] = f"a.{suffix}", lambda p=pack: p(b"") * 40_000  # type: ignore[misc]
    found["endless name in a gzip"] = "a.gz", lambda: b"\x1f\x8b\x08\x08" + b"\0" * 6 + b"a" * (20 * _MIB)
    found["zstd that asks for 2 GiB"] = "a.zst", lambda: b"\x28\xb5\x2f\xfd\x00\xa8" + b"\x01\x00\x00"
    found["zip bomb"] = "a.zip", lambda: zipped({"a.jsonl": zeros})
    found["zip bomb of many files"] = "a.zip", lambda: zipped({f"{n}.txt": zeros[: 4 * _MIB] for n in range(40)})
    found["zip bomb of overlapping files"] = "a.zip", lambda: _overlapping_zip(20_000, 2 * _MIB)
    found["zip of bombs"] = "a.zip", lambda: zipped({"a.jsonl.gz": gzip.compress(zeros, 6)})
    found["zip in zips"] = "a.zip", lambda: _nested(lambda raw: zipped({"in.zip": raw}), 10)
    found["zip of very many files"] = "a.zip", lambda: _many_files(15_000)
    found["zip with names that lead out"] = "a.zip", _odd_names
    found["zip without its end"] = "a.zip", lambda: zipped({"a.txt": _ROW * 99})[:-40]
    found["zip that is only an end"] = "a.zip", lambda: b"PK\x05\x06" + b"\xff" * 18
    found["Word bomb"] = "a.docx", lambda: zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": zeros})
    return found


def json_attacks() -> dict[str, Attack]:
    """D4: depth, length and odd values in JSON documents and lines; the same in tables."""
    deep = {"lists": b"[" * 500_000, "objects": b'{"a":' * 300_000, "closed lists": b"[" * 90_000 + b"]" * 90_000}
    found: dict[str, Attack] = {}
    for name, raw in deep.items():
        found[f"deep {name}"] = "a.json", lambda r=raw: r  # type: ignore[misc]
        found[f"deep {name} in a line"] = "a.jsonl", lambda r=raw: b'{"id": "a", "text": ' + r + b"}\n"  # type: ignore[misc]
    odd = {
        "a number of a million digits": b'{"id": %s, "text": "x"}' % (b"9" * 1_000_000),
        "an endless fraction": b'{"id": 0.%s, "text": "x"}' % (b"1" * 1_000_000),
        "a huge exponent": b'{"id": 1e999999999, "text": "x"}',
        "a name over and over": b'{"id": "a", %s "text": "x"}' % (b'"k": 1, ' * 300_000),
        "very many names": b'{"id": "a", %s "text": "x"}' % b"".join(b'"k%d": 1, ' % n for n in range(300_000)),
        "lone surrogates": b'{"id": "a", "text": "%s"}' % (b"\\ud800 " * 200_000),
        "escapes": b'{"id": "a", "text": "%s"}' % (b"\\u0041" * 500_000),
        "backslashes": b'{"id": "a", "text": "%s"}' % (b"\\\\" * _MIB),
        "a string left open": b'{"id": "a", "text": "%s' % (b"x" * (8 * _MIB)),
        "not a number": b'{"id": "a", "text": "x", "published": NaN, "n": Infinity}',
        "control characters": b'{"id": "a", "text": "%s"}' % (bytes(range(1, 32)) * 30_000),
        "bytes that are no text": b'{"id": "a", "text": "%s"}' % (bytes(range(128, 256)) * 16_000),
    }
    for name, raw in odd.items():
        found[name] = "a.json", lambda r=raw: r  # type: ignore[misc]
        found[f"{name}, in a line"] = "a.jsonl", lambda r=raw: r.replace(b"\n", b" ") + b"\n"  # type: ignore[misc]
    found["a huge line"] = "a.jsonl", lambda: b'{"id": "a", "text": "' + b"x" * (40 * _MIB)
    found["blank lines"] = "a.jsonl", lambda: b"\n" * (8 * _MIB)
    found["brackets in turn"] = "a.json", lambda: b"[" + b"[]," * 500_000 + b"[]]"
    found["many columns"] = "a.csv", lambda: b"id,text" + b",x" * 500_000 + b"\n" + b"a,words" + b",y" * 500_000 + b"\n"
    found["a quotation left open"] = "a.csv", lambda: b'id,text\na,"' + b"word\n" * (4 * _MIB)
    found["quotation marks"] = "a.csv", lambda: b"id,text\n" + b'"' * (8 * _MIB)
    found["a huge line in a table"] = "a.csv", lambda: b"id,text\na," + b"x" * (40 * _MIB)
    found["NULs in a table"] = "a.csv", lambda: b"id,text\na,\0b\n" * 100_000
    found["a document of strings"] = "a.json", lambda: json.dumps(["x"] * 500_000).encode()
    return found
