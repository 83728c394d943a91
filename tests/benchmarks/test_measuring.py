"""The programs that measure: what they count, against slow obvious twins, on data made here."""

import itertools
import json
import os
import random
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import (
    calibration,
    corpus,
    fit_scores,
    ocr_sets,
    plots,
    readme_figures,
    replaced,
    report,
    results,
    routes,
)
from benchmarks.labelled import pair_labels
from benchmarks.peers import compare, loops, make
from dedup.facts.facts import facts_of
from dedup.model import Article, Match, Relation
from dedup.params import Params

STORIES = [
    "The harbour bridge will be closed from Monday until the end of June, the city council said in a letter on Friday.",
    "Three ships carrying grain left the eastern port at dawn, the first since the storm tore the long pier apart.",
    "A school in the northern valley has won the prize for the best garden, with forty kinds of apples and pears.",
]


def test_a_replaced_fact_is_told_and_one_that_stands_there_already_is_no_case():
    texts = [
        "The mill sold 312 sacks of flour on 3 May, said the miller, who keeps two dogs and a cat behind the wheel.",
        "The quarry sold 58 carts of stone on 9 June, said the mason, who keeps bees in a garden beside the road.",
    ]
    found = replaced.cases(texts, 4, random.Random("replaced"))
    assert {kind for kind, _, _ in found} == {"number", "date"}
    assert all(replaced.is_told(text, other) for _, text, other in found)
    assert not replaced.is_told(texts[0], texts[0])
    numbers = [fact for fact in facts_of(texts[0]) if fact.kind == "number"]
    assert replaced.replaced(texts[0], numbers[0], numbers[0]) is None


def test_scanned_copies_are_the_same_for_the_same_seed_and_clean_without_errors():
    one, home = ocr_sets.scanned(STORIES, 0.05, 3)
    assert ocr_sets.scanned(STORIES, 0.05, 3) == (one, home)
    clean, home = ocr_sets.scanned(STORIES, 0.0, 3)
    assert {article.text for article in clean} == set(STORIES)
    assert all(article.text == STORIES[int(home[article.id])] for article in clean)


def test_datasketch_as_for_news_copy_finds_clean_copies():
    articles = [Article(f"{k}{copy}", text) for k, text in enumerate(STORIES) for copy in "ab"]
    assert ocr_sets.by_datasketch(articles) == [["0a", "0b"], ["1a", "1b"], ["2a", "2b"]]


@given(st.lists(st.sets(st.integers(0, 12), max_size=6), max_size=8), st.integers(1, 3), st.integers(2, 8))
def test_candidate_pairs_are_those_that_share_enough_keys(held, least, most):
    keys = np.array([key for some in held for key in some], dtype=np.int64)
    owners = np.array([k for k, some in enumerate(held) for _ in some], dtype=np.int32)
    counts = {key: sum(key in some for some in held) for key in range(13)}
    telling = [{key for key in some if counts[key] <= most} for some in held]
    expected = sum(len(a & b) >= least for a, b in itertools.combinations(telling, 2))
    assert (routes.candidate_pairs(keys, owners, least, most) if len(keys) else 0) == expected


def test_copies_are_proposed_by_bands_and_passages():
    text = " ".join(STORIES)
    articles = [Article("a", text), Article("b", text.upper()), Article("c", "Wind from the west.")]
    built = routes.build_corpus(articles, Params())
    columns, least = routes.key_columns(built), routes.least_shared(Params())
    held = {route: routes.key_sets(*columns[route], 3) for route in columns}
    assert all(routes.proposals(held, least, 0, 1).values())
    assert not routes.proposals(held, least, 1, 2)["bands"]


def test_calibration_is_told_by_relation_and_source():
    outcomes = [calibration.Outcome("people", Relation.OVERLAP, 0.9, k % 2 == 0) for k in range(40)]
    outcomes += [calibration.Outcome("planted", Relation.IDENTICAL, 1.0, True)]
    rows = calibration.rows_of(outcomes, 1)
    assert [(row["relation"], row["source"]) for row in rows] == [
        ("identical", "all"),
        ("identical", "planted"),
        ("overlap", "all"),
        ("overlap", "people"),
    ]
    assert rows[2]["calibration error"] == pytest.approx(0.4)
    outcome = results.Outcome("x")
    calibration.expect(outcome, rows)
    assert [check["row"] for check in outcome.missed] == ["calibration error of overlap"]


def test_labels_of_a_set_leave_out_what_is_uncertain():
    rows = [{"a": "x", "b": "b", "label": word} for word in ("dup",)] + [{"a": "a", "b": "c", "label": "uncertain"}]
    assert pair_labels(rows, "label", {"dup"}, {"neg"}).pairs == {("b", "x"): "1"}


@pytest.fixture
def lines(tmp_path):
    """A corpus of five articles: two copies, one edited, two others."""
    texts = [STORIES[0] * 2, STORIES[0] * 2, (STORIES[0] * 2).replace("Monday", "Tuesday"), *STORIES[1:]]
    path = tmp_path / "corpus.jsonl"
    path.write_text("".join(json.dumps({"id": f"n{k}", "text": text}) + "\n" for k, text in enumerate(texts)))
    return path


def test_the_reference_is_exact(lines):
    known = compare.Reference(lines)
    assert known.pairs == {(0, 1), (0, 2), (1, 2)}
    assert known.is_unlike((0, 3))
    assert not known.is_unlike((0, 1))


@pytest.mark.parametrize("loop", ["datasketch", "datasketch-checked", "scikit-learn"])
def test_loops_give_pairs_of_lines(lines, loop):
    assert {tuple(sorted(pair)) for pair in loops.LOOPS[loop](str(lines), True)} >= {(0, 1)}


def test_each_loop_has_a_peer_with_packages():
    assert set(compare.NEEDS) <= set(loops.LOOPS)
    assert set(compare.NEEDS.values()) <= set(make.PEERS)
    assert make.is_there("2.0.0")
    assert not make.is_there("does not install: No matching distribution")


def test_a_sample_takes_the_first_articles_of_each_set_in_proportion(tmp_path):
    for name, size in (("one", 30), ("two", 10)):
        (tmp_path / name).mkdir()
        records = [{"id": f"{name}{k}", "text": "Some words."} for k in range(size)]
        (tmp_path / name / "articles.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    path = tmp_path / "sample.jsonl"
    corpus.write_sample(tmp_path, 20, 1, path, ["one", "two"])
    found = [json.loads(line)["id"] for line in path.read_text().splitlines()]
    assert found == [*(f"one{k}" for k in range(15)), *(f"two{k}" for k in range(5))]


def test_the_report_finds_tables_at_any_depth():
    lines = report.tables({"a": {"b": [{"x": 1, "y": 0.5}]}, "kinds": {"k": {"n": 2}}, "texts": ["no", "table"]})
    assert "**a, b**" in lines
    assert "| 1 | 0.500 |" in lines
    assert "| k | 2 |" in lines


def test_the_block_of_figures_is_put_between_its_marks():
    page = f"before\n{readme_figures.BEGIN}\nyesterday\n{readme_figures.END}\nafter\n"
    changed = readme_figures.with_figures(page, {})
    assert "yesterday" not in changed
    assert changed.startswith("before\n")
    assert changed.endswith("\nafter\n")
    with pytest.raises(ValueError, match="must hold"):
        readme_figures.with_figures("no block", {})


def test_plots_are_the_same_bytes_and_say_what_they_show(tmp_path):
    if os.environ.get("CI") != "true":
        pytest.importorskip("matplotlib", reason="matplotlib is not installed: pip install '.[plots]'")
    figures = {"ari": [{"misread": rate, "articles": 9, "stories": 3, "dedup": 1.0 - rate} for rate in (0.01, 0.1)]}
    found = {"ocr_sets": {"figures": figures}}
    [first] = plots.draw_all(found, tmp_path)
    drawn = first.read_bytes()
    assert plots.draw_all(found, tmp_path) == [first]
    assert first.read_bytes() == drawn
    assert plots.digest(figures).encode() in drawn


def test_a_process_is_measured_by_its_own_memory_and_killed_in_time():
    import sys

    from benchmarks import processes

    ballast = bytearray(300_000_000)
    took = processes.run([sys.executable, "-c", "import time; time.sleep(0.2); print('done')"], timeout_s=60)
    assert took.output == "done\n"
    assert len(ballast) > took.peak or not os.path.exists("/proc/self/status")
    with pytest.raises(TimeoutError, match=r"did not end within 0\.3 s"):
        processes.run([sys.executable, "-c", "import time; time.sleep(60)"], timeout_s=0.3)


def test_sources_of_labels_weigh_the_same_however_many_pairs_they_have():
    weights = fit_scores.weights_of(["reuters", "planted", "planted", "planted"])
    assert weights[0] == pytest.approx(weights[1:].sum())
    assert weights.sum() == pytest.approx(4.0)


def test_errors_of_two_sources_that_cancel_are_both_told():
    outcomes = [calibration.Outcome("planted", Relation.EXCERPT, 0.95, True) for _ in range(40)]
    outcomes += [calibration.Outcome("reuters silver", Relation.EXCERPT, 0.95, k % 10 > 0) for k in range(40)]
    outcome = results.Outcome("x")
    calibration.expect(outcome, calibration.rows_of(outcomes, 1))
    assert {check["row"]: round(check["value"], 3) for check in outcome.checks} == {
        "calibration error of excerpt": 0.0,
        "calibration error of excerpt, planted": 0.05,
        "calibration error of excerpt, reuters silver": 0.05,
    }


def test_silver_labels_that_scores_were_fitted_on_are_left_out(monkeypatch, tmp_path):
    rows = [{"a": f"r{k}", "b": f"s{k}", "label": "dup"} for k in range(40)]
    matches = [
        Match(row["a"], row["b"], Relation.IDENTICAL, 1.0, 1.0, (1.0, 1.0), 1.0, (), (), ()) for row in rows
    ]
    monkeypatch.setattr(calibration.sets, "articles", lambda folder: [])
    monkeypatch.setattr(calibration.sets, "table", lambda path: rows)
    monkeypatch.setattr(calibration, "find_duplicates", lambda articles: SimpleNamespace(matches=matches))
    told = len(list(calibration.of_reuters(tmp_path)))
    assert told == sum(fit_scores.is_held_out(f"reuters r{k}") for k in range(40)) < 40


def test_the_row_of_the_largest_run_is_there_if_it_was_made():
    rows = [
        {"seconds": 21.2, "peak MB": 2029.7, "measured on": 200_000},
        {"seconds": 109.4, "peak MB": 7413.7, "measured on": 1_000_000},
    ]
    million = {"rows": rows, "exponent_of_cpu": 1.0195}
    speed = {"targets": [], "figures": {"million": million}, "machine": {"cores": 2}}
    [row] = [line for line in readme_figures.table({"speed": speed}) if "1,000,000" in line]
    assert "| 109 s · 7414 MB · 1.02 |" in row
    assert not any("1,000,000" in line for line in readme_figures.table({"speed": speed | {"figures": {}}}))


def test_a_peer_that_ran_on_fewer_articles_says_so():
    rows = [{"what": "datasketch", "measured on": 20_000}, {"what": "rensa", "measured on": 200_000}]
    targets = [
        {"row": f"dedup find against {row['what']}, times as fast", "value": 2.0, "met": True, "at_least": 1.0}
        for row in rows
    ]
    speed = {"targets": targets, "figures": {"side by side": {"articles": 200_000, "rows": rows}}}
    lines = readme_figures.table({"speed": speed})
    assert any("as fast as datasketch (run on 20,000) · rensa," in line for line in lines)
