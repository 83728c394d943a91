"""Files that tests write, and what is read of them."""

import json

import pytest

from dedup.errors import ReaderError
from dedup.readers.collect import ReadOptions, read_articles

BRIDGE = "The old bridge over the river closes on Monday for repairs."
HARBOUR = "The harbour master expects three ships before the storm."


def write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif isinstance(content, str):
        path.write_bytes(content.encode())
    else:
        path.write_text("".join(json.dumps(row) + "\n" for row in content), encoding="utf-8")
    return path


def read_of(path, content, **options):
    """The articles of a file with some content, and what else its reading tells."""
    reading = read_articles(write(path, content), ReadOptions(**options))
    return list(reading), reading


def ids(reading):
    return [article.id for article in reading]


def refusal(*inputs, **options):
    with pytest.raises(ReaderError) as caught:
        list(read_articles(inputs, ReadOptions(**options)))
    return str(caught.value)
