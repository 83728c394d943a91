"""The small tools of the readers: addresses, titles, HTML to text."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dedup.readers.html_text import html_line, html_text
from dedup.readers.titles import clean_title, site_names
from dedup.readers.urls import canonical_url, clean_link, host_of

PAGE = "https://example.com/news/1"


@pytest.mark.parametrize(
    "variant",
    [
        PAGE,
        f" {PAGE}/ ",
        "HTTPS://WWW.Example.com:443/news/1",
        f"{PAGE}?utm_source=rss&utm_medium=feed",
        f"{PAGE}?fbclid=x&gclid=y&mc_cid=z&_ga=1&igshid=2&ref_src=twsrc",
        f"{PAGE}#comments",
        f"{PAGE}/amp",
        f"{PAGE}/amp/",
        f"{PAGE}?amp=1",
        f"{PAGE}?outputType=amp",
        "https://amp.example.com/news/1",
        "https://example.com/amp/news/1",
        "https://www.google.com/amp/s/example.com/news/1",
        "https://example-com.cdn.ampproject.org/c/s/example.com/news/1",
    ],
)
def test_variants_of_an_address_have_one_form(variant):
    assert canonical_url(variant) == PAGE


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.com/a?id=7&page=2", "https://example.com/a?id=7&page=2"),
        ("http://example.com:8080/a", "http://example.com:8080/a"),
        ("https://example.com/a.amp.html", "https://example.com/a.html"),
        ("https://example.com/#!/a", "https://example.com#!/a"),
        ("https://www.com/a", "https://www.com/a"),
        ("https://example.com/swamp", "https://example.com/swamp"),
        ("https://example.com/example", "https://example.com/example"),
        ("urn:newsml:x:1", "urn:newsml:x:1"),
        ("http://[", "http://["),
        ("", ""),
    ],
)
def test_what_tells_pages_apart_is_kept(url, expected):
    assert canonical_url(url) == expected


@given(st.text(max_size=60))
def test_canonical_address_is_its_own_and_any_text_has_one(text):
    for url in (text, f"https://{text}", f"{PAGE}?{text}", f"{PAGE}/{text}"):
        once = canonical_url(url)
        assert canonical_url(once) == once
        assert isinstance(clean_link(url), str)
        assert isinstance(host_of(url), str)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Floods in Demak - Kompas.com", "Floods in Demak"),
        ("Floods in Demak | Kompas", "Floods in Demak"),
        ("Floods in Demak – KOMPAS.COM", "Floods in Demak"),
        ("Floods in Demak|Kompas.com", "Floods in Demak"),
        ("Floods - the third day - Kompas.com", "Floods - the third day"),
        ("Floods in Demak - Detik", "Floods in Demak - Detik"),
        ("Anti-Kompas", "Anti-Kompas"),
        ("Kompas.com", "Kompas.com"),
        ("", ""),
    ],
)
def test_name_of_the_site_is_taken_off_only_if_the_source_says_it(title, expected):
    assert clean_title(title, site_names("Kompas.com", "nasional.kompas.com")) == expected
    assert clean_title(title, []) == title


WORDS = st.text(alphabet="abc é&<>\"'中", min_size=1, max_size=12).filter(lambda text: text.strip())


def plain(text):
    return " ".join(text.split())


@given(st.lists(st.tuples(WORDS, st.sampled_from(["p", "div", "h2", "blockquote", "section"])), min_size=1, max_size=6))
def test_paragraphs_of_html_are_those_of_the_text(parts):
    fragment = "\n".join(f"<{tag} class='x'>{html.escape(text)}</{tag}>" for text, tag in parts)
    assert html_text(fragment) == "\n\n".join(plain(text) for text, _ in parts)


@given(st.lists(WORDS, min_size=1, max_size=6), st.sampled_from(["b", "span", "a", "em"]))
def test_inline_elements_do_not_break_words(parts, tag):
    fragment = "<p>" + "".join(f"<{tag}>{html.escape(text)}</{tag}>" for text in parts) + "</p>"
    assert html_text(fragment) == plain("".join(parts))


@given(st.lists(WORDS, min_size=1, max_size=5))
def test_items_rows_and_breaks_are_lines(parts):
    items = "".join(f"<li>{html.escape(text)}" for text in parts)
    lines = "<br>".join(html.escape(text) for text in parts)
    expected = "\n".join(map(plain, parts))
    assert html_text(f"<ul>{items}</ul>") == html_text(f"<p>{lines}</p>") == expected


def test_what_is_never_seen_is_left_out():
    hidden = "<script>a</script><style>b</style><!-- c --><noscript>d</noscript><svg><text>e</text></svg>"
    assert html_text(f"<p>x{hidden}y</p>") == "xy"


def test_text_before_and_after_blocks_stands_apart():
    assert html_text("one<p>two</p>three<b>four</b><div>five</div>") == "one\n\ntwo\n\nthreefour\n\nfive"
    assert html_text("one<span><p>two</p></span>three") == "one\n\ntwo\n\nthree"


def test_lines_of_preformatted_text_are_kept():
    assert html_text("<pre>a  b\nc</pre>") == "a b\nc"


def test_plain_text_keeps_its_lines_and_signs():
    assert html_text(" a < b & c\n\nd > e ") == "a < b & c\n\nd > e"
    assert html_line("a\n b <br> c") == "a b c"


@given(st.text(max_size=200))
def test_any_text_is_html(text):
    for found in (html_text(text), html_text(f"<p>{text}")):
        assert not re.search("[\ufdd0-\ufdd3]", found)
