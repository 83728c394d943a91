"""D5: a bad record loses no good one.

100,000 rows, one in a hundred bad, in forty ways: the 99,000 good ones are read, each bad one
is named with its line. The same for a table, with quotation marks left open among the ways. Control:
a reader that stops at the first bad row must be caught.
"""

import random
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import results
from dedup.errors import DedupError
from dedup.readers.collect import ReadOptions, read_articles

_ROWS, _BAD_EVERY = 100_000, 100
_DEEP = b"[" * 3000
#: Lines that are no article of JSON lines; each but the last few is no JSON either.
BAD_LINES: tuple[bytes, ...] = (
    b"{",
    b"}",
    b"[",
    b"]",
    b"[]",
    b"[1, 2]",
    b"null",
    b"true",
    b"42",
    b'"a string"',
    b"plain words",
    b"<item>not JSON</item>",
    b"id,text",
    b'{"id": "x", "text": "left open',
    b'{"id": "x", "text": "no end"',
    b'{"id": "x", "text": }',
    b'{"id": "x" "text": "no comma"}',
    b'{"id": "x", "text": "comma",}',
    b"{'id': 'x', 'text': 'wrong quotes'}",
    b'{id: "x", text: "no quotes"}',
    b'{"id": "x", "text": "two"} {"id": "y", "text": "objects"}',
    b'{"id": "x", "text": "bad escape \\q"}',
    b'{"id": "x", "text": "bad escape \\u12"}',
    b'{"id": "x", "text": "end"}}',
    b'{"id": 01, "text": "leading zero"}',
    b'{"id": +1, "text": "plus"}',
    b'{"id": .5, "text": "no digit"}',
    b'{"id": "x", "text": undefined}',
    b'{"id": "x", "text": "a"} // a comment',
    b'{"id": "x", "text": ' + _DEEP + b"}",
    b'{"id": "x"}',
    b'{"id": "x", "txt": "another name"}',
    b'{"id": "x", "text": 7}',
    b'{"id": "x", "text": ["a", "list"]}',
    b'{"id": "x", "text": {"an": "object"}}',
    b'{"id": ["x"], "text": "a list for an id"}',
    b'{"id": {"x": 1}, "text": "an object for an id"}',
    b'{"id": 123456789012345678901234567890, "text": "an id that is not exact"}',
    b'\xff\xfe{"id": "x", "text": ',
    b'\x00\x01\x02{"id"',
)
#: Lines that are no record of a table of three columns; some leave a quotation mark open.
BAD_RECORDS: tuple[bytes, ...] = (
    b"only one",
    b"two,columns",
    b"four,columns,are,many",
    b'x,"closed"after,words',
    b',,,,,,"',
    b'"x"y,a,b',
    b'x,"left open,y',
    b'x,y,"left open',
    b'"',
    b'"x""',
)


def written(path: Path, bad: tuple[bytes, ...], seed: int) -> list[int]:
    """Write rows of which one in a hundred is bad; return the lines of these."""
    rng = random.Random(seed)
    is_table = path.suffix == ".csv"
    lines = [b"id,title,text"] if is_table else []
    bad_lines = []
    place = 0
    for number in range(_ROWS):
        if number % _BAD_EVERY == 0:
            place = number + rng.randrange(_BAD_EVERY)
        if number == place:
            lines.append(bad[number // _BAD_EVERY % len(bad)])
            bad_lines.append(len(lines))
        elif is_table:
            lines.append(b'n%d,Title,"Words of story %d, in quotes"' % (number, number))
        else:
            lines.append(b'{"id": "n%d", "text": "Words of story %d."}' % (number, number))
    path.write_bytes(b"\n".join(lines) + b"\n")
    return bad_lines


def outcome_of(path: Path, bad_lines: list[int], *, skip_bad: bool = True) -> dict[str, Any]:
    """Read the file; return how many good ones were read and how many bad ones named at their line."""
    reading = read_articles(path, ReadOptions(skip_bad=skip_bad))
    read = 0
    try:
        for _ in reading:
            read += 1
    except DedupError:
        pass
    named = {int(record.place.rpartition(":")[2]) for record in reading.rejected}
    return {"read": read, "named": len(named & set(bad_lines)), "named beyond": len(named - set(bad_lines))}


def measure(data: Path | None, full: bool, seed: int, outcome: results.Outcome) -> None:
    """Read both files and the control; put figures and targets into the outcome."""
    good, bad = _ROWS - _ROWS // _BAD_EVERY, _ROWS // _BAD_EVERY
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        for name, kinds in (("rows.jsonl", BAD_LINES), ("rows.csv", BAD_RECORDS)):
            path = Path(folder) / name
            bad_lines = written(path, kinds, seed)
            row = {"file": name, "kinds": len(kinds), **outcome_of(path, bad_lines)}
            rows.append(row)
            outcome.expect(f"D5 {name}: good rows read", row["read"], at_least=good, at_most=good)
            outcome.expect(f"D5 {name}: bad rows named at their line", row["named"], at_least=bad, at_most=bad)
            outcome.expect(f"D5 {name}: good rows called bad", row["named beyond"], at_most=0)
        control = outcome_of(Path(folder) / "rows.jsonl", [], skip_bad=False)
    outcome.expect("D5 control: good rows lost by a reader that stops", good - control["read"], at_least=1)
    outcome.figures["D5"] = {"rows": rows, "control": control}
    results.show(rows)
