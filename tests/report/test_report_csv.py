import csv
import io

import pytest
from report_samples import bridge_report, match, report

from dedup.model import Change
from dedup.report.csv_table import COLUMNS
from dedup.report.render import write_report


def written(values):
    stream = io.BytesIO()
    write_report(values, "csv", stream, colour=False, width=80)
    return stream.getvalue()


def rows(values):
    return list(csv.reader(io.StringIO(written(values).decode(), newline="")))


def test_a_match_is_a_row_of_columns():
    header, row = rows(bridge_report())
    assert header == list(COLUMNS)
    assert dict(zip(header, row, strict=True)) == {
        "left": "a",
        "right": "b",
        "relation": "near-duplicate",
        "score": "0.93",
        "jaccard": "0.71",
        "containment_left": "0.88",
        "containment_right": "0.79",
        "cosine": "0.95",
        "passages": "0-74 ~ 8-82 (15 words); 81-138 ~ 89-146 (11 words)",
        "longest_passage_words": "15",
        "changed": "number: 3 → 8",
        "reasons": "26 of 27 words stand in the same order",
    }


def test_lines_end_as_the_standard_says():
    assert written(bridge_report()).count(b"\r\n") == 2


def test_an_empty_report_is_the_header_line():
    assert written(report()) == (",".join(COLUMNS) + "\r\n").encode()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "＝"])
def test_no_cell_begins_a_formula(start):
    evil = f"{start}cmd|' /C calc'!A0"
    [_, row] = rows(report({}, [match(evil, evil, changed=(Change(evil, evil, evil),), reasons=(evil,))]))
    assert [row[0], row[1], row[11]] == [f"'{evil}"] * 3
    assert row[10].startswith("'")


def test_quotes_commas_and_line_ends_stay_inside_their_cell():
    odd = 'a "quoted", \r\n second line; ü 新'
    [_, row] = rows(report({}, [match(odd, "b", reasons=(odd,))]))
    assert (row[0], row[11], len(row)) == (odd, odd, len(COLUMNS))


def test_lone_surrogates_become_a_visible_escape():
    [_, row] = rows(report({}, [match("a\ud800", "b")]))
    assert row[0] == "a\\ud800"


def test_many_matches_are_all_written():
    assert len(rows(report({}, [match(str(number)) for number in range(4567)]))) == 4568
