"""How fast inputs are read: JSON lines, feeds, pages. Made-up texts; CPU time, the best of several runs.

python -m benchmarks.reading
"""

import io
import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path

import feedparser
import orjson

from benchmarks import generator, results
from dedup.readers.collect import read_articles
from dedup.readers.feeds import parse_feed
from dedup.runtime.apart import Job, Pool, core_count

PARAGRAPHS = 6  # of an item or a page; 200 characters each, as in short news
_SPACES = 'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def main() -> int:
    """Run the command."""
    args = results.parser("reading", __doc__).parse_args()
    outcome = results.Outcome("reading")
    texts = generator.texts(random.Random(f"reading {args.seed}"), "id", 500, 150, 250)
    rows: list[dict[str, object]] = []
    with tempfile.TemporaryDirectory() as folder:
        rows.append(_json_lines(Path(folder) / "rows.jsonl", texts, outcome, 200_000 if args.full else 40_000))
    rows += _feeds(texts, outcome)
    rows += _pages(texts, outcome, 1000 if args.full else 200)
    outcome.figures["rows"] = rows
    results.show(rows)
    return results.finish(outcome, seed=args.seed, output=args.output)


def best(run: Callable[[], object], times: int = 7) -> float:
    """Return the least CPU time of several runs, in seconds."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        run()
        taken.append(time.process_time() - start)
    return min(taken)


def _json_lines(path: Path, texts: list[str], outcome: results.Outcome, count: int) -> dict[str, object]:
    """Measure reading JSON lines against merely parsing each line."""
    with path.open("wb") as file:
        for number in range(count):
            text = texts[number % len(texts)]
            row = {"id": f"a{number}", "title": text[:60], "text": text, "published": "2024-02-06T10:30:00Z"}
            file.write(orjson.dumps(row) + b"\n")

    def bare() -> None:
        with path.open("rb") as file:
            for line in file:
                orjson.loads(line)

    def read() -> None:
        for _ in read_articles(path):
            pass

    parsed, ours = best(bare, 5), best(read, 5)
    outcome.expect("JSON lines: speed as a share of bare orjson", round(parsed / ours, 3), at_least=0.4)
    return {"what": "JSON lines", "per second": round(count / ours), "share of orjson": round(parsed / ours, 3)}


def _feeds(texts: list[str], outcome: results.Outcome) -> list[dict[str, object]]:
    """Measure feeds of 100 items: with summaries, and with full texts in HTML."""
    rows: list[dict[str, object]] = []
    for what, feed in (("summaries", _feed(texts, is_full=False)), ("full texts", _feed(texts, is_full=True))):
        ours = best(lambda feed=feed: parse_feed(feed, {}), 15) * 1000  # type: ignore[misc]
        theirs = best(lambda feed=feed: feedparser.parse(io.BytesIO(feed)), 1) * 1000  # type: ignore[misc]
        outcome.expect(f"100-item feed, {what}: ms", round(ours, 2), at_most=5.0)
        rows.append({"what": f"feed of 100 {what}", "ms": round(ours, 2), "feedparser ms": round(theirs)})
    return rows


def _feed(texts: list[str], *, is_full: bool) -> bytes:
    """Return an RSS feed of 100 items."""
    start = datetime(2024, 2, 6, tzinfo=UTC)
    items = []
    for number, text in enumerate(texts[:100]):
        body = f"<content:encoded><![CDATA[{_paragraphs(text)}]]></content:encoded>" if is_full else ""
        items.append(
            f"<item><title>{text[:60]}</title><link>https://example.com/{number}?utm_source=rss</link>"
            f"<guid>https://example.com/{number}</guid><dc:creator>Ana</dc:creator>"
            f"<pubDate>{format_datetime(start + timedelta(minutes=number))}</pubDate>"
            f"<description><![CDATA[<img src='x'>{text[:300]}]]></description>{body}</item>\n"
        )
    head = "<title>Harian</title><link>https://example.com</link><language>id</language>"
    return f'<?xml version="1.0"?><rss version="2.0" {_SPACES}><channel>{head}{"".join(items)}</channel></rss>'.encode()


def _paragraphs(text: str) -> str:
    """Return a text as paragraphs of HTML."""
    text = " ".join(text.split() * 8)[: 200 * PARAGRAPHS]
    return "".join(f"<p>{text[start : start + 200]}</p>\n" for start in range(0, len(text), 200))


def _pages(texts: list[str], outcome: results.Outcome, count: int) -> list[dict[str, object]]:
    """Measure HTML pages on one core and on all."""
    menu = "".join(f"<li><a href='/{word}'>{word}</a></li>" for word in texts[0].split()[:60])
    pages = [
        f"<!doctype html><html><head><title>{text[:50]}</title></head><body><nav><ul>{menu}</ul></nav><article>"
        f"<h1>{text[:50]}</h1>{_paragraphs(text)}</article><aside><ul>{menu}</ul></aside></body></html>".encode()
        for text in texts[:count]
    ]
    jobs = [
        Job("dedup.readers.documents:parse_apart", pages[number % len(pages)], {"format": "html"})
        for number in range(count)
    ]
    rows: list[dict[str, object]] = []
    speeds = []
    for workers in dict.fromkeys((1, core_count())):
        with Pool(workers=workers) as pool:
            list(pool.map(jobs[: 4 * workers]))  # libraries are loaded
            start = time.perf_counter()
            answers = list(pool.map(jobs))
            seconds = time.perf_counter() - start
        assert all(answer[0]["text"] for answer in answers)
        speeds.append(count / seconds)
        rows.append({"what": f"HTML pages, processes: {workers}", "per second": round(speeds[-1])})
    if len(speeds) > 1:
        gain = round(speeds[1] / speeds[0], 2)
        outcome.expect("HTML pages: speed on all cores as a multiple of one", gain, at_least=1.5)
    return rows


if __name__ == "__main__":
    sys.exit(main())
