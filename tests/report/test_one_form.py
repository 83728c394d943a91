"""Templates of one form are shown together."""

import io
from itertools import combinations

from report_samples import BRIDGE, match, report

from dedup.model import Article, Relation
from dedup.report.html_report import by_relation
from dedup.report.one_form import forms_of
from dedup.report.render import write_report


def template(left, right, score=0.9):
    return match(left, right, relation=Relation.TEMPLATE, score=score)


PAIRS = [template("a", "b", 0.8), template("b", "c", 0.95), template("x", "y", 0.9), template("a", "d", 0.7)]


def page(matches, format_name):
    articles = {side: Article(side, BRIDGE) for pair in matches for side in (pair.left, pair.right)}
    stream = io.BytesIO()
    write_report(report(articles, matches), format_name, stream, colour=False, width=80)
    return stream.getvalue().decode()


def test_articles_that_templates_link_are_one_form_the_surest_first():
    first, second = forms_of(PAIRS)
    assert first.members == ["a", "b", "c", "d"]
    assert [pair.score for pair in first.matches] == [0.95, 0.8, 0.7]
    assert second.members == ["x", "y"]
    assert forms_of(PAIRS[::-1]) == [first, second]
    assert forms_of([]) == []


def test_two_forms_become_one_by_a_pair_between_them():
    [form] = forms_of(
        [template("a", "b"), template("c", "d"), template("e", "f"), template("b", "e"), template("d", "f")]
    )
    assert form.members == [*"abcdef"]
    assert len(form.matches) == 5


def test_a_report_lists_the_articles_of_a_form_and_shows_one_pair():
    text = page(PAIRS, "text")
    assert "SAME FORM, OTHER FACTS (4)" in text
    assert text.count("found    template") == 2
    start = text.index("1. 4 articles in one form; its surest pair is shown\n     a\n     b\n     c\n     d\n")
    assert text.index("   A b\n   B c\n", start) < text.index("   and 2 other pairs of these articles\n")
    assert "2. A x\n   B y\n" in text


def test_forms_beyond_the_first_take_a_line_each():
    pairs = [template(f"{k:03}a", f"{k:03}b") for k in range(60)]
    text = page([*pairs, template("059b", "059c", 0.6)], "text")
    assert "The other 10 forms:\n" in text
    assert "      90 %  059a  059b  059c\n" in text


def test_a_page_shows_a_pair_of_each_form_first_and_names_its_articles():
    many = [template(*pair, 0.95) for pair in combinations("abcde", 2)]
    [group] = by_relation([*many, template("x", "y", 0.6)])
    assert [(pair.left, pair.right) for pair in group.matches[:3]] == [("a", "b"), ("x", "y"), ("a", "c")]
    assert len(group.matches) == 11
    html = page([*many, template("x", "y", 0.6)], "html")
    assert html.count("articles are in this form") == 1
    assert "Note: 5 articles are in this form: " in html
    assert html.count("template, 95 % certain; 5 articles</span>") == 1
