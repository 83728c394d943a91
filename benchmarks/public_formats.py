"""Readers of public sets, each in the format that it is published in.

* NEWS-COPY (Silcock et al. 2023): one JSON object, id to record with ``article`` (and ``headline``, ``byline``,
  ``date``), and one JSON list of pairs of ids that are copies.
* CORE deduplication 2020 (Gyawali, Anastasiou, Knoth 2020): JSON lines with ``core_id``, ``original_title`` or
  ``processed_title``, ``original_abstract`` or ``processed_abstract``, ``labelled_duplicates`` (a list of ids).
* METER (Gaizauskas et al. 2001): a folder of SGML files, one text each; the element ``meterdocument`` has the
  attributes ``newspaper`` (``PA`` for the agency), ``domain``, ``classification``, ``date`` and ``catchline``.
  Where date and catchline are not given they are the names of the two folders above the file.
"""

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from dedup.model import Article

_TAG = re.compile(r"<[^<>]*>")
_ATTRIBUTE = re.compile(r"([\w-]+)\s*=\s*[\"']([^\"']*)[\"']")
_DOCUMENT = re.compile(r"<meterdocument\b([^>]*)>(.*)", re.IGNORECASE | re.DOTALL)
_TITLE = re.compile(r"<title\b[^>]*>(.*?)</title>", re.IGNORECASE | re.DOTALL)
_DERIVED = {"whol": "wholly derived", "part": "partially derived", "non": "not derived"}


class FormatError(Exception):
    """A file is not in the published format; the message says what it lacks."""


def _json(path: Path) -> Any:
    """Return what a JSON file holds."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as exc:
        raise FormatError(f"{path}: cannot be read: {exc.strerror or exc}") from exc
    except ValueError as exc:
        raise FormatError(f"{path}: not JSON: {exc}") from exc


def news_copy(articles: Path, pairs: Path) -> tuple[list[Article], list[tuple[str, str]]]:
    """Return the articles and the true pairs of one part of NEWS-COPY; articles without text are left out.

    Raises:
        FormatError: If a file is not in the published format, or a pair names an unknown article.
    """
    records, true = _json(articles), _json(pairs)
    if not isinstance(records, dict) or not isinstance(true, list):
        raise FormatError(f"{articles} must hold an object of articles by id, {pairs} a list of pairs of ids")
    found = []
    for name, record in records.items():
        text = record if isinstance(record, str) else record.get("article", record.get("text"))
        if not isinstance(text, str):
            raise FormatError(f"{articles}: {name!r} has neither 'article' nor 'text'")
        if text.strip():
            about = record if isinstance(record, dict) else {}
            found.append(Article(name, text, title=str(about.get("headline") or "")))
    for pair in true:
        if not isinstance(pair, list) or len(pair) != 2 or any(name not in records for name in pair):
            raise FormatError(f"{pairs}: {pair!r} is no pair of ids of {articles.name}")
    names = {article.id for article in found}
    return found, [(left, right) for left, right in true if left in names and right in names and left != right]


def core(path: Path) -> tuple[list[Article], dict[str, set[str]]]:
    """Return the documents of CORE, title and abstract as one text, and the labelled duplicates of each.

    Raises:
        FormatError: If a line is not in the published format.
    """
    found, duplicates = [], {}
    for place, record in _lines(path):
        name = record.get("core_id", record.get("id"))
        title = record.get("original_title") or record.get("processed_title") or ""
        abstract = record.get("original_abstract") or record.get("processed_abstract") or ""
        others = record.get("labelled_duplicates")
        others = [] if others is None else others
        if name is None or not isinstance(others, list):
            raise FormatError(f"{place}: needs 'core_id' and 'labelled_duplicates', a list")
        found.append(Article(str(name), f"{title}\n{abstract}", title=title))
        duplicates[str(name)] = {str(other) for other in others} - {str(name)}
    return found, duplicates


def _lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the objects of a JSON lines file with their places."""
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                if line.strip():
                    record = json.loads(line)
                    if not isinstance(record, dict):
                        raise FormatError(f"{path}:{number}: must be an object")
                    yield f"{path}:{number}", record
    except OSError as exc:
        raise FormatError(f"{path}: cannot be read: {exc.strerror or exc}") from exc
    except ValueError as exc:
        raise FormatError(f"{path}: not JSON lines: {exc}") from exc


class Story(NamedTuple):
    """One text of METER."""

    article: Article
    event: str  #: date and catchline: what newspapers and agency report on
    is_agency: bool
    derived: str  #: from the agency: wholly, partially, not; empty for the agency itself


def meter(folder: Path) -> list[Story]:
    """Return the texts of METER below a folder, in the order of their paths; other files are passed over.

    Raises:
        FormatError: If there is no such text, or one of a newspaper has no known classification.
    """
    found = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        document = _DOCUMENT.search(path.read_text(encoding="utf-8", errors="replace"))
        if document:
            found.append(_story(path, folder, document[1], document[2]))
    if not found:
        raise FormatError(f"{folder}: holds no file with an element 'meterdocument'; is it the SGML version of METER?")
    return found


def _story(path: Path, folder: Path, head: str, body: str) -> Story:
    """Return one text."""
    about = {name.lower(): value.strip() for name, value in _ATTRIBUTE.findall(head)}
    paper = about.get("newspaper", "")
    is_agency = paper.lower() in ("pa", "press association") or "pa" in (part.lower() for part in path.parts[-4:-1])
    date, catchline = about.get("date") or path.parent.parent.name, about.get("catchline") or path.parent.name
    said = about.get("classification", "").lower()
    derived = next((name for start, name in _DERIVED.items() if said.startswith(start)), "")
    if not is_agency and not derived:
        raise FormatError(f"{path}: classification must be wholly-, partially- or non-derived, got {said!r}")
    title = _TITLE.search(body)
    text = html.unescape(_TAG.sub(" ", body[title.end() :] if title else body))
    article = Article(
        path.relative_to(folder).as_posix(),
        text,
        title=html.unescape(_TAG.sub("", title[1])).strip() if title else "",
        source=paper,
    )
    return Story(article, f"{date}/{catchline}".lower(), is_agency, "" if is_agency else derived)
