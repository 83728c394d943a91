"""D7: bytes of any kind are decoded, never with an exception.

Invalid bytes at every position of texts in four scripts; Latin-1, Windows code pages,
GB18030 and other sets; UTF-16 and UTF-32 with and without a mark, in both orders, cut off;
overlong forms, lone surrogates, NUL; characters cut at the edges of blocks of every size. As
whole texts, in blocks, as JSON lines and as tables. Where the encoding is told (a mark,
UTF-16 without one, the sets that detection knows) the text must come back as it was.
Control: Python's own strict decoding, which must fail.
"""

import io
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from benchmarks import results
from dedup.errors import DedupError
from dedup.readers.collect import Reading, ReadOptions
from dedup.readers.encoding import BlockDecoder, decode
from dedup.readers.source import Source

TEXTS = {
    "Latin": "Le Premier ministre a déclaré qu’aucun des projets de loi ne serait retiré à la mi-février.",
    "Indonesian": "Jembatan lama ditutup mulai Senin untuk perbaikan, kata “Dinas Pekerjaan Umum”, Selasa.",
    "Cyrillic": "Премьер-министр заявил, что ни один из законопроектов не будет отозван.",
    "Chinese": "总理表示，任何一项法案都不会被撤回。最高法院将于下周审理此案。",
    "Emoji": "Bridge closed 🚧 on Monday 👩‍👩‍👧 says the mayor 😀.",
}
_INVALID = {
    "a lone end byte": b"\x80",
    "a lone start byte": b"\xc3",
    "half of four": b"\xf0\x9f\x98",
    "overlong slash": b"\xc0\xaf",
    "overlong NUL": b"\xc0\x80",
    "overlong in three": b"\xe0\x80\xaf",
    "a surrogate": b"\xed\xa0\x80",
    "beyond Unicode": b"\xf4\x90\x80\x80",
    "never in UTF-8": b"\xff\xfe\xfd",
    "NUL": b"\0",
}
_SETS = {
    "Latin": ("cp1252", "iso8859_1", "iso8859_15", "cp850", "mac_roman"),
    "Cyrillic": ("cp1251", "koi8_r", "iso8859_5", "cp866"),
    "Chinese": ("gb18030", "gbk", "big5", "hz"),
    "Indonesian": ("cp1252", "ascii"),
    "Emoji": ("gb18030",),
}
#: Sets that detection must get right on a line or two.
_DETECTED = {
    ("Latin", "cp1252"),
    ("Cyrillic", "cp1251"),
    ("Cyrillic", "koi8_r"),
    ("Chinese", "gb18030"),
    ("Indonesian", "cp1252"),
}
_WIDE = ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be")

Case = tuple[str, bytes, str]  # what it is, the bytes, what must come back (empty: anything)


def cases() -> Iterator[Case]:
    """Return all inputs."""
    for script, text in TEXTS.items():
        raw = text.encode()
        for name, invalid in _INVALID.items():
            for at in range(len(raw) + 1):
                yield f"{name} in {script} at {at}", raw[:at] + invalid + raw[at:], ""
        for cut in range(len(raw)):
            yield f"{script} cut at {cut}", raw[cut:], ""
        for encoding in _SETS.get(script, ()):
            encoded = text.encode(encoding, "replace")
            is_told = (script, encoding) in _DETECTED
            yield f"{script} in {encoding}", encoded, encoded.decode(encoding) if is_told else ""
        for encoding in _WIDE:
            wide = f"{text}\n2024 a b c d\n".encode(encoding)
            yield f"{script} in {encoding}", wide, f"{text}\n2024 a b c d\n"
            for cut in (1, 2, 3, 5):
                yield f"{script} in {encoding} cut by {cut}", wide[cut:-cut], ""


def in_blocks(raw: bytes, size: int) -> str:
    """Decode in blocks of a size."""
    return "".join(BlockDecoder(raw).texts(iter([raw[at : at + size] for at in range(0, len(raw), size)])))


def as_file(name: str, raw: bytes) -> object:
    """Read as a file; our own errors are fine."""
    source = Source(PurePosixPath(name), name, name, fetch=lambda: iter([raw] if raw else []))
    try:
        return list(Reading([source], ReadOptions(skip_bad=True)))
    except DedupError:
        return None


def failures(cases: list[Case], read: Callable[[bytes], str]) -> dict[str, Any]:
    """Count the inputs that raise, and those that come back wrong."""
    raised, wrong, first = 0, 0, ""
    for name, raw, expected in cases:
        try:
            text = read(raw)
        except Exception as exc:
            raised += 1
            first = first or f"{name}: {type(exc).__name__}"
            continue
        if expected and text != expected:
            wrong += 1
            first = first or f"{name}: {text[:40]!r}"
    return {"inputs": len(cases), "raised": raised, "wrong": wrong, "first": first}


def measure(data: Path | None, full: bool, seed: int, outcome: results.Outcome) -> None:
    """Decode everything in every way; put figures and targets into the outcome."""
    everything = list(cases())
    some = everything if full else everything[seed % 7 :: 7]
    plain = [(name, raw, "") for name, raw, _ in some]
    rows = [{"way": "whole", **failures(everything, lambda raw: decode(raw).text)}]
    for size in (1, 2, 3, 5, 7, 64):
        rows.append({"way": f"blocks of {size}", **failures(plain, lambda raw, size=size: in_blocks(raw, size))})  # type: ignore[misc]
    for name, head in (
        ("a.jsonl", b'{"id": "a", "text": "'),
        ("a.csv", b"id,text\na,"),
        ("a.txt", b""),
        ("a.json", b"["),
    ):
        rows.append({"way": name, **failures(plain, lambda raw, n=name, h=head: str(as_file(n, h + raw)))})  # type: ignore[misc]
    for row in rows:
        outcome.expect(f"D7 {row['way']}: exceptions in {row['inputs']}", row["raised"], at_most=0)
        outcome.expect(f"D7 {row['way']}: texts that came back wrong", row["wrong"], at_most=0)
    control = failures(everything, lambda raw: io.TextIOWrapper(io.BytesIO(raw), "utf-8").read())
    outcome.expect("D7 control: exceptions of strict decoding", control["raised"], at_least=1000)
    outcome.figures["D7"] = {"rows": rows, "control": control}
    results.show(
        [{key: value for key, value in row.items() if key != "first"} for row in [*rows, {"way": "control", **control}]]
    )
    print(*[row["first"] for row in rows if row["first"]], sep="\n")
