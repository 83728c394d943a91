"""A date is one over the break of a wrapped line; cells of tables, items of lists and ends of sentences make none."""

import textwrap

import numpy as np
import pytest

from dedup import Article, compare
from dedup.facts.facts import facts, facts_of
from dedup.runtime.kernels import compile_kernels
from dedup.tokens import GOES_ON, tokenise

STORY = (
    "The council of Harbury said after a long debate in the old hall that the bridge over the river Wend would be "
    "closed to all lorries from {} on, since its northern pillar was found to be cracked by divers, who looked at it "
    "in the spring. Drivers will have to take the road by Milton, which is eleven kilometres longer, said Anna Birch."
)
DAYS = ["28 December 2025", "28. Dezember 2025", "December 28, 2025", "28 de diciembre de 2025", "28 Desember 2025"]
DAYS += ["28 декабря 2025", "Sunday, 28 December 2025", "Minggu (28/12/2025)", "ngày 28 tháng 12 năm 2025"]
FRAME = "the bridge over the river Wend would be closed to all\nlorries, as the council of Harbury said {}\n"
FRAME += "people were told in the hall by the members of the\ncouncil, who had talked about it for a long time."


def days(text: str) -> list[str]:
    return [fact.value for fact in facts_of(text) if fact.kind in ("date", "weak date")]


def test_a_number_that_begins_a_line_tells_whether_a_sentence_may_go_on():
    for text in ("May\n28", "May,\r\n> 28", "a\n28", "a 5 \n 28"):
        assert tokenise(text).flags[-1] & GOES_ON, text
    for text in ("28", "May.\n28", "May\n\n28", "May\n(28", "May -\n28", "May 28"):
        assert not tokenise(text).flags[-1] & GOES_ON, text


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("mark", ["", "> ", "  "])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_date_is_read_at_every_width_of_a_wrapped_text(day, mark, end):
    for width in range(44, 78):
        lines = textwrap.wrap(STORY.format(day), width, initial_indent=mark, subsequent_indent=mark)
        assert days(end.join(lines)) == ["2025-12-28"], lines


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("on 28\nDecember to", ["--12-28"]),
        ("on December\n28 to", ["--12-28"]),
        ("on Dec.\n28 to", ["--12-28"]),
        ("in December\n2025 to", ["2025-12"]),
        ("on 27-28\nDecember to", ["--12-27", "--12-28"]),
        ("on Tuesday\n(6/2) to", ["--02-06"]),
        ("on December 28,\n2025 to", ["2025-12-28"]),
        ("in December.\n28", []),
        ("in December\n\n28", []),
        ("on December 28.\n2025", ["--12-28"]),
        ("des\n5", []),
        ("im Dezember\n28", []),
    ],
)
def test_what_stands_at_a_break_is_one_date_only_where_a_sentence_goes_on(written, found):
    assert days(FRAME.format(written)) == found


@pytest.mark.parametrize(
    "text",
    [
        "Dead in the town of Harbury 28\nDecember in the year before 31\nDead in the county of Wend 12\nMay had more 7",
        "January 31\nFebruary 28\nMarch 31\nApril 30",
        "Rainy days counted in all the towns, by month: December\n28 Harbury\n12 Milton\n11 Wend",
        FRAME.format("to 28\npeople\n\nAnna Birch 28\nDecember\nJohn Wend 12\n\nSome"),
    ],
)
def test_cells_of_tables_and_items_of_lists_are_no_date(text):
    assert "--12-28" not in days(text)
    assert "--02-31" not in days(text)


def test_compiled_dates_over_breaks_are_the_interpreted_ones():
    compile_kernels()
    tokens = tokenise(textwrap.fill(" ".join(STORY.format(day) for day in DAYS), 30))
    one, other = (facts(tokens.words, tokens.flags, compiled=compiled) for compiled in (False, True))
    assert all(np.array_equal(left, right) for left, right in zip(one, other, strict=True))


@pytest.mark.parametrize("mark", ["", "> "])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_date_over_a_break_is_told_on_one_line(mark, end):
    texts = []
    for day in ("28 December", "29 December"):
        lines = textwrap.wrap(STORY.format(day), 72, initial_indent=mark, subsequent_indent=mark)
        texts.append(Article(day, end.join(lines)))
    assert f"28{end}{mark}December" in texts[0].text
    assert [tuple(change) for change in compare(*texts).changed] == [("date", "28 December", "29 December")]
