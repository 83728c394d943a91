"""Two articles side by side on a page: numbers, reasons, a map, marked texts.

Used by the report for each match and by the comparison for its one pair.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dedup.model import Article, Change, Passage, Span
from dedup.report import wording
from dedup.report.differences import Differences, differences
from dedup.report.html_marks import Marks, marked_text, pair_map, passage_list, stretch
from dedup.report.html_page import article_id, article_title, language, phrase
from dedup.report.marks import longest
from dedup.report.wording import count

_QUOTED = re.compile("“([^”]*)”")
_FACT = re.compile(r"\b(number|date|name) (.+?) → (.+?)(?=, (?:number|date|name) |, …$|$)")
MARKED = 200  # passages of a pair that are marked: more than a reader can follow


class Pair(NamedTuple):
    """What a page says of one pair."""

    key: str  #: begins the ids of its elements; a letter, then digits
    left: Article
    right: Article
    containment: tuple[float, float]
    jaccard: float
    cosine: float
    passages: Sequence[Passage]
    changed: Sequence[Change]
    reasons: Sequence[str]

    def differing(self) -> Differences:
        """Return the words in marked passages that the other text does not have in that place."""
        return differences(self.left.text, self.right.text, longest(self.passages, MARKED), self.changed)


def pair_body(pair: Pair, differing: Differences, *, shorten: bool) -> Iterator[str]:
    """Yield the HTML of one pair: numbers, evidence, map, texts.

    Args:
        pair: What to show.
        differing: What differs in its passages.
        shorten: Whether to leave out the middle of very long stretches of text.
    """
    numbers = wording.three_numbers(pair.containment, pair.passages, badge("A"), badge("B"))
    if numbers:
        yield f'<p class="numbers">{numbers}.</p>\n'
    yield f'<p class="soft">Jaccard {pair.jaccard:.2f} · cosine {pair.cosine:.2f}</p>\n'
    yield _evidence(pair)
    if pair.left.text == pair.right.text:
        yield f'<div class="panes">{about("A", pair.left)}{about("B", pair.right)}</div>\n'
        text = stretch(pair.left.text, shorten=shorten)
        yield "<p>Both articles have exactly this text.</p>\n"
        yield text_box("Text of A and B", pair.left, text, single=True)
        return
    passages = longest(pair.passages, MARKED)
    if passages:
        yield pair_map(passages, (len(pair.left.text), len(pair.right.text)), pair.key)
        yield passage_list(passages, pair.key)
    if len(passages) < len(pair.passages):
        yield f'<p class="soft">and {count(len(pair.passages) - len(passages), "shorter passage")}, not marked</p>\n'
    if differing.left or differing.right:
        yield f'<p class="soft">{wording.DIFFERING.format("<ins>marked like this</ins>")}</p>\n'
    left = _marks(pair.key, "a", "b", [passage.left for passage in passages], differing.left)
    right = _marks(pair.key, "b", "a", [passage.right for passage in passages], differing.right)
    yield '<div class="panes">\n'
    for letter, article, marks in (("A", pair.left, left), ("B", pair.right, right)):
        text = marked_text(article.text, marks, shorten=shorten)
        yield f'<div class="pane">{about(letter, article)}{text_box(f"Text of {letter}", article, text)}</div>\n'
    yield "</div>\n"


def badge(letter: str) -> str:
    """Return the letter of a text, set apart."""
    return f'<span class="badge">{letter}</span>'


def about(letter: str, article: Article) -> str:
    """Return the lines above a text: which article it is."""
    known = [article.source, wording.date_words(article.published), article.lang, article.url]
    line = " · ".join(f"<bdi>{phrase(value)}</bdi>" for value in known if value)
    title = f'<div class="title">{article_title(article)}</div>' if article.title.strip() else ""
    rest = f'<div class="soft">{line}</div>' if line else ""
    before = f"{badge(letter)} " if letter else ""
    return f'<div class="about">{before}{article_id(article.id)}{title}{rest}</div>\n'


def text_box(label: str, article: Article, content: str, *, single: bool = False) -> str:
    """Return a text, already HTML, in a box that scrolls, also by keyboard."""
    kind = "text single" if single else "text"
    return f'<div class="{kind}" role="group" tabindex="0" aria-label="{label}"{language(article)}>{content}</div>\n'


def _marks(key: str, here: str, there: str, spans: list[Span], differing: Sequence[Span]) -> Marks:
    """Return the marks of one side of a pair, each leading to its other side."""
    numbers = range(1, len(spans) + 1)
    links = [f"{key}{there}{number}" for number in numbers]
    labels = [f"Passage {number}, go to {there.upper()}" for number in numbers]
    return Marks(spans, key + here, links, labels, differing)


def _evidence(pair: Pair) -> str:
    """Return the reasons and the differing facts, beside each other."""
    blocks = ""
    if pair.reasons:
        items = "".join(f'<li dir="auto">{_isolated(wording.lettered(reason))}</li>' for reason in pair.reasons)
        blocks += f'<div><p class="label">Why</p><ul class="reasons">{items}</ul></div>'
    if pair.changed:
        blocks += f'<div><p class="label">What changed</p>{_changed_table(pair.changed)}</div>'
    return f'<div class="evidence">{blocks}</div>\n' if blocks else ""


def _isolated(reason: str) -> str:
    """Return a reason in which what it quotes is set apart: Arabic or Hebrew would turn the order of facts round."""
    said = _QUOTED.sub(r"<bdi>“\1”</bdi>", phrase(reason))
    return _FACT.sub(r"\1 <bdi>\2</bdi> → <bdi>\3</bdi>", said)


def _changed_table(changed: Sequence[Change]) -> str:
    """Return the differing facts as a table."""
    rows = "".join(
        f'<tr><th scope="row">{phrase(what)}</th><td dir="auto">{phrase(left or wording.ABSENT)}</td>'
        f'<td dir="auto">{phrase(right or wording.ABSENT)}</td></tr>'
        for what, left, right in changed
    )
    head = f'<tr><td></td><th scope="col">{badge("A")}</th><th scope="col">{badge("B")}</th></tr>'
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"
