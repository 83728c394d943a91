"""Whether bytes are no text in any encoding: by how files of other kinds begin, or by control characters.

Text is in doubt text: in old encodings every byte from 0x80 on is a letter in some of them, agencies'
messages hold a few control characters, and old systems fill up with NUL. So a file whose name promises text
is disbelieved only if it begins as a file of another kind does. One whose name promises text of some form (rows,
JSON, a page) is disbelieved also if so many control characters stand in it as in bytes drawn at random. Under
other names a single control character tells.
"""

import re

from dedup.readers.encoding import decode, is_utf8, marked_encoding

_CONTROL = re.compile("[\0-\x08\x0e-\x1a\x1c-\x1f]")
_LEAST_NOISE = 0.05  #: of the characters; bytes drawn at random have 0.1, and no text in an old encoding comes near
_LEAST_CONTROLS = 3
_LEAST_NOISE_UTF8 = 0.3  #: tables of old systems part short columns by control characters
_MARKUP_STARTS = (b"<?xml", b"<rss", b"<feed", b"<rdf:RDF", b"<!DOCTYPE", b"<!doctype", b"<html", b"<HTML")
#: How files begin that are no text; all have a byte that no text has there, but for ``%PDF-``.
_MAGIC = re.compile(
    rb"\x89PNG\r\n\x1a\n|\xff\xd8\xff[\xc0-\xfe]|GIF8[79]a[^\r\n]*\0|%PDF-\d|PK(?:\x03\x04|\x05\x06)|\x1f\x8b\x08|BZh\d1AY&SY"
    rb"|\x28\xb5\x2f\xfd|\xfd7zXZ\0|7z\xbc\xaf\x27\x1c|Rar!\x1a\x07|\x7fELF|\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    rb"|SQLite format 3\0|OggS\0|RIFF.{4}[A-Z]{4}|\0\0.{2}ftyp[a-zA-Z0-9 ]{4}|.{257}ustar(?:  )?\0",
    re.DOTALL,
)


def looks_binary(head: bytes) -> bool:
    """True if bytes under a name that promises no format are no text: control characters or NUL among them."""
    if marked_encoding(head)[0]:
        return False
    if head[:512].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_MARKUP_STARTS):
        return False  # feeds hold stray control characters, which the lenient parser leaves out
    return bool(_CONTROL.search(decode(head).text))


def is_no_text(head: bytes) -> bool:
    """True if a file begins as one of a kind that is no text, whatever its name promises.

    >>> is_no_text(b"\\x89PNG\\r\\n\\x1a\\n\\0\\0\\0\\rIHDR"), is_no_text(b"caf\\xe9 \\0\\0\\0"), is_no_text(b"")
    (True, False, False)
    """
    return _MAGIC.match(head) is not None


def is_noise(head: bytes) -> bool:
    """True if bytes whose name promises rows, JSON or markup have control characters as no text has, or are all NUL.

    NUL beside other characters does not count: old systems fill up with it.

    >>> is_noise(bytes(range(256))), is_noise(b'{"text": "caf\\xe9 \\1\\0\\0"}'), is_noise(b"\\0\\0")
    (True, False, True)
    """
    encoding, skip = marked_encoding(head)
    text = head[skip:].decode(encoding or "latin-1", "replace")
    written = text.replace("\0", "")
    if not written.strip():
        return "\0" in text
    least = _LEAST_NOISE_UTF8 if encoding or is_utf8(head) else _LEAST_NOISE
    controls = len(_CONTROL.findall(written))
    return controls >= _LEAST_CONTROLS and controls >= least * len(written)
