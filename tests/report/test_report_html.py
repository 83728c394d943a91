import io
import re
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st
from report_samples import (
    BRIDGE,
    ESCAPES,
    PAYLOADS,
    bridge_articles,
    bridge_report,
    comparison,
    hostile_report,
    match,
    rain,
    report,
)

from dedup.model import Article, Cluster, Passage, Relation, Repeat
from dedup.report import html_report
from dedup.report.html_assets import SCRIPT, STYLE
from dedup.report.html_marks import Marks, marked_text
from dedup.report.html_page import language, source_hash
from dedup.report.render import write_comparison, write_report
from dedup.version import version

PALETTES = STYLE.split("prefers-color-scheme: dark")
VOID = {"meta", "rect", "polygon", "br"}


class Page(HTMLParser):
    """Reads a page back: its tags, the text in its text boxes, what each passage holds, what differs in boxes."""

    def __init__(self, page):
        super().__init__()
        self.tags, self.open, self.boxes, self.passages, self.other = [], [], [], {}, []
        self.inside = ()
        self.feed(page)
        self.close()
        assert not self.open, f"not closed: {self.open}"

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append((tag, attributes))
        if tag in VOID:
            return
        self.open.append((tag, attributes))
        if tag == "mark":
            self.inside = tuple(map(int, attributes["data-p"].split()))
        elif attributes.get("class", "").startswith("text"):
            self.boxes.append("")

    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        opened, _ = self.open.pop()
        assert opened == tag
        if tag == "mark":
            self.inside = ()

    def handle_data(self, data):
        classes = [attributes.get("class", "") for _, attributes in self.open]
        in_box = any(name.startswith("text") for name in classes) or self.inside
        if not in_box or self.open[-1][0] == "a":
            return
        if classes[-1] == "ctl":
            data = chr(int(data[2:], 16))
        if self.boxes:
            self.boxes[-1] += data
        if self.open[-1][0] == "ins":
            self.other.append(data)
        for number in self.inside:
            self.passages[number] = self.passages.get(number, "") + data


def written(values, **options):
    stream = io.BytesIO()
    write_report(values, "html", stream, colour=False, width=80, **options)
    return stream.getvalue().decode()


def compared(values, explain=True):
    stream = io.BytesIO()
    write_comparison(values, "html", stream, colour=False, width=80, explain=explain)
    return stream.getvalue().decode()


def hostile_pages():
    values = hostile_report(PAYLOADS + ESCAPES)
    yield written(values)
    for pair in values.matches:
        articles = {side: values.articles[side] for side in (pair.left, pair.right)}
        yield compared(comparison(articles, pair, explanation={pair.left: [{pair.left: pair.left}]}))


def test_hostile_text_stays_text():
    known = {
        *("html", "head", "meta", "title", "style", "body", "a", "header", "h1", "h2", "h3", "h4", "p", "nav", "ul"),
        *("li", "main", "section", "article", "details", "summary", "span", "bdi", "div", "svg", "rect", "polygon"),
        *("ol", "mark", "table", "thead", "tbody", "tr", "th", "td", "strong", "footer", "kbd", "script"),
        *("dl", "dt", "dd", "ins"),
    }
    for page in hostile_pages():
        tags = Page(page).tags
        assert {tag for tag, _ in tags} <= known
        assert [tag for tag, _ in tags].count("script") == 1
        assert [tag for tag, _ in tags].count("style") == 1
        for tag, attributes in tags:
            assert not [name for name in attributes if name.startswith("on") or name in ("src", "style", "srcdoc")]
            assert attributes.get("href", "#").startswith("#"), tag
            assert attributes.get("http-equiv", "Content-Security-Policy") == "Content-Security-Policy"


def test_hostile_pages_hold_no_character_that_is_not_text():
    for page in hostile_pages():
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202d\u202e\ud800-\udfff]", page)


def test_article_text_is_on_the_page_as_it_was_read():
    values = hostile_report([payload.replace("\r", "\n") for payload in PAYLOADS])
    pages = Page(written(values)).boxes
    for article in values.articles.values():
        assert article.text in pages


def test_every_link_leads_to_an_element_of_the_page():
    for page in (written(bridge_report()), written(hostile_report(PAYLOADS)), compared(comparison())):
        tags = Page(page).tags
        ids = [attributes["id"] for _, attributes in tags if "id" in attributes]
        assert len(ids) == len(set(ids))
        for _, attributes in tags:
            if "href" in attributes:
                assert attributes["href"][1:] in ids
            for name in ("aria-labelledby",):
                assert attributes.get(name, ids[0]) in ids


def test_the_policy_allows_only_the_style_and_the_script_of_the_page():
    page = written(bridge_report())
    [policy] = [tag["content"] for _, tag in Page(page).tags if "http-equiv" in tag]
    assert policy == (
        f"default-src 'none'; style-src {source_hash(STYLE)}; script-src {source_hash(SCRIPT)}; "
        "base-uri 'none'; form-action 'none'"
    )
    assert f"<style>{STYLE}</style>" in page
    assert f"<script>{SCRIPT}</script>" in page
    assert "//" not in STYLE
    assert "url(" not in STYLE


def test_a_page_says_what_was_found_and_shows_the_passages():
    page = written(bridge_report())
    assert "<h1>1 finding in 2 articles</h1>" in page
    for said in ("88 % of", "longest shared passage 15 words", "26 of 27 words", "What changed", "earliest published"):
        assert said in page
    assert Page(page).passages == {
        1: BRIDGE[:74] * 2,
        2: BRIDGE[81:138] * 2,
    }


def test_an_empty_report_is_kind():
    assert "Nothing found" in written(report(bridge_articles()))
    assert "no article to compare" in written(report())


def test_a_narrowed_report_does_not_say_that_there_is_nothing():
    page = written(report(bridge_articles()), narrowed_by=("--min-score",))
    assert "Nothing found of what was asked for; --min-score may have left something out." in page
    assert "no two of these articles" not in page


def test_a_page_says_what_was_compared_and_by_what():
    page = written(bridge_report())
    assert "<p>Compared: 2 articles, 1 match, 1 cluster of copies.</p>" in page
    for each in (page, compared(comparison())):
        assert f"Made by dedup {version()}.</p></footer>" in each


def test_a_page_does_not_depend_on_the_time_it_took():
    assert written(bridge_report()) == written(bridge_report()._replace(seconds=9.9))


def test_a_repeat_shows_one_article_with_both_regions():
    repeat = Repeat("a", (0, 74), (75, 139), Relation.EXCERPT, 0.97, 0.61, (0.99, 0.62), 0.93, 20)
    page = Page(written(report({"a": Article("a", BRIDGE)}, repeats=[repeat])))
    assert page.passages == {1: BRIDGE[:74], 2: BRIDGE[75:139]}
    assert page.boxes == [BRIDGE]


def test_a_text_that_both_have_is_on_the_page_once():
    articles = {name: Article(name, BRIDGE) for name in "ab"}
    page = Page(written(report(articles, [match(relation=Relation.IDENTICAL)])))
    assert page.boxes == [BRIDGE]


def test_text_says_its_language_and_finds_its_direction():
    assert language(Article("a", "", lang="ar")) == ' dir="auto" lang="ar"'
    assert language(Article("a", "", lang='x" onload="')) == ' dir="auto"'


def test_facts_and_quotations_in_a_reason_are_set_apart_so_that_none_turns_another_round():
    changed = "2 facts differ: date الاثنين → الثلاثاء, name أحمد → none, …"
    reasons = ("share the 9-word passage “قال المجلس” of b", changed)
    page = written(report(bridge_articles(), [match(reasons=reasons)]))
    assert "passage <bdi>“قال المجلس”</bdi> of b" in page
    assert "date <bdi>الاثنين</bdi> → <bdi>الثلاثاء</bdi>, name <bdi>أحمد</bdi> → <bdi>none</bdi>, …" in page


def test_a_large_report_is_bounded_and_says_so():
    articles = {f"a{number:05}": Article(f"a{number:05}", BRIDGE) for number in range(3001)}
    relations = [Relation.EXCERPT, *[Relation.OVERLAP] * 2999]
    matches = [
        match(f"a{number:05}", "a03000", relation, score=number / 3000) for number, relation in enumerate(relations)
    ]
    page = written(report(articles, matches))
    assert page.count('<article class="card"') == html_report.FULL
    assert "The strongest 499 of 2,999 are shown in full; the others follow as a table. It ends after 2,000" in page
    assert "a02999" in page
    assert Page(page)


def test_matches_in_the_table_have_titles_sources_and_dates():
    articles = {f"a{number:03}": Article(f"a{number:03}", BRIDGE) for number in range(600)}
    articles["a598"] = Article("a598", BRIDGE, "Bridge <b>shut</b>", "The Post", published="2024-02-06", lang="en")
    matches = [match(name, "a599", Relation.OVERLAP, score=1 - int(name[1:]) / 999) for name in list(articles)[:-1]]
    [row] = [row for row in written(report(articles, matches)).split("<tr>") if "a598" in row]
    assert '<div><bdi dir="auto" lang="en">Bridge &lt;b&gt;shut&lt;/b&gt;</bdi></div>' in row
    assert "The Post · 2024-02-06" in row


def test_long_names_are_seen_in_two_lines_and_whole_in_a_tooltip():
    name, title = 'x"' * 200, "Long & <longer> \u202e" * 20
    articles = {name: Article(name, BRIDGE, title), "b": Article("b", BRIDGE, "Short")}
    page = Page(written(report(articles, [match(name, "b")], clusters=[Cluster("b", "b", ("b", name), "smallest id")])))
    tips = {attributes["title"] for _, attributes in page.tags if attributes.get("class", "").endswith("long")}
    assert tips == {name, " ".join(title.split()).replace("\u202e", "[U+202E]")}
    assert {attributes["class"] for _, attributes in page.tags if "title" in attributes} == {"id long", "long"}


def test_rows_of_tables_name_their_columns_for_narrow_screens():
    page = written(bridge_report())
    assert '<td data-name="Is"><strong>canonical</strong></td><td data-name="Title">' in page
    assert '<td data-name="Source">The Post</td><td data-name="Published">2024-02-06 10:00</td>' in page


def test_very_long_texts_do_not_make_a_very_long_page():
    words = "".join(f"word{number} " for number in range(100_000))
    articles = {name: Article(name, words + name) for name in ("a", "b")}
    passage = Passage((0, len(words)), (0, len(words)), 100_000)
    page = written(report(articles, [match(passages=(passage,))]))
    assert len(page) < 60_000
    assert "characters not shown" in page


def test_a_comparison_shows_relation_scores_and_explanation():
    page = compared(comparison())
    assert "<h1>Near-duplicate</h1>" in page
    assert "Reports of one event" not in page  # of copies it says nothing more
    assert "Reports of one event: 88 % likely" in compared(comparison(found=match(relation=Relation.OVERLAP)))
    assert "<dt>bands</dt><dd>3</dd>" in page
    assert "How it was decided" not in compared(comparison(), explain=False)


def test_a_comparison_without_relation_says_so():
    assert "<h1>No relation</h1>" in compared(comparison(match=None))


def test_words_of_a_passage_that_the_other_text_lacks_are_marked():
    articles, found = rain()
    for page in (written(report(articles, [found])), compared(comparison(articles, found))):
        assert Page(page).other == ["still", "not", "no longer", "now"]
        assert Page(page).boxes == [article.text for article in articles.values()]
        assert "<ins>marked like this</ins> differ" in page


def test_nothing_is_said_of_changes_where_none_is_shown():
    page = compared(comparison(found=match(changed=())))
    assert "<ins>" not in page
    assert "Look at what changed" not in page


def test_a_long_text_says_how_much_differs_in_what_is_not_shown():
    words = [f"word{number} " for number in range(10_000)]
    changed = ["other " if number in (3, 5000, 6000) else word for number, word in enumerate(words)]
    articles = {name: Article(name, "".join(text)) for name, text in (("a", words), ("b", changed))}
    passage = Passage(*((0, len(article.text)) for article in articles.values()), 10_000)
    page = written(report(articles, [match(passages=(passage,))]))
    assert len(page) < 60_000
    assert "characters not shown, 2 differences among them" in page
    assert "<ins>word3</ins>" in page


HOSTILE = st.text(st.sampled_from("ab <>&\"'\n\x00\x1b\u202e\ud800é新"), max_size=60)
UNSHOWN = "\x00\x1b\u202e\ud800"  # characters that stand on the page as codes, in elements of their own
SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=6)


@given(HOSTILE, SPANS, st.integers(0, 60), st.integers(0, 20))
def test_marks_hold_exactly_the_passages(text, spans, start, length):
    numbers = range(1, len(spans) + 1)
    labels, links = [f"Passage {number}" for number in numbers], [f"m1b{number}" for number in numbers]
    marks = Marks(spans, "m1a", links, labels, [(start, start + length)])
    page = Page(f'<div class="text">{marked_text(text, marks, shorten=False)}</div>')
    assert page.boxes == [text]
    assert "".join(page.other) == "".join(char for char in text[start : start + length] if char not in UNSHOWN)
    held = {number: text[start:end] for number, (start, end) in enumerate(spans, 1) if text[start:end]}
    assert page.passages == held


def test_versions_by_way_of_a_third_are_told():
    articles = {name: Article(name, BRIDGE) for name in "Abc"}
    pairs = [match("A", "b"), match("b", "c"), match("A", "c", Relation.TEMPLATE)]
    text = written(report(articles, pairs, clusters=[Cluster("A", "A", ("A", "b", "c"), "x")]))
    assert text.count("by way of a third: both are in the cluster of <bdi") == 1
    assert '<bdi class="id">A</bdi>.</p>' in text


def luminance(colour):
    """Relative luminance of a colour of three or six hexadecimal digits, as WCAG 2 defines it."""
    digits = colour if len(colour) == 6 else "".join(digit * 2 for digit in colour)
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def test_what_stands_on_a_mark_can_be_read_on_every_colour_by_day_and_night():
    assert "mark .ctl { color: inherit;" in STYLE
    for palette in PALETTES:
        colours = dict(re.findall(r"--(\w+): #([0-9a-f]+)", palette))
        for number in range(1, 7):
            dark, light = sorted((luminance(colours["ink"]), luminance(colours[f"m{number}"])))
            assert (light + 0.05) / (dark + 0.05) >= 4.5
