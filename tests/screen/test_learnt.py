"""What an index has learnt to be furniture is what a batch of its articles learns."""

import json

import pytest
from stories import FOOTER, STORIES, edited, made_up

from dedup.cli.app import main
from dedup.cli.run import read_ignored
from dedup.cli.settings import Settings
from dedup.detect import find_duplicates
from dedup.index.sqlite import SqliteIndex
from dedup.model import Article
from dedup.screen import learnt
from dedup.screen.judging import judge
from dedup.screen.learnt import learnt_furniture
from screen.screen_samples import SEED, index_of
from screen.test_verdicts import MENU

PAPERS = "Times", "Herald"


def pages(count=12):
    """Unrelated pages around one footer, half of them around one menu too, and copies of one of them."""
    texts = [f"{MENU if k % 2 else ''}\n{made_up(('page', k), 120)}\n{FOOTER}" for k in range(count)]
    texts += [texts[0], texts[0].upper(), f"{edited(STORIES[0], 0.05, 1)}\n{FOOTER}", STORIES[1]]
    return [Article(f"{k:02}", text, source=PAPERS[k % 2]) for k, text in enumerate(texts)]


def of_batch(articles):
    return list(find_duplicates(articles, workers=1, with_furniture=True).furniture)


def test_listing_of_an_index_is_that_of_a_batch_of_its_articles(filled):
    found = learnt_furniture(filled(*pages()))
    assert found == of_batch(pages())
    assert [each.articles for each in found] == [15, 6]


def test_listing_does_not_depend_on_how_many_are_looked_at_together(filled, monkeypatch):
    index = filled(*pages())
    monkeypatch.setattr(learnt, "ARTICLES", 3)
    monkeypatch.setattr(learnt, "KEYS", 2)
    assert learnt_furniture(index) == of_batch(pages())


def test_listing_of_a_reopened_index_uses_the_verdicts_it_keeps(tmp_path):
    with index_of("sqlite", tmp_path, pages()) as index:
        index.settle()
        assert judge(index) > 0
    with SqliteIndex(tmp_path / "news.index") as index:
        assert learnt_furniture(index) == of_batch(pages())


def test_listing_follows_what_is_removed_and_added(filled):
    index = filled(*pages())
    index.remove([article.id for article in pages()[:9]])
    assert learnt_furniture(index) == of_batch(pages()[9:])


@pytest.mark.parametrize("articles", [[], [Article(f"a{k}", story) for k, story in enumerate(STORIES)]])
def test_nothing_is_listed_where_nothing_recurs(articles, filled):
    assert learnt_furniture(filled(*articles)) == []


def test_info_lists_furniture_that_ignore_takes_back(tmp_path, capsys):
    rows = tmp_path / "archive.jsonl"
    rows.write_text("".join(json.dumps({k: v for k, v in page._asdict().items() if v}) + "\n" for page in pages()))
    assert main(["find", str(rows), "--format", "furniture"]) == 0
    wanted = capsys.readouterr().out
    index = str(tmp_path / "news.index")
    assert main(["index", "add", index, str(rows), "--seed", str(SEED)]) == 0
    capsys.readouterr()
    assert main(["index", "info", index, "--format", "furniture"]) == 0
    listed = capsys.readouterr().out
    assert listed == wanted
    (tmp_path / "learnt.jsonl").write_text(listed, encoding="utf-8")
    assert FOOTER.rstrip(".") in read_ignored(Settings(ignore=str(tmp_path / "learnt.jsonl")))


def test_an_unknown_format_of_info_is_refused_with_those_there_are(tmp_path, capsys):
    assert main(["index", "info", str(tmp_path / "news.index"), "--format", "csv"]) == 2
    assert "--format must be one of text, json, furniture, got 'csv'" in capsys.readouterr().err
