"""Writes what the program prints into the documents: transcript, records, examples, the table of parameters.

Run it after a change of what the program prints; ``tests/test_docs.py`` says when it is due.
Figures in the README are not touched.

    python -m benchmarks.refresh_docs
"""

import contextlib
import dataclasses
import io
import os
import re
import subprocess
import sys
from pathlib import Path

from dedup.params import Params

ROOT = Path(__file__).parents[1]
_EXAMPLE = re.compile(r"^```python\n((?:(?!```).*\n)+)```\n\n```text\n(?:(?!```).*\n)*```$", re.MULTILINE)


def printed(*arguments: str) -> str:
    """Return what a ``dedup`` command prints when it is not on a terminal."""
    environment = {key: value for key, value in os.environ.items() if key != "COLUMNS" and not key.startswith("DEDUP_")}
    command = [sys.executable, "-m", "dedup.cli.app", *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True).stdout.decode()


def with_block(text: str, language: str, content: str) -> str:
    """Return a page with the content of its first block of a language replaced."""
    pattern = re.compile(rf"^```{language}\n.*?^```$", re.DOTALL | re.MULTILINE)
    return pattern.sub(lambda _: f"```{language}\n{content}```", text, count=1)


def with_examples(text: str) -> str:
    """Return a page with what its Python examples print shown below each."""

    def run(found: re.Match[str]) -> str:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(found[1], {})
        return f"```python\n{found[1]}```\n\n```text\n{out.getvalue()}```"

    return _EXAMPLE.sub(run, text)


def parameter_rows() -> str:
    """Return the rows of the table of parameters.

    >>> parameter_rows().splitlines()[0]
    '| `shingle_size` | 3 | 1 to 8 | words in a shingle of the Jaccard index and of the signature |'
    """
    rows = []
    for item in dataclasses.fields(Params):
        about, default = item.metadata, item.default
        plain = "none" if default in (None, ()) else default
        shown = f"{plain:g}" if isinstance(plain, int | float) else str(plain)
        what, _, words = about["what"].partition(": ")
        bounds = f"{about['low']:g} to {about['high']:,}".replace(".0", "") if "low" in about else words
        rows.append(f"| `{item.name}` | {shown} | {bounds} | {about['what'] if 'low' in about else what} |\n")
    return "".join(rows)


def main() -> int:
    """Run the command."""
    os.chdir(ROOT)
    readme, reference, python = (ROOT / name for name in ("README.md", "docs/reference.md", "docs/python-api.md"))
    text = with_block(readme.read_text(encoding="utf-8"), "text", "$ dedup find seeds/\n" + printed("find", "seeds/"))
    records = printed("find", "seeds/", "--format", "jsonl").splitlines(keepends=True)
    text = with_block(text, "json", "".join(records[:2]))
    readme.write_text(with_examples(text), encoding="utf-8")
    python.write_text(with_examples(python.read_text(encoding="utf-8")), encoding="utf-8")
    head = r"^(\| parameter \| default \|.*\n\|[-|]+\|\n)(?:\|.*\n)+"
    text = reference.read_text(encoding="utf-8")
    text = re.sub(head, lambda found: found[1] + parameter_rows(), text, flags=re.MULTILINE)
    reference.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
