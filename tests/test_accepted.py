"""What the functions of the package refuse, and in which words."""

import datetime
import re

import pytest
from stories import BRIDGE, WHALE

from dedup.detect import Detector, find_duplicates
from dedup.errors import ArticleError, DedupError, UsageError
from dedup.model import Article, Relation
from dedup.pair import compare
from dedup.params import Params

GOOD = Article("good", BRIDGE)
#: What is wrong, and how the message ends.
WRONG_PARTS = [
    (Article("a", None), "article 'a': text must be a str, empty if there is none, got None"),
    (Article("a", b"A text."), "article 'a': text must be a str, empty if there is none, got b'A text.'"),
    (Article("a", WHALE, title=7), "article 'a': title must be a str, empty if it is unknown, got 7"),
    (Article("a", WHALE, source=["x"]), "article 'a': source must be a str, empty if it is unknown, got ['x']"),
    (Article("a", WHALE, url=b"x"), "article 'a': url must be a str, empty if it is unknown, got b'x'"),
    (Article("a", WHALE, lang=1.5), "article 'a': lang must be a str, empty if it is unknown, got 1.5"),
    (
        Article("a", WHALE, published=datetime.date(2024, 2, 6)),
        "article 'a': published must be a str, empty if it is unknown, got datetime.date(2024, 2, 6)",
    ),
]
#: What does not even say which article it is.
NAMELESS = [
    (Article(None, WHALE), ": id must be a str, got None"),
    (Article(7, WHALE), ": id must be a str, got 7"),
    ("a text", " must be an Article, got 'a text'; make one with Article(id, text)"),
    (("a", WHALE[:9]), " must be an Article, got ('a', 'Volunteer'); make one with Article(id, text)"),
    (None, " must be an Article, got None; make one with Article(id, text)"),
]
#: Ways to give an article, and the name under which each is known if its id does not tell.
WAYS = {
    "articles[1]": lambda article: find_duplicates([GOOD, article], workers=1),
    "against[0]": lambda article: find_duplicates([GOOD], against=iter([article]), workers=1),
    "left": lambda article: compare(article, GOOD),
    "right": lambda article: compare(GOOD, article),
    "article": lambda article: Detector().add(article),
}
each_way = pytest.mark.parametrize("place", [*WAYS, "checked"])


def give(article: object, place: str) -> None:
    """Give an article in one of the ways, or to be checked."""
    if place in WAYS:
        WAYS[place](article)
    else:
        Detector().check(article)


# Articles -------------------------------------------------------------------------------------------------------------


@each_way
@pytest.mark.parametrize(("article", "said"), WRONG_PARTS, ids=[said for _, said in WRONG_PARTS])
def test_a_wrong_part_is_told_with_the_id(article, said, place):
    with pytest.raises(ArticleError, match=f"^{re.escape(said)}$"):
        give(article, place)


@each_way
@pytest.mark.parametrize(("article", "said"), NAMELESS, ids=[said for _, said in NAMELESS])
def test_what_has_no_id_is_told_with_its_place(article, said, place):
    with pytest.raises(ArticleError, match=f"^{re.escape(place if place in WAYS else 'article') + re.escape(said)}$"):
        give(article, place)


def test_a_long_wrong_value_is_cut_in_the_message():
    with pytest.raises(ArticleError) as caught:
        compare(GOOD, Article("a", BRIDGE.encode()))
    assert len(str(caught.value)) < 130


def test_one_article_instead_of_a_list_is_refused():
    with pytest.raises(UsageError, match=r"^articles must be a list of Article, got one"):
        find_duplicates(GOOD)


def test_none_as_metadata_is_empty_in_what_comes_back():
    bare = Article("a", WHALE, title=None, published=None)
    report = find_duplicates([bare], workers=1)
    assert report.articles == {"a": Article("a", WHALE)}
    assert compare(bare, GOOD).left == Article("a", WHALE)


class Text(str):
    """A string of another library."""


def test_other_kinds_of_strings_are_strings():
    given = [Article(Text("a"), Text(BRIDGE), published=Text("2024-02-06")), Article("b", BRIDGE)]
    assert [match.relation for match in find_duplicates(given, workers=1).matches] == [Relation.IDENTICAL]


@pytest.mark.parametrize(
    ("published", "canonical"), [("", "b"), ("soon", "b"), ("2024-02-05", "a"), ("2024-02-05T10:00:00+07:00", "a")]
)
def test_a_date_that_is_none_is_no_date(published, canonical):
    one, other = Article("a", BRIDGE, published=published), Article("b", BRIDGE, published="2024-02-06")
    [cluster] = find_duplicates([one, other], workers=1).clusters
    assert (cluster.canonical, cluster.reason) == (canonical, "earliest published")


def test_a_refused_article_is_not_held():
    detector = Detector()
    with pytest.raises(ArticleError):
        detector.add(Article("a", None))
    assert len(detector) == 0


# Other arguments ------------------------------------------------------------------------------------------------------

NO_PARAMS = "params must be a Params, got {'shingle_size': 2}; Params.from_mapping makes one of names and values"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"params": {"shingle_size": 2}}, NO_PARAMS),
        ({"workers": 0}, "workers must be a whole number from 1 up, or None for one a core, got 0"),
        ({"workers": 1.5}, "workers must be a whole number from 1 up, or None for one a core, got 1.5"),
        ({"workers": True}, "workers must be a whole number from 1 up, or None for one a core, got True"),
        ({"ignore": "Read more"}, "ignore must be a list of str, got 'Read more'; put it in a list: ['Read more']"),
        ({"ignore": None}, "ignore must be a list of str, got None"),
        ({"ignore": [b"x"]}, "ignore must be a list of str, got b'x' in it"),
        ({"relations": "overlap"}, "relations must be a list of str, got 'overlap'; put it in a list: ['overlap']"),
        ({"relations": ["same"]}, f"relations must be among {', '.join(Relation)}, got 'same'"),
        ({"relations": [1]}, "relations must be a list of str, got 1 in it"),
        ({"articles": None}, "articles must be a list of Article, or give one after the other, got None"),
        ({"against": 3}, "against must be a list of Article, or give one after the other, got 3"),
    ],
    ids=str,
)
def test_a_wrong_argument_is_told_by_name(options, said):
    with pytest.raises(UsageError, match=f"^{re.escape(said)}$"):
        find_duplicates(**({"articles": []} | options))


@pytest.mark.parametrize("call", [lambda **options: compare(GOOD, GOOD, **options), Detector])
def test_comparing_and_checking_take_the_same_arguments(call):
    with pytest.raises(UsageError, match=f"^{re.escape(NO_PARAMS)}$"):
        call(params={"shingle_size": 2})
    with pytest.raises(UsageError, match=r"^ignore must be a list of str, got 'x'"):
        call(ignore="x")


def test_relations_may_be_named_by_their_strings():
    found = find_duplicates([GOOD, GOOD._replace(id="b")], Params(), relations={"identical"}, workers=1)
    assert len(found.matches) == 1
    assert find_duplicates([GOOD, GOOD._replace(id="b")], relations=["overlap"], workers=1).matches == []


def test_all_are_errors_of_the_package():
    assert issubclass(ArticleError, DedupError)
    assert issubclass(UsageError, DedupError)
