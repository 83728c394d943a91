"""Engines and places for the tests of indexes."""

import pytest
from index_samples import Engine


@pytest.fixture(params=["memory", "sqlite", "sqlite, opened again"])
def engine(request, tmp_path):
    made = Engine(request.param, tmp_path)
    made.create()
    yield made
    made.index.close()


@pytest.fixture
def path(tmp_path):
    """A name for an index in a folder of its own."""
    return tmp_path / "news.index"
