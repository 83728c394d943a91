import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import ESCAPES

from dedup.report.terminal import Paint, columns, command, cut, line_spans, shortened, shown, shown_id, steady, wrap

MIXED = st.text(st.sampled_from("ab  c新聞ไทยที่ةعe\u0301"), max_size=60)


def is_harmless(text):
    return all(char.isprintable() or char in "\u200c\u200d" for char in text)


def is_obeyed(char):
    """Whether a terminal acts on a character: controls, ends of lines, half of a pair, a turn of the direction."""
    turns = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    return unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp") or unicodedata.bidirectional(char) in turns


@pytest.mark.parametrize("evil", ESCAPES)
def test_nothing_that_a_terminal_obeys_is_shown(evil):
    assert is_harmless(shown(evil))
    assert is_harmless(shown_id(evil))


@given(st.text(st.characters(codec=None)))
def test_no_control_character_survives(text):
    for safe in (shown(text), shown_id(text)):
        assert not any(is_obeyed(char) for char in safe)
        safe.encode("utf-8")


def test_ids_that_differ_in_an_unseen_character_look_different():
    assert len({shown_id(name) for name in ("ab", "a\u200bb", "a\u00adb", "a\ufeffb", "a\u200db")}) == 5


def test_joiners_that_shape_a_script_stay_in_a_text():
    assert shown("می\u200cخواهم") == "می\u200cخواهم"


@given(MIXED, st.integers(4, 30))
def test_wrapped_lines_fit_and_lose_nothing_but_spaces(text, width):
    lines = wrap(text, width, first="- ", rest="  ")
    assert all(columns(line) <= width for line in lines)
    assert "".join(line[2:] for line in lines).replace(" ", "") == text.replace(" ", "")


@given(MIXED, st.integers(2, 30))
def test_line_spans_are_in_order_and_without_outer_spaces(text, width):
    place = 0
    for start, end in line_spans(text, width):
        assert place <= start < end
        assert text[start:end] == text[start:end].strip(" ")
        place = end


@given(MIXED, st.integers(12, 40))
def test_a_shortened_text_fits(text, width):
    assert columns(shortened(text, width)) <= width
    assert columns(cut(text, width)) <= width


def test_a_very_long_word_is_broken_without_delay():
    assert len(wrap("x" * 100_000, 80)) == 1250


def test_no_colour_means_no_escape_sequence():
    assert Paint(False)("bold", "a") + Paint(False).passage(1, "b") == "ab"
    assert Paint(True)("bold", "a") == "\x1b[1ma\x1b[0m"


def test_a_command_is_quoted_or_not_offered():
    assert command("dedup compare", "a b.txt", "$(rm -rf ~).txt") == "dedup compare 'a b.txt' '$(rm -rf ~).txt'"
    assert command("dedup compare", "-x", "y") == "dedup compare ./-x y"
    assert command("dedup compare", "a\x1b[2J", "b") is None
    assert command("dedup compare", "", "b") is None


def test_right_to_left_cells_cannot_change_places():
    assert steady(["نص", "نص"], "|") == "\u200eنص\u200e|\u200eنص"
    assert steady(["a", "b"], "|") == "a|b"
