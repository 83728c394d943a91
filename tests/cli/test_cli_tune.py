"""``dedup tune``: the file that it writes, and how it ends."""

import json

import pytest

WORDS = ["harbour", "bridge", "council", "mill", "river", "letter", "ferry", "market", "school", "garden", "window"]


@pytest.fixture
def newsroom(home):
    """Twenty-four copies and as many unrelated pairs, with labels."""
    import random

    rng = random.Random(5)

    def story():
        return " ".join(rng.choice(WORDS) + str(rng.randrange(400)) for _ in range(60))

    lines, labels = [], ["left\tright\tlabel"]
    for k in range(24):
        text = story()
        lines += [{"id": f"a{k}", "text": text}, {"id": f"b{k}", "text": text.replace("bridge", "tower", 1) + " End."}]
        lines.append({"id": f"c{k}", "text": story()})
        labels += [f"a{k}\tb{k}\t1", f"a{k}\tc{k}\t0"]
    (home / "news.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    (home / "labels.tsv").write_text("\n".join(labels) + "\n")
    return home


def test_the_file_is_read_back_by_params(run, newsroom):
    code, out, err = run("tune", "labels.tsv", "news.jsonl", "--output", "tuned.json")
    assert (code, out) == (0, "")
    assert "before -> after" in err
    written = json.loads((newsroom / "tuned.json").read_text())
    assert written["provenance"]["after"]["f1"]["value"] == 1.0
    code, out, _ = run("bands", "--params", "tuned.json", "--format", "json")
    assert code == 0
    parameters = json.loads(out)["parameters"]
    assert all(parameters[name] == value for name, value in written["parameters"].items())


def test_too_few_labels_end_with_2_and_say_how_many_are_needed(run, newsroom):
    (newsroom / "few.tsv").write_text("left\tright\tlabel\na1\tb1\t1\na1\tc1\t0\n")
    code, _, err = run("tune", "few.tsv", "news.jsonl", "--output", "tuned.json")
    assert code == 2
    assert "at least 20 of each are needed" in err
    assert not (newsroom / "tuned.json").exists()


def test_wrong_labels_end_with_2_and_the_place(run, newsroom):
    (newsroom / "bad.tsv").write_text("left\tright\tlabel\na1\tb1\tmaybe\n")
    code, _, err = run("tune", "bad.tsv", "news.jsonl", "--output", "tuned.json")
    assert code == 2
    assert "bad.tsv:2: label must be one of" in err


def test_a_parameter_file_with_other_keys_beside_is_refused(run, newsroom):
    (newsroom / "odd.json").write_text('{"parameters": {}, "extra": 1}')
    code, _, err = run("bands", "--params", "odd.json")
    assert code == 2
    assert "'parameters'" in err


def test_labels_of_other_articles_are_named_where_too_few_are_left(run, newsroom):
    rows = [f"x{k}\ty{k}\t{k % 2}" for k in range(60)]
    (newsroom / "other.tsv").write_text("\n".join(["left\tright\tlabel", *rows]) + "\n")
    code, _, err = run("tune", "other.tsv", "news.jsonl", "--output", "tuned.json")
    assert code == 2
    assert "60 of 60 labels are of articles that the inputs do not hold" in err
