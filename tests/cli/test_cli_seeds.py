"""The commands on the seeds with the real detector, each as a process of its own."""

import csv
import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BALI, OTHER_BALI = "seeds/000_71f44d028c269415.txt", "seeds/004_46d141651622e85a.txt"
UNRELATED = "seeds/001_75b8f14d6287ef92.txt"
TWICE = "003_b25eb63007e73113.txt"


def dedup(*arguments):
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DEDUP_")}
    command = [sys.executable, "-m", "dedup.cli.app", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, timeout=60)


def records(*arguments):
    done = dedup(*arguments)
    assert done.stderr == b""
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_find_says_one_match_one_repeat_and_nothing_else():
    match, repeat, summary = records("find", "seeds/", "--format", "jsonl")
    assert (match["left"], match["right"]) == (Path(BALI).name, Path(OTHER_BALI).name)
    assert match["relation"] == "same-event"
    assert (repeat["kind"], repeat["article"]) == ("repeat", TWICE)
    assert [summary[name] for name in ("articles", "matches", "repeats", "clusters", "rejected")] == [5, 1, 1, 0, 0]


def test_reasons_of_the_twins_name_date_place_and_theme():
    match, *_ = records("find", "seeds/", "--format", "jsonl")
    reasons = " | ".join(match["reasons"])
    assert "6 February 2024 in Bali" in reasons
    assert "Mewujudkan Netralitas Aparatur Sipil Negara" in reasons
    assert "rare terms" in reasons


def test_spans_are_places_in_the_texts_as_they_stand():
    match, repeat, _ = records("find", "seeds/", "--format", "jsonl")
    left, right = ((ROOT / name).read_text(encoding="utf-8") for name in (BALI, OTHER_BALI))
    longest = max(match["passages"], key=lambda passage: passage["words"])
    shared = [text[slice(*longest[side])].casefold() for text, side in ((left, "left"), (right, "right"))]
    assert shared[0] == shared[1]
    text = (ROOT / "seeds" / TWICE).read_text(encoding="utf-8")
    first, second = (text[slice(*repeat[side])] for side in ("first", "second"))
    assert first.startswith("MINANGKABAUNEWS.com, JAKARTA")
    assert second.startswith("Netralitas ASN di Pilkada 2024")


def test_text_and_html_and_csv_tell_the_same():
    text = dedup("find", "seeds/").stdout.decode()
    assert "SAME EVENT (1)" in text
    assert "REPEATED INSIDE ONE ARTICLE (1)" in text
    page = dedup("find", "seeds/", "--format", "html").stdout.decode()
    assert page.lower().startswith("<!doctype html>")
    assert "same-event" in page
    assert "<mark" in page
    [row] = csv.DictReader(io.StringIO(dedup("find", "seeds/", "--format", "csv").stdout.decode()))
    assert (row["left"], row["relation"]) == (Path(BALI).name, "same-event")


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 0),
        (("--fail-on", "near-duplicate"), 0),
        (("--fail-on", "same-event"), 1),
        (("--fail-on", "any"), 1),
        (("--fail-on", "any", "--relation", "identical"), 0),
        (("--format", "xml"), 2),
    ],
)
def test_exit_code_of_find(options, code):
    assert dedup("find", "seeds/", *options).returncode == code


def test_exit_codes_of_nothing_and_of_no_such_file(tmp_path):
    assert dedup("find", tmp_path).returncode == 4
    assert dedup("find", tmp_path, "--allow-empty").returncode == 0
    assert dedup("find", tmp_path / "missing").returncode == 2


def test_against_reports_only_pairs_across():
    *matches, _ = records("find", BALI, UNRELATED, "--against", OTHER_BALI, "--format", "jsonl")
    assert [(match["left"], match["right"]) for match in matches] == [(Path(BALI).name, Path(OTHER_BALI).name)]


def test_compare_gives_the_record_that_find_gives():
    match, *_ = records("find", "seeds/", "--format", "jsonl")
    [comparison] = records("compare", BALI, OTHER_BALI, "--format", "json")
    shared = set(match) & set(comparison) - {"kind"}
    assert {name: comparison[name] for name in shared} == {name: match[name] for name in shared}


def test_compare_of_unrelated_texts_still_gives_all_scores():
    [comparison] = records("compare", BALI, UNRELATED, "--format", "json", "--explain")
    assert (comparison["relation"], comparison["score"], comparison["reasons"]) == (None, None, [])
    assert 0.0 <= comparison["same_event"] < 0.6  # find reports from .66 on
    assert 0.0 < comparison["cosine"] < 1.0
    assert set(comparison["explanation"]) >= {"keys", "furniture", "thresholds"}


def test_compare_of_a_text_with_itself_is_identical():
    [comparison] = records("compare", BALI, BALI, "--format", "json")
    assert (comparison["relation"], comparison["score"], comparison["jaccard"]) == ("identical", 1.0, 1.0)


def test_compare_as_text_and_html():
    text = dedup("compare", BALI, OTHER_BALI).stdout.decode()
    assert "same-event" in text
    page = dedup("compare", BALI, OTHER_BALI, "--format", "html").stdout.decode()
    assert page.lower().startswith("<!doctype html>")
    assert "<mark" in page


def test_same_bytes_for_any_workers_and_any_order():
    names = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "seeds").iterdir())
    runs = [dedup("find", *given, "--format", "jsonl", "--workers", workers).stdout.splitlines()[:-1]
            for given, workers in ((names, 1), (names, 2), (names[::-1], 2))]  # fmt: skip
    assert runs[0] == runs[1] == runs[2]
