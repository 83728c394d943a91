import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import ESCAPES, bridge_articles, comparison, hostile_report, match, rain

from dedup.model import Article, Change, Passage, Relation
from dedup.report.compare_text import Line, aligned, column
from dedup.report.render import write_comparison
from dedup.report.terminal import columns

COLOUR = re.compile(r"\x1b\[[0-9;]+m")
BRACKET = re.compile(r"\[\d+ | \d+\]")
WORDS = st.text(st.sampled_from("abcdefg \n"), max_size=80)
SPANS = st.lists(st.tuples(st.integers(0, 80), st.integers(0, 80)), max_size=6)


def written(values, colour=False, width=80, explain=False):
    stream = io.BytesIO()
    write_comparison(values, "text", stream, colour=colour, width=width, explain=explain)
    return stream.getvalue().decode()


def letters(text):
    return re.sub(r"\s", "", text)


def test_two_articles_stand_side_by_side():
    assert written(comparison(), width=62) == (
        "near-duplicate: one text with edits (93 % certain)\n"
        "88 % of A is in B word for word, 79 % of B in A; longest\n"
        "shared passage 15 words.\n"
        "Jaccard 0.71 · cosine 0.95\n"
        "why      26 of 27 words stand in the same order\n"
        "changed  number: 3 → 8\n"
        "next     Look at what changed: it may be an update, a\n"
        "         correction or an error.\n"
        "\n"
        "A a                           │ B b\n"
        "  “Bridge to close” · The     │   “River crossing shut” ·\n"
        "  Post · 2024-02-06 10:00     │   Agency · 2024-02-07\n"
        "──────────────────────────────┼──────────────────────────────\n"
        "[1 The bridge over the river  │ Agency. [1 The bridge over\n"
        "will close on Monday for      │ the river will close on\n"
        "repairs, the city said. 1]    │ Monday for repairs, the city\n"
        "                              │ said. 1]\n"
        "Three [2 people were hurt     │ Eight [2 people were hurt\n"
        "when a railing broke on 6     │ when a railing broke on 6\n"
        "February 2024. 2]             │ February 2024. 2]\n"
    )


def test_words_of_a_passage_that_the_other_text_lacks_stand_in_braces():
    assert written(comparison(*rain()), width=70).endswith(
        "next     No number, date or name changed, but words differ: see\n"
        "         whether they say something else.\n"
        "\n"
        "Words in {braces} differ: the other text does not have them in that\n"
        "place.\n"
        "\n"
        "A a                               │ B b\n"
        "──────────────────────────────────┼──────────────────────────────────\n"
        "[1 Rescuers {still} look for the  │ [1 Rescuers {no longer} look for\n"
        "missing.                          │ the missing.\n"
        "The rain has {not} stopped, so    │ The rain has {now} stopped, so\n"
        "they search by hand. 1]           │ they search by hand. 1]\n"
    )


def test_what_stands_outside_the_passages_is_not_said_to_be_without_changes():
    articles, found = rain()
    articles["b"] = articles["b"]._replace(text=f"{articles['b'].text} Twelve people are missing.")
    text = " ".join(written(comparison(articles, found), width=300).split())
    assert "In the marked passages no number, date or name changed, but words differ; what stands outside them" in text
    assert "No number, date or name changed" not in text


def test_differing_words_have_a_style_of_their_own_in_one_column_and_in_two():
    for width in (40, 100):
        text = written(comparison(*rain()), colour=True, width=width)
        assert "\x1b[1;32;7m{still}\x1b[0m" in text
        assert "\x1b[1;32;7m{no longer}\x1b[0m" in text


def test_nothing_is_said_of_changes_where_none_is_shown():
    text = written(comparison(found=match(changed=())), width=120)
    assert "Words in {braces}" not in text
    assert "Look at what changed" not in text
    assert "No word inside the marked passages differs: look at what stands outside them" in text


def test_a_fact_of_one_side_stands_in_a_or_b():
    told = "3 facts differ: name Left → Right, number 14 only on the right, date 6 May only on the left, …"
    text = written(comparison(found=match(reasons=(told,))), width=200)
    assert "3 facts differ: name Left → Right, number 14 only in B, date 6 May only in A, …" in text


def test_equal_words_with_a_changed_sign_are_not_told_to_be_of_no_use():
    articles = {name: Article(name, f"It costs {price} a day.") for name, price in (("a", "$5"), ("b", "€5"))}
    same = match(relation=Relation.IDENTICAL, passages=(Passage((0, 18), (0, 18), 5),), changed=())
    changed = same._replace(changed=(Change("number", "$5", "€5"),))
    assert "Keep one; the other adds nothing." in written(comparison(articles, same))
    text = written(comparison(articles, changed))
    assert "{$5}" in text
    assert "{€5}" in text
    assert "The words are the same, but look at what changed" in text


def test_a_narrow_terminal_shows_one_text_after_the_other():
    text = written(comparison(), width=40)
    assert "│" not in text
    assert text.index("A a") < text.index("B b")


def test_an_unrelated_pair_says_so_and_shows_its_scores():
    text = written(comparison(match=None))
    assert text.startswith("No relation. ")
    assert "Jaccard 0.71 · cosine 0.95" in text


@pytest.mark.parametrize(("likely", "said"), [(0.49, "too little says"), (0.5, "dates or figures speak against it")])
def test_what_is_said_of_an_unrelated_pair_agrees_with_how_likely_one_event_is(likely, said):
    assert said in " ".join(written(comparison(match=None)._replace(same_event=likely)).split())


@pytest.mark.parametrize("relation", Relation)
def test_of_copies_nothing_is_said_of_one_event(relation):
    text = written(comparison(found=match(relation=relation)))
    assert ("reports of one event: 88 % likely" in text) != relation.is_copy


def test_thresholds_have_plain_names_at_any_width():
    explanation = {"thresholds": {"same_event_score_dated": 0.885}}
    text = written(comparison(explanation=explanation), explain=True)
    assert "thresholds:\n  least probability, dated: 0.885\n" in text
    narrow = written(comparison(explanation=explanation), width=30, explain=True)
    assert "  least probability, dated:\n    0.885\n" in narrow


def test_explain_shows_keys_and_thresholds():
    text = written(comparison(), explain=True)
    assert "HOW IT WAS DECIDED\nthresholds:\n  jaccard: 0.2\nkeys:\n  bands: 3\n  terms: railing, bridge\n" in text
    assert "HOW IT WAS DECIDED" not in written(comparison())


def test_an_explanation_may_hold_anything():
    explanation = {
        "none": None, "yes": True, "share": 1 / 3, "empty": [], "nested": [{"line": "\x1b[2J", "seen": 3}],
        "many": range(100), "set": {"x"}, "deep": {"deeper": {"deepest": [[1, 2], [3]]}}, "blank": {},
    }
    text = written(comparison(explanation=explanation), explain=True)
    assert "share: 0.3333" in text
    assert "  - line: \\x1b[2J, seen: 3" in text
    assert "and 60 more" in text


@given(WORDS, SPANS)
def test_brackets_hold_exactly_the_passages(text, spans):
    whole = "\n".join(line.text for line in column(text, spans, 400))
    assert letters(BRACKET.sub("", whole)) == letters(text)
    for number, (start, end) in enumerate(spans, 1):
        end = min(end, len(text))
        if start < end:
            [inside] = re.findall(rf"\[{number} (.*?) {number}\]", whole, re.DOTALL)
            assert letters(BRACKET.sub("", inside)) == letters(text[start:end])
        else:
            assert f"[{number} " not in whole


@given(st.text(st.sampled_from("ab c新\n"), max_size=40), SPANS, st.integers(0, 40), st.integers(1, 9))
def test_braces_hold_exactly_what_differs(text, spans, start, length):
    end = min(start + length, len(text))
    differing = [(start, end)] if start < end else []
    whole = "\n".join(line.text for line in column(text, spans, 400, differing))
    held = "".join(re.findall(r"\{(.*?)\}", whole, re.DOTALL))
    assert letters(BRACKET.sub("", held)) == letters(text[start:end])


@given(st.text(st.sampled_from("ab c新聞ไทยที่\n"), max_size=80), SPANS, st.integers(8, 40))
def test_lines_of_a_column_fit(text, spans, width):
    for line in column(text, spans, width):
        assert columns(line.text) <= width
        assert len(line.text) == len(line.styles)


def test_passages_in_order_stand_on_one_row():
    left = [Line(text, (), numbers) for text, numbers in (("x", ()), ("y", ()), ("first", (1,)), ("z", (2,)))]
    right = [Line(text, (), numbers) for text, numbers in (("first", (1,)), ("more", ()), ("z", (2,)))]
    rows = [(here.text, there.text) for here, there in aligned(left, right, [1, 2])]
    assert rows == [("x", ""), ("y", ""), ("first", "first"), ("", "more"), ("z", "z")]


def test_a_region_shared_with_two_places_is_marked_at_each():
    passages = (Passage((0, 10), (0, 10), 2), Passage((0, 10), (20, 30), 2))
    articles = {"a": Article("a", "one two 33."), "b": Article("b", "one two 33 and more one two 33.")}
    text = written(comparison(articles, match(passages=passages)), width=120)
    assert "[1 [2 one two 33 1] 2]." in text
    assert "[1 one two 33 1] and more [2 one two 33 2]." in text


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("width", [30, 100])
def test_hostile_texts_reach_no_terminal(colour, width):
    values = hostile_report(ESCAPES)
    for pair in values.matches:
        articles = {side: values.articles[side] for side in (pair.left, pair.right)}
        text = written(comparison(articles, pair), colour, width, explain=True)
        text = COLOUR.sub("", text) if colour else text
        assert all(char.isprintable() or char in "\n\u200e" for char in text)


def test_colours_change_nothing_but_the_colours():
    plain, coloured = written(comparison()), written(comparison(), colour=True)
    assert COLOUR.sub("", coloured) == plain != coloured


def test_empty_texts_can_be_compared():
    pair = match(relation=Relation.OVERLAP, passages=())
    assert "A a" in written(comparison({"a": Article("a", ""), "b": Article("b", "")}, pair))


def test_articles_need_not_have_titles():
    articles = {name: Article(name, article.text) for name, article in bridge_articles().items()}
    assert re.search(r"A a +│ B b\n─+┼─+\n\[1 The", written(comparison(articles)))
