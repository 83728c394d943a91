import json

import numpy as np
import pytest
from stories import BRIDGE, CHESS, FOOTER, STORIES, WHALE, articles, made_up

from dedup.cli.app import main
from dedup.cli.run import read_ignored
from dedup.cli.settings import Settings
from dedup.detect import find_duplicates
from dedup.model import Article
from dedup.pair import compare
from dedup.runtime.kernels import compile_kernels

MENU = "Home\nPolitics\nSport\nCulture\nOpinion\nWeather\nVideos\nSubscribe\nLogin\nContact\nImprint\nHelp\nArchive"

PAPERS = "Times", "Herald"


def pages(count=12):
    """Unrelated pages of two papers: all have one footer, those of the Herald a menu too."""
    return [
        Article(f"{k:02}", f"{MENU if k % 2 else ''}\n{made_up(('page', k), 120)}\n{FOOTER}", source=PAPERS[k % 2])
        for k in range(count)
    ]


def listed(found, **options):
    return find_duplicates(found, workers=1, with_furniture=True, **options).furniture


@pytest.mark.parametrize("compiled", [False, True], ids=["interpreted", "compiled"])
def test_menu_and_footer_are_listed_whole_with_their_sources_and_an_example(compiled, monkeypatch):
    if compiled:
        compile_kernels()
    monkeypatch.setattr("dedup.corpus.corpus.COMPILE_CHARACTERS", 0 if compiled else 1 << 40)
    found = pages()
    footer, menu = listed(found)
    assert (footer.text, footer.articles) == (FOOTER.rstrip("."), 12)
    assert footer.sources == (("Herald", 6), ("Times", 6))
    assert (menu.text, menu.articles, menu.sources, menu.words) == (MENU, 6, (("Herald", 6),), 13)
    for each in (footer, menu):
        [example] = [article for article in found if article.id == each.example]
        assert example.text[slice(*each.span)] == each.text


def test_listing_does_not_depend_on_the_order_of_the_articles():
    assert listed(pages()) == listed(pages()[::-1])


def test_nothing_is_listed_where_nothing_recurs_and_unless_asked_for():
    assert listed(articles(*STORIES)) == []
    assert listed([]) == []
    assert find_duplicates(pages(), workers=1).furniture == ()


def test_a_name_in_an_otherwise_fixed_formula_ends_the_passage():
    closing = "This report was first broadcast on the morning programme of the county radio and read by"
    readers = ("Ann Lee", "Bo Park", "Cy Fox", "Di Hall", "Ed Moss", "Flo Ray")
    texts = [f"{story}\n{closing} {name}" for story, name in zip(STORIES, readers, strict=True)]
    [found] = listed(articles(*texts))
    assert (found.text, found.articles) == (closing, 6)


def test_two_passages_of_different_articles_are_two_entries():
    other = FOOTER.replace("channel", "platform").replace("morning", "evening").replace("consent", "leave")[::-1]
    texts = [f"{made_up(('a', k), 90)}\n{FOOTER if k % 2 else other}" for k in range(12)]
    found = listed(articles(*texts))
    assert sorted(each.articles for each in found) == [6, 6]


def test_a_text_too_short_for_a_passage_is_listed_as_a_whole_only_if_it_recurs():
    assert listed([Article(f"{k}", "Sign up now") for k in range(8)]) == []  # equal texts are copies


def test_what_was_learnt_of_an_archive_is_ignored_in_a_pair_that_shows_nothing_of_it(tmp_path, capsys):
    (tmp_path / "archive.jsonl").write_text("".join(json.dumps(page._asdict()) + "\n" for page in pages()))
    assert main(["find", str(tmp_path / "archive.jsonl"), "--output", f"furniture:{tmp_path / 'learnt.jsonl'}"]) == 0
    for name, story in (("left", WHALE), ("right", CHESS)):
        (tmp_path / f"{name}.txt").write_text(f"{story}\n{FOOTER}", encoding="utf-8")
    pair = ["compare", str(tmp_path / "left.txt"), str(tmp_path / "right.txt"), "--format", "json", "--explain"]
    capsys.readouterr()
    assert main(pair) == 0
    assert json.loads(capsys.readouterr().out)["relation"] == "overlap"
    assert main([*pair, "--ignore", str(tmp_path / "learnt.jsonl")]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["relation"] is None
    [passage] = found["explanation"]["furniture"]["passages"]
    start = len(WHALE) + 1
    assert passage["text"] == FOOTER.rstrip(".")
    assert passage["left"] == [[start, start + len(passage["text"])]]


def test_listing_goes_to_standard_output_as_a_format_of_its_own(tmp_path, capsys):
    path = tmp_path / "archive.jsonl"
    path.write_text("".join(json.dumps(page._asdict()) + "\n" for page in pages()))
    assert main(["find", str(path), "--format", "furniture"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(record["kind"], record["articles"], record["words"]) for record in records] == [
        ("furniture", 12, 40),
        ("furniture", 6, 13),
    ]
    assert records[0]["sources"] == {"Herald": 6, "Times": 6}
    assert set(records[0]["example"]) == {"article", "span"}


def test_list_of_what_to_ignore_may_mix_own_lines_with_learnt_ones(tmp_path):
    path = tmp_path / "ignore.txt"
    learnt = '{"kind":"furniture","text":"Never miss\\na headline","words":4}'
    path.write_text(f"Follow us\r\n\n{learnt}\n{{not learnt}}\n", encoding="utf-8")
    assert read_ignored(Settings(ignore=str(path))) == ("Follow us", "Never miss\na headline", "{not learnt}")


def test_explanation_names_the_ignored_phrases_that_stand_in_a_text_and_no_others():
    found = compare(*articles(BRIDGE, WHALE), ignore=["stone bridge", "no such words"], explain=True)
    assert found.explanation["furniture"]["passages"] == [{"text": "stone bridge", "left": [(8, 20)], "right": []}]


def test_many_phrases_are_marked_as_each_alone_would_be():
    from dedup.corpus.corpus import build_corpus
    from dedup.furniture.furniture import mark_phrases
    from dedup.params import Params

    phrases = ["the old stone bridge", "walk across that bridge every day", "whale", "", "…", "no such words"]
    together, apart = (build_corpus(articles(BRIDGE, WHALE), Params()) for _ in range(2))
    mark_phrases(together, phrases)
    for phrase in phrases:
        mark_phrases(apart, [phrase])
    assert np.array_equal(together.flags, apart.flags)
