import io
import re
import time

import pytest
from report_samples import BRIDGE, ESCAPES, bridge_articles, bridge_report, hostile_report, match, report
from stories import CHESS, OPERA, WHALE, made_up

from dedup.detect import find_duplicates
from dedup.errors import UsageError
from dedup.model import Article, Cluster, Rejected, Relation, Repeat
from dedup.report.render import write_report
from dedup.report.terminal import columns
from dedup.report.wording import NOTHING, RECURRING

COLOUR = re.compile(r"\x1b\[[0-9;]+m")


def written(values, colour=False, width=80, **options):
    stream = io.BytesIO()
    write_report(values, "text", stream, colour=colour, width=width, **options)
    return stream.getvalue().decode()


def test_a_cluster_reads_as_it_should():
    assert written(bridge_report()) == (
        "COPIES (1): articles that are copies of one another.\n"
        "────────────────────────────────────────────────────────────────────────────────\n"
        "1. 2 copies, named after a: earliest published\n"
        "   A a  “Bridge to close” · The Post · 2024-02-06 10:00\n"
        "   B b  “River crossing shut” · Agency · 2024-02-07\n"
        "   found    near-duplicate (93 % certain): 88 % of A is in B word for word, 79 %\n"
        "            of B in A; longest shared passage 15 words\n"
        "   why      26 of 27 words stand in the same order\n"
        "   changed  number: 3 → 8\n"
        "   shared   “The bridge over the river will close on Monday for repairs, the\n"
        "            city said.”\n"
        "            (15 words; A line 1, characters 0–74; B line 1, characters 8–82)\n"
        "   shared   “people were hurt when a railing broke on 6 February 2024.”\n"
        "            (11 words; A line 2, characters 81–138; B line 2, characters 89–146)\n"
        "\n"
        "WHAT TO DO NEXT\n"
        "   dedup compare LEFT RIGHT   shows two files, one article each, side by side\n"
        "   --format html --output report.html   makes a page with every passage marked\n"
        "   --format jsonl   gives all of it to a program\n"
        "\n"
        "2 articles, 1 match, 1 cluster of copies in 0.4 s.\n"
    )


def test_the_tenth_pair_is_numbered_as_the_first():
    articles = {f"{k:02}": Article(f"{k:02}", BRIDGE) for k in range(20)}
    pairs = [match(f"{k:02}", f"{k + 10:02}", relation=Relation.TEMPLATE) for k in range(10)]
    lines = written(report(articles, pairs)).splitlines()
    assert {line[:5] for line in lines if line[:1].isdecimal()} >= {"1. A ", "9. A ", "10. A"}


def test_nothing_found_is_said_kindly():
    assert written(report(bridge_articles())) == (
        "Nothing found: no two of these articles are related, and none repeats itself.\n\n"
        "2 articles, nothing found in 0.4 s.\n"
    )
    assert written(report()).startswith("There was no article to compare.\n")


def test_where_nothing_is_found_what_recurs_is_named_as_left_out():
    articles = [
        Article(str(k), f"{story}\n{made_up('a footer', 40)}") for k, story in enumerate((BRIDGE, WHALE, CHESS, OPERA))
    ]
    said = written(find_duplicates(articles), width=200)
    assert said.startswith(f"{NOTHING} {RECURRING}\n")
    assert "left out" not in written(find_duplicates(articles[:2]), width=200)


def test_a_narrowed_report_names_what_narrowed_it():
    said = written(report(bridge_articles()), width=200, narrowed_by=("--relation", "--window", "--against"))
    assert said.startswith(
        "Nothing found of what was asked for; --relation, --window or --against may have left something out.\n"
    )


@pytest.mark.parametrize("relation", [relation for relation in Relation if not relation.is_copy])
def test_each_relation_has_its_section(relation):
    text = written(report(bridge_articles(), [match(relation=relation)]))
    assert f"found    {relation.value} (" in text
    assert "(1): " in text.splitlines()[0]


def test_files_are_named_in_the_command_that_compares_them():
    pair = match("a 1.txt", "b.txt", Relation.OVERLAP)
    assert "dedup compare 'a 1.txt' b.txt" in written(report({}, [pair]))


def test_a_repeat_shows_both_places():
    repeat = Repeat("a", (0, 74), (75, 139), Relation.EXCERPT, 0.97, 0.61, (0.99, 0.62), 0.93, 20)
    text = written(report({"a": Article("a", BRIDGE)}, repeats=[repeat]))
    assert "REPEATED INSIDE ONE ARTICLE (1)" in text
    assert "(line 1, characters 0–74)" in text
    assert "(line 2, characters 75–139)" in text


def test_members_of_a_larger_cluster_are_listed_with_what_they_are():
    articles = {name: Article(name, BRIDGE) for name in "abc"}
    matches = [match("a", "b", Relation.IDENTICAL, changed=()), match("b", "c")]
    text = written(report(articles, matches, clusters=[Cluster("a", "a", ("a", "b", "c"), "the most complete")]))
    assert "1. 3 copies, named after a: the most complete" in text
    assert re.search(r"canonical +a\n +identical +b\n +copy of a copy c\n", text)


def test_versions_by_way_of_a_third_are_told():
    articles = {name: Article(name, BRIDGE) for name in "abcd"}
    pairs = [match("a", "b"), match("b", "c"), match("a", "c", Relation.TEMPLATE), match("a", "d", Relation.TEMPLATE)]
    text = written(report(articles, pairs, clusters=[Cluster("a", "a", ("a", "b", "c"), "x")]), width=200)
    said = "note     no copies of one another, but versions by way of a third: both are in the cluster of a\n"
    assert text.count("versions by way of a third") == text.count(said) == 1
    assert text.index("SAME FORM") < text.index(said)


def test_rejected_records_are_named_and_pairs_left_out_are_counted():
    text = written(report(rejected=[Rejected("news.jsonl:7", "no words")], left_out=1234))
    assert "news.jsonl:7: no words" in text
    assert "1,234 pairs of equal texts not listed one by one" in text


def test_beyond_the_first_pairs_each_takes_one_line():
    matches = [match(f"a{number:05}", "b", Relation.OVERLAP, score=number / 9999) for number in range(300)]
    text = written(report({}, matches))
    assert "The other 250 pairs, with their certainty:" in text
    assert all(pair.left in text for pair in matches)
    assert text.index("a00299") < text.index("a00298") < text.index("a00000")


def test_beyond_the_first_clusters_and_repeats_each_takes_one_line():
    clusters = [Cluster(f"a{number:03}", f"a{number:03}", (f"a{number:03}", "b"), "x") for number in range(60)]
    repeat = Repeat("a", (0, 74), (75, 1390), Relation.EXCERPT, 0.97, 0.61, (0.99, 0.62), 0.93, 20)
    text = written(report({}, clusters=clusters, repeats=[repeat] * 51))
    assert "The other 10 clusters, the canonical first:\n   a050  b\n" in text
    assert "The other 1 repeats, with their characters:\n   a  0–74 and 75–1,390\n" in text


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("width", [30, 80, 200])
def test_hostile_texts_reach_no_terminal(colour, width):
    text = COLOUR.sub("", written(hostile_report(ESCAPES), colour, width)) if colour else written(
        hostile_report(ESCAPES), colour, width
    )
    assert all(char.isprintable() or char in "\n\u200e" for char in text)


def test_colours_change_nothing_but_the_colours():
    plain, coloured = written(bridge_report()), written(bridge_report(), colour=True)
    assert COLOUR.sub("", coloured) == plain != coloured


@pytest.mark.parametrize("width", [40, 80, 132])
def test_lines_fit_the_terminal_except_commands(width):
    wide = Article("a", "新聞が川の上の橋を閉じる。" * 20, "新聞" * 60, "ข่าวไทย" * 9)
    arabic = Article("b", "خبر عن جسر فوق النهر " * 20, "خبر عن جسر " * 20)
    pair = match(relation=Relation.OVERLAP, reasons=("新聞" * 80,), passages=match().passages[:1])
    for line in written(report({"a": wide, "b": arabic}, [pair]), width=width).splitlines():
        assert columns(line) <= width or "dedup compare" in line or "--format" in line


def test_a_hundred_thousand_matches_take_seconds():
    matches = [match(f"a{number:06}", "b", Relation.OVERLAP) for number in range(100_000)]
    before = time.process_time()
    written(report(bridge_articles(), matches))
    assert time.process_time() - before < 20


def test_an_unknown_format_is_refused_with_the_known_ones():
    with pytest.raises(UsageError, match="text, jsonl, csv, html"):
        write_report(report(), "pdf", io.BytesIO(), colour=False, width=80)


def test_shares_are_not_told_where_there_is_none():
    found = match(relation=Relation.SAME_EVENT, containment=(0.0, 0.0), passages=(), changed=())
    text = written(report(bridge_articles(), [found]))
    assert "same-event (93 % certain)\n" in text
    assert "0 % of" not in text
