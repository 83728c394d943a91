"""PDF: one submission is one article. Read by pypdf.

Run it apart (``dedup.runtime.apart``): a page of a few kilobytes can take minutes and
gigabytes. A PDF of pictures holds no text; it is not scanned.
"""

import io
import re
from collections.abc import Mapping
from typing import Any

from dedup.extras import require
from dedup.readers.records import DocumentError, Record

_MAX_PAGES = 2000
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u00ad]\n(?=[^\W\d_A-Z])")  # hyphenation at the end of a line


def parse_pdf(raw: bytes, options: Mapping[str, Any]) -> list[Record]:
    """Read a document: the text of its pages in their order; words broken at line ends are joined.

    Raises:
        MissingExtraError: If pypdf is not installed.
        DocumentError: If it is no PDF, is encrypted, or is beyond a limit.
    """
    pypdf = require("pypdf", extra="office", what="reading PDF")
    try:
        reader = pypdf.PdfReader(io.BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise DocumentError("the PDF is encrypted; save it without a password")
        if len(reader.pages) > _MAX_PAGES:
            raise DocumentError(f"more than {_MAX_PAGES:,} pages, the limit; split it")
        pages = [page.extract_text() for page in reader.pages]
        title = _title(reader)
    except (MemoryError, DocumentError):
        raise
    except Exception as exc:  # pypdf lets through whatever odd objects make Python raise
        what = "encrypted" if "Crypt" in type(exc).__name__ or "cryptography" in str(exc) else "damaged"
        raise DocumentError(f"{what} PDF ({type(exc).__name__}); print it to a new PDF") from exc
    record: Record = {"text": _BROKEN_WORD.sub("", "\n".join(pages)), "title": title}
    if not record["text"].strip():
        record["notes"] = ["the PDF holds no text, only pictures; recognise its text (OCR) first"]
    return [record]


def _title(reader: Any) -> str:
    """Return the title in the document's properties; empty if there is none."""
    title = reader.metadata.title if reader.metadata else ""
    return title.strip() if isinstance(title, str) else ""
