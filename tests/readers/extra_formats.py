"""Reading files of formats whose libraries are optional."""

import os

import pytest

from dedup.errors import ReaderError
from dedup.extras import is_installed
from dedup.readers.collect import ReadOptions, read_articles

BRIDGE = "The old bridge over the river closes on Monday for repairs."
HARBOUR = "The harbour master expects three ships before the storm."


def need(*modules):
    """The modules, or a skip; where everything must be installed, a failure."""
    missing = [name for name in modules if not is_installed(name)]
    if missing and os.environ.get("CI") == "true":
        pytest.fail(f"not installed: {missing}")
    if missing:
        pytest.skip(f"not installed: {missing}")


def read(path, **options):
    reading = read_articles(path, ReadOptions(**options))
    return list(reading), reading


def refusal(path, **options):
    with pytest.raises(ReaderError) as caught:
        read(path, **options)
    return str(caught.value).removeprefix(str(path))
