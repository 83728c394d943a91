"""Engines for the tests of screening."""

import pytest

from screen.screen_samples import ENGINES, index_of


@pytest.fixture(params=ENGINES)
def filled(request, tmp_path):
    """Makes an index of some articles."""
    made = []

    def make(*articles, **options):
        made.append(index_of(request.param, tmp_path, articles, **options))
        return made[-1]

    yield make
    for index in made:
        index.close()
