"""Word documents (DOCX): one submission is one article. Read by python-docx.

Run it apart (``dedup.runtime.apart``): a document of a few kilobytes can unpack to gigabytes.
"""

import io
import zipfile
from collections.abc import Iterator, Mapping
from typing import Any

from dedup.extras import require
from dedup.readers.records import DocumentError, Record

_MAX_UNPACKED = 200 << 20  # bytes of all parts together; pictures may be large, text is not
_TITLE_STYLE = "Title"


def parse_docx(raw: bytes, options: Mapping[str, Any]) -> list[Record]:
    """Read a document: its paragraphs and tables in their order, a line each.

    The title is that of the paragraph in the style Title, else of the document's properties.

    Raises:
        MissingExtraError: If python-docx is not installed.
        DocumentError: If it is no such document, or beyond a limit.
    """
    docx = require("docx", extra="office", what="reading DOCX")
    _check_size(raw)
    try:
        document = docx.Document(io.BytesIO(raw))
        lines = list(_lines(document))
    except MemoryError:
        raise
    except Exception as exc:  # python-docx lets through what zipfile, lxml and its own parts raise
        raise DocumentError(f"damaged DOCX ({type(exc).__name__}); open and save it again") from exc
    title = next((text for text, style in lines if style == _TITLE_STYLE and text.strip()), "")
    text = "\n".join(text for text, style in lines if style != _TITLE_STYLE or text != title)
    properties = document.core_properties
    return [{"text": text, "title": title or properties.title or "", "lang": properties.language or ""}]


def _check_size(raw: bytes) -> None:
    """Refuse a document that unpacks to too much, by what its list of parts claims."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            unpacked = sum(info.file_size for info in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as exc:
        raise DocumentError(f"damaged DOCX ({exc}); open and save it again") from exc
    if unpacked > _MAX_UNPACKED:
        raise DocumentError(f"unpacks to more than {_MAX_UNPACKED >> 20} MiB, the limit; leave pictures out")


def _lines(document: Any) -> Iterator[tuple[str, str]]:
    """Return the text of each paragraph and table cell with the name of its style."""
    for block in document.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = {id(cell._tc): cell.text for cell in row.cells}  # a merged cell comes once for each column
                yield "\t".join(cells.values()), ""
        else:
            yield block.text, block.style.name if block.style is not None else ""
