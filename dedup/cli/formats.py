"""``dedup formats``: what can be read, by which library, what each gives, what is installed."""

import json
from typing import BinaryIO

from dedup.cli import options
from dedup.cli.config import resolve
from dedup.cli.output import plan_outputs, write_all
from dedup.cli.run import CLEAN
from dedup.cli.settings import Settings

FORMATS = ("text", "json")
#: What ``import`` calls a library that is installed under another name.
_MODULES = {"python-docx": "docx", "standard library": "csv"}


def formats(
    format: options.Format = None,  # noqa: A002
    output: options.Output = None,
    quiet: options.Quiet = None,
    verbose: options.Verbose = None,
) -> int:
    """Show what can be read and what each format gives.

    FORMAT is text or json. A format's name is what --input-format takes; all may be
    compressed with gzip, bzip2 or Zstandard, or lie in a zip.

    Example: dedup formats
    """
    return run_formats(resolve(locals(), FORMATS))


def run_formats(settings: Settings) -> int:
    """Write the table.

    Returns:
        The exit code.
    """
    targets = plan_outputs(settings, FORMATS)

    def write(form: str, stream: BinaryIO, colour: bool, width: int) -> None:
        stream.write((as_json() if form == "json" else as_text(width)).encode())

    write_all(targets, write)
    return CLEAN


def table() -> list[dict[str, object]]:
    """Return the formats, one object each."""
    from dedup.extras import is_installed
    from dedup.readers.formats import FORMATS as READABLE

    rows: list[dict[str, object]] = []
    for form in READABLE:
        modules = [_MODULES.get(name, name) for name in form.library.split(", ")]
        rows.append(
            {
                "format": form.name,
                "what": form.what,
                "suffixes": list(form.suffixes),
                "gives": list(form.gives),
                "library": form.library,
                "extra": form.extra,
                "installed": all(is_installed(module) for module in modules),
            }
        )
    return rows


def as_json() -> str:
    """Return the table as one JSON object."""
    from dedup.readers.source import PACKED_SUFFIXES

    return json.dumps({"formats": table(), "packed": [*PACKED_SUFFIXES, ".zip"]}) + "\n"


def as_text(width: int) -> str:
    """Return the table for a terminal, a format a paragraph."""
    from textwrap import fill

    from dedup.readers.source import PACKED_SUFFIXES

    lines = []
    for row in table():
        name, suffixes = str(row["format"]), " ".join(map(str, row["suffixes"]))  # type: ignore[call-overload]
        gives = ", ".join(map(str, row["gives"]))  # type: ignore[call-overload]
        cure = "" if row["installed"] else f" - not installed: pip install 'newsdedup[{row['extra']}]'"
        what = f"{row['what']}{f' ({suffixes})' if suffixes else ''}"
        indent = " " * 9
        lines.append(fill(what, width, initial_indent=f"{name:<9}", subsequent_indent=indent))
        lines.append(fill(f"gives {gives}", width, initial_indent=indent, subsequent_indent=indent))
        lines.append(fill(f"by {row['library']}{cure}", width, initial_indent=indent, subsequent_indent=indent))
    packed = ", ".join(PACKED_SUFFIXES)
    said = f"Each also compressed ({packed}) or inside a .zip; folders and - (standard input) too."
    lines += ["", fill(said, width)]
    return "\n".join(lines) + "\n"
