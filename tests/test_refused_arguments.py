"""Arguments of the package's functions that are refused by name, as the errors on purpose that they are."""

from pathlib import Path

import pytest

from dedup import Article, ReadOptions, evaluate, find_duplicates, read_articles
from dedup.errors import ReaderError, UsageError

ONE = Article("a", "The old bridge closes on Monday, the city council said.")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: find_duplicates(ONE), "articles must be a list of Article, got one; put it in a list"),
        (lambda: find_duplicates([ONE], against=ONE), "against must be a list of Article, got one"),
        (lambda: find_duplicates("seeds"), "articles must be a list of Article, got the path 'seeds'; read it first"),
        (lambda: find_duplicates(Path("seeds")), "Path('seeds'); read it first: read_articles("),
        (lambda: find_duplicates([ONE], against="old"), "against must be a list of Article, got the path 'old'"),
        (lambda: find_duplicates([ONE], progress=5), "progress must be a function, or None, got 5"),
        (lambda: find_duplicates([ONE], notify="x"), "notify must be a function, or None, got 'x'"),
        (lambda: read_articles(None), "inputs must be a path or a list of paths"),
        (lambda: read_articles(5), "inputs must be a path or a list of paths"),
        (lambda: read_articles(b"x"), "inputs must be a path or a list of paths"),
        (lambda: read_articles([None]), "inputs must be paths, each a str or a Path, got None among them"),
        (lambda: evaluate(None, None), "labels must be the path of a file or a Labels"),
        (lambda: evaluate("labels.tsv", 5), "predictions must be the path of a file or a Predictions or Report"),
        (lambda: ReadOptions(skip_bad="no"), "skip_bad must be True or False, got 'no'"),
        (lambda: ReadOptions(text_field=5), "text_field must be a str, empty if it is not given, got 5"),
    ],
)
def test_wrong_argument_is_refused_by_name(call, message):
    with pytest.raises(UsageError) as caught:
        call()
    assert message in str(caught.value)


def test_a_format_that_does_not_exist_is_refused_with_those_that_do():
    with pytest.raises(ReaderError, match=r"input format must be one of .*jsonl.*, got 'zz'"):
        ReadOptions(input_format="zz")
