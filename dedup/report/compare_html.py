"""One pair of articles as a page, in the manner of the report."""

from collections.abc import Iterator, Mapping
from typing import BinaryIO

from dedup.model import Comparison
from dedup.report import wording
from dedup.report.explain import MOST, entry_name, is_list, is_nested, value_words
from dedup.report.html_page import article_id, footer, phrase, write_page
from dedup.report.html_pair import Pair, pair_body
from dedup.sizes import percent


def write(comparison: Comparison, stream: BinaryIO, *, explain: bool, is_narrowed: bool) -> None:
    """Write ``comparison`` as a page to ``stream``, with its explanation if asked for; narrowed as for text."""
    title = f"dedup: {comparison.left.id} and {comparison.right.id}"
    write_page(title, _body(comparison, explain=explain, is_narrowed=is_narrowed), stream)


def _body(comparison: Comparison, *, explain: bool, is_narrowed: bool) -> Iterator[str]:
    """Yield the page from header to footer."""
    match = comparison.match
    pair = Pair(
        "m1",
        comparison.left,
        comparison.right,
        comparison.containment,
        comparison.jaccard,
        comparison.cosine,
        comparison.passages,
        comparison.changed,
        match.reasons if match else (),
    )
    differing = pair.differing()
    yield "<header>\n"
    yield f"<h1>{wording.HEADLINES[match.relation] if match else wording.UNRELATED_HEADING}</h1>\n"
    yield f"<p>{article_id(comparison.left.id)} and {article_id(comparison.right.id)}</p>\n"
    if match:
        certain = f"{percent(match.score)} certain"
        advice = wording.advice(comparison, shows_words=any(differing))
        yield f"<p>{wording.MEANINGS[match.relation].capitalize()} ({certain}). {advice}</p>\n"
    else:
        yield f"<p>{wording.unrelated(comparison.same_event, is_narrowed=is_narrowed)}</p>\n"
    if not (match and match.relation.is_copy):  # of copies it says nothing more
        yield f'<p class="soft">Reports of one event: {percent(comparison.same_event)} likely.</p>\n'
    yield "</header>\n"
    yield '<main id="main"><article class="card" aria-label="The two articles">\n'
    yield from pair_body(pair, differing, shorten=False)
    yield "</article>\n"
    if explain:
        yield '<section class="card" aria-labelledby="how"><h2 id="how">How it was decided</h2>\n'
        yield _explained(comparison.explanation)
        yield "</section>\n"
    yield "</main>\n"
    yield footer("")


def _explained(value: object) -> str:
    """Return an explanation as nested lists."""
    if isinstance(value, Mapping) and value:
        names = {key: phrase(entry_name(key)) for key in value}
        entries = "".join(f"<dt>{names[key]}</dt><dd>{_explained(item)}</dd>" for key, item in value.items())
        return f"<dl>{entries}</dl>\n"
    if is_list(value) and is_nested(value):
        items = "".join(f"<li>{phrase(value_words(item))}</li>" for item in list(value)[:MOST])
        more = f"<li>and {len(value) - MOST:,} more</li>" if len(value) > MOST else ""
        return f"<ul>{items}{more}</ul>"
    return phrase(value_words(value))
