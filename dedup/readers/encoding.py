"""Bytes to text: byte order marks, UTF-16 without one, UTF-8, else detection. Never fails.

What had to be guessed or replaced is said in a remark. A replaced character is U+FFFD.
Nothing else is changed: newlines, NUL and odd spaces stay as they are. NUL, which no text
is meant to hold, is remarked on; it is invisible, so no word is another one for it.
"""

import codecs
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple

SAMPLE_BYTES = 1 << 15
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16: its mark starts with the same two bytes
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What newsrooms' systems have written; rarer sets, as of DOS and old Macs, make detection worse for the common ones.
_PLAUSIBLE = [
    *(f"cp125{number}" for number in range(9)),
    *("cp874", "koi8_r", "koi8_u", "gb18030", "big5", "cp932", "euc_jp", "cp949", "iso8859_2", "iso8859_5"),
    *("iso8859_6", "iso8859_7", "iso8859_8", "iso8859_9", "iso8859_15"),
]
_CHAOS_MARGIN = 0.02  # sets for Latin script differ in few letters, and Windows-1252 is far the commonest
_COHERENCE_MARGIN = 0.1
_OTHER_LATIN = ("Turkish", "Polish", "Czech", "Slovak", "Hungarian", "Romanian", "Lithuanian", "Vietnamese")
_EAST_ASIAN = re.compile("[\t\n\r -~\u2010-\u2027\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uffee]")
_KANA = re.compile("[\u3001\u3002\u3041-\u30ff]")
_UNBROKEN = re.compile("[\u2010-\u2027\u3000-\u30ff\u4e00-\u9fff\uff01-\uffee]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]")
_CONTINUATION = re.compile(rb"[\x80-\xbf]")
_ESCAPED_NUL = re.compile(rb"(?<!\\)(?:\\\\)*+\\u0000")  # a backslash before that is one itself
_ENOUGH = 3  #: continuation bytes that show UTF-8
_WESTERN = ("cp1252", "iso8859-15")
#: Bytes of UTF-8 that would be a capital before a sign which follows none in Windows-1252, as in ``Ã©``.
_NO_WESTERN = re.compile(
    rb"\xc2[\xa0-\xbf]|\xc3[\x80-\x84\x86-\x91\x93\x95\x98-\xba\xbc-\xbf]"
    rb"|[\xc4-\xdf][\xa1-\xaa\xac\xaf\xb1-\xb6\xb8-\xba\xbc-\xbf]|[\xe0-\xef][\x80-\xbf]{2}"
)
_PROBE = r"xn--caf-dma \x41 +AGE- <a>"  # plain ASCII, which is something else to codecs for other purposes
#: What labels of encodings mean on the web (WHATWG): the wider set.
_WIDER = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
}


class Decoded(NamedTuple):
    """A decoded text and a remark about how, empty if there is nothing to say."""

    text: str
    remark: str


def marked_encoding(head: bytes) -> tuple[str, int]:
    """Return the encoding that the first bytes give away, and the length of the mark to drop.

    ``("", 0)`` if they give nothing away: then it is UTF-8 or has to be detected.
    """
    for mark, encoding in _BOMS:
        if head.startswith(mark):
            return encoding, len(mark)
    return _wide_encoding(head), 0


def _wide_encoding(head: bytes) -> str:
    """Return UTF-16 or UTF-32 without a mark, known by where its zero bytes lie; else empty."""
    sample = head[: 4096 if len(head) > 4096 else len(head) // 2 * 2]
    if len(sample) < 4 or (is_utf8(sample) and b"\0" not in sample):
        return ""
    unbroken = next((name for name in ("utf-16-le", "utf-16-be") if _is_unbroken(sample, name)), "")
    if unbroken or b"\0" not in sample:
        return unbroken
    zeros = [sample[offset::4].count(0) * 4 / len(sample) for offset in range(4)]
    if min(zeros[2:]) > 0.9 and zeros[0] < 0.2:
        return "utf-32-le"
    if min(zeros[:2]) > 0.9 and zeros[3] < 0.2:
        return "utf-32-be"
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    if min(even, odd) > 0.5 * max(even, odd):
        return ""
    encoding, upper = ("utf-16-le", sample[1::2]) if odd > even else ("utf-16-be", sample[::2])
    return encoding if _is_one_script(upper) or _is_east_asian(sample, encoding) else ""


def _is_one_script(upper: bytes) -> bool:
    """True if most of the supposed upper halves are equal: a script with letters, in UTF-16."""
    return max(upper.count(byte) for byte in set(upper)) > 0.4 * len(upper)


def _is_east_asian(sample: bytes, encoding: str) -> bool:
    """True if a sample that is not UTF-8 is Chinese, Japanese or Korean in the given UTF-16."""
    if sum(byte > 0x7F for byte in sample) < 0.1 * len(sample) or is_utf8(sample):
        return False
    text = sample.decode(encoding, "replace")
    return len(_EAST_ASIAN.findall(text)) > 0.9 * len(text)


def _is_unbroken(sample: bytes, encoding: str) -> bool:
    """True if a sample is Chinese or Japanese in the given UTF-16 without one space, line end, digit or Latin letter.

    What tells it from the two bytes of a character in Shift JIS or GBK are kana and full stops.
    """
    text = sample.decode(encoding, "replace")
    told = len(_UNBROKEN.findall(text))
    return told > 0.9 * len(text) and 50 * len(_KANA.findall(text)) > len(text)


def is_utf8(sample: bytes) -> bool:
    """True if the bytes are UTF-8, the last character perhaps cut off."""
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return False
    return True


def decode(raw: bytes) -> Decoded:
    """Decode a whole text.

    >>> decode(b"caf\\xc3\\xa9")
    Decoded(text='café', remark='')
    """
    encoding, skip = marked_encoding(raw)
    if encoding:
        return _replacing(raw[skip:], encoding, said=bool(skip))
    try:
        text = raw.decode("utf-8")
        return Decoded(text, remark_on("", 0, text.count("\0")))
    except UnicodeDecodeError:
        return _replacing(raw, detect(raw), said=False)


def decode_declared(raw: bytes, labels: Iterable[str]) -> Decoded:
    """Decode a text that names its encoding: by its mark, as UTF-8 if it shows that, as declared, else by detection.

    Args:
        raw: The bytes.
        labels: What was declared, the first that is known counts; empty ones are passed over.
    """
    if marked_encoding(raw)[0]:
        return decode(raw)
    known = ((label, codec) for label in labels if (codec := meant_encoding(label)))
    label, codec = next(known, ("", "utf-8"))
    if codec == "utf-8":
        return decode(raw)
    if _is_utf8_after_all(raw, codec):
        return Decoded(raw.decode("utf-8"), f"declared as {label}, read as UTF-8, which it is")
    return _replacing(raw, codec, said=True)


def meant_encoding(label: str) -> str:
    """Return the codec that a declared label stands for on the web; empty if there is none for text beside ASCII.

    >>> meant_encoding("ISO-8859-1"), meant_encoding("utf8"), meant_encoding("utf-16"), meant_encoding("rot13")
    ('cp1252', 'utf-8', '', '')
    """
    try:
        codec = codecs.lookup(label).name
        is_for_text = _PROBE.encode("ascii").decode(codec) == _PROBE
    except (LookupError, ValueError):
        return ""
    return _WIDER.get(codec, codec) if is_for_text else ""


def _is_utf8_after_all(raw: bytes, codec: str) -> bool:
    """True if bytes that are declared as something else are UTF-8 all the same.

    So they are if some show it and none speaks against it. Hardly any other text is UTF-8 by chance,
    but for a letter or two: ``É”`` of Windows-1252 is also one character of UTF-8.
    """
    if b"\0" in raw[:4096] or not _BEYOND_ASCII.search(raw):
        return False
    shown = sum(1 for _ in islice(_CONTINUATION.finditer(raw), _ENOUGH)) == _ENOUGH
    if not shown and not (codec in _WESTERN and _NO_WESTERN.search(raw)):
        return False
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def decode_part(raw: bytes, encoding: str) -> str:
    """Decode bytes of a known encoding, with U+FFFD for what does not fit."""
    return raw.decode(encoding, "replace")


def _replacing(raw: bytes, encoding: str, *, said: bool) -> Decoded:
    """Decode with replacement; remark on what was guessed and how much was replaced."""
    text = decode_part(raw, encoding)
    guessed = encoding if encoding != "utf-8" and not said else ""
    first = text.count("\n", 0, text.find("\ufffd")) + 1
    return Decoded(text, remark_on(guessed, text.count("\ufffd"), text.count("\0"), first))


def remark_on(guessed: str, lost: int, nul: int, first: int = 0) -> str:
    """Return a remark about a text: the encoding that was guessed, how many characters were replaced, or are NUL.

    ``first`` is the line of the first character that was replaced; 0 if it is not known.

    >>> remark_on("cp1252", 1, 2)
    'not UTF-8, read as cp1252; 1 unreadable character replaced by U+FFFD; 2 NUL characters, which do not count'
    >>> remark_on("", 21, 0, 1200), remark_on("", 0, 0)
    ('21 unreadable characters replaced by U+FFFD, the first in line 1,200', '')
    """
    remarks = [f"not UTF-8, read as {guessed}"] if guessed else []
    if lost:
        remarks.append(f"{lost} unreadable character{'s'[: lost > 1]} replaced by U+FFFD")
        remarks[-1] += f", {'the first ' * (lost > 1)}in line {first:,}" if first else ""
    if nul:
        remarks.append(f"{nul} NUL character{'s'[: nul > 1]}, which do{'es'[: 2 * (nul == 1)]} not count")
    return "; ".join(remarks)


def escaped_nul(raw: bytes) -> int:
    """Return how many NUL characters stand in JSON as ``\\u0000``.

    >>> escaped_nul(rb'"a\\u0000\\u0000b"'), escaped_nul(rb'"written \\\\u0000"')
    (2, 0)
    """
    return len(_ESCAPED_NUL.findall(raw)) if rb"\u0000" in raw else 0


def detect(raw: bytes) -> str:
    """Return the likeliest encoding of bytes that are not valid UTF-8.

    UTF-8 itself if most of it is sound; else what charset-normalizer finds in the lines
    that are not plain ASCII; else Windows-1252, the commonest stray encoding.
    """
    sample = _telling_lines(raw)
    halved = sample.decode("utf-8", "surrogateescape")
    damaged = len(_SURROGATES.findall(halved))
    sound = sum(character > "\x7f" for character in halved) - damaged
    if sound and 2 * sound >= damaged:  # no other encoding has so many by chance
        return "utf-8"
    from charset_normalizer import from_bytes  # 30 ms to import; seldom needed

    matches = from_bytes(sample, cp_isolation=_PLAUSIBLE)
    best = matches.best()
    if best is None or best.encoding in ("ascii", "utf_8"):
        return "cp1252"
    western = next((match for match in matches if "cp1252" in match.could_be_from_charset), None)
    if western is None or western.chaos > best.chaos + _CHAOS_MARGIN:
        return best.encoding
    if best.language in _OTHER_LATIN and best.coherence > western.coherence:
        return best.encoding
    return "cp1252" if western.coherence >= best.coherence - _COHERENCE_MARGIN else best.encoding


def _telling_lines(raw: bytes) -> bytes:
    """Return up to 32 KiB of the lines that hold a byte beyond ASCII."""
    parts: list[bytes] = []
    size = at = 0
    while size < SAMPLE_BYTES and (found := _BEYOND_ASCII.search(raw, at)):
        first = found.start()
        start = max(raw.rfind(b"\n", at, first) + 1, at, first - SAMPLE_BYTES // 4)
        at = raw.find(b"\n", first) + 1 or len(raw)
        line = raw[start : min(at, start + SAMPLE_BYTES)]
        parts.append(line)
        size += len(line)
    return b"".join(parts)


def without_surrogates(text: str) -> tuple[str, int]:
    """Return the text with each lone surrogate replaced by U+FFFD, and how many there were.

    >>> without_surrogates("a\\ud800b")
    ('a\ufffdb', 1)
    """
    return _SURROGATES.subn("\ufffd", text)


class BlockDecoder:
    """Decodes blocks of bytes as they come, with one remark for all of them.

    Attributes:
        encoding: In use now; ``utf-8`` until a block proves otherwise.
        replaced: Characters replaced so far.
    """

    def __init__(self, head: bytes) -> None:
        """Decide from the head what the encoding is, as far as it says."""
        marked, self._skip = marked_encoding(head)
        self.encoding = marked or "utf-8"
        self._is_guessed = bool(marked) and not self._skip
        self._errors = "replace" if marked else "strict"
        self._decoder = codecs.getincrementaldecoder(self.encoding)(self._errors)
        self.replaced = 0
        self._first = self._lines = 0
        self._nul = 0

    @property
    def remark(self) -> str:
        """What had to be guessed and replaced; empty if nothing."""
        guessed = self.encoding if self._is_guessed and self.encoding != "utf-8" else ""
        return remark_on(guessed, self.replaced, self._nul, self._first)

    def texts(self, blocks: Iterator[bytes]) -> Iterator[str]:
        """Return the decoded blocks; characters that straddle a block stay whole."""
        for block in blocks:
            if self._skip:
                block, self._skip = block[self._skip :], max(0, self._skip - len(block))
            yield self._decode(block, final=False)
        yield self._decode(b"", final=True)

    def _decode(self, block: bytes, *, final: bool) -> str:
        """Decode one block; on the first byte that is no UTF-8, find out what it is."""
        pending = self._decoder.getstate()[0]
        try:
            text = self._decoder.decode(block, final)
        except UnicodeDecodeError:
            self.encoding = detect(pending + block)
            self._is_guessed = True
            self._errors = "replace"
            self._decoder = codecs.getincrementaldecoder(self.encoding)("replace")
            text = self._decoder.decode(pending + block, final)
        if self._errors == "replace" and "\ufffd" in text:
            self._first = self._first or self._lines + text.count("\n", 0, text.index("\ufffd")) + 1
            self.replaced += text.count("\ufffd")
        self._lines += text.count("\n")
        self._nul += text.count("\0")
        return text
