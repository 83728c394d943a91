import io
import json

import numpy as np
import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import bridge_report, comparison, match, report

from dedup.model import Change, Cluster, Passage, Rejected, Relation, Repeat
from dedup.report import jsonl
from dedup.report.records import match_record, rounded, to_json
from dedup.report.render import write_comparison, write_report

SHARES = st.floats(0.0, 1.0)
TEXTS = st.text(st.characters(codec=None), max_size=12)
SPANS = st.tuples(st.integers(0, 99), st.integers(0, 99))


def written(values):
    stream = io.BytesIO()
    write_report(values, "jsonl", stream, colour=False, width=80)
    return stream.getvalue()


@st.composite
def matches(draw):
    return match(
        draw(TEXTS),
        draw(TEXTS),
        draw(st.sampled_from(Relation)),
        score=draw(SHARES),
        jaccard=draw(SHARES),
        containment=(draw(SHARES), draw(SHARES)),
        cosine=draw(SHARES),
        passages=tuple(draw(st.lists(st.builds(Passage, SPANS, SPANS, st.integers(1, 500)), max_size=3))),
        changed=tuple(draw(st.lists(st.builds(Change, TEXTS, TEXTS, TEXTS), max_size=2))),
        reasons=tuple(draw(st.lists(TEXTS, max_size=2))),
    )


def test_records_have_the_keys_and_the_order_of_the_reference():
    repeat = Repeat("a", (0, 70), (71, 140), Relation.EXCERPT, 0.97, 0.61, (0.99, 0.62), 0.93, 20)
    values = bridge_report()._replace(repeats=[repeat], rejected=[Rejected("x:1", "no words")])
    assert written(values).decode().splitlines() == [
        '{"kind":"match","left":"a","right":"b","relation":"near-duplicate","score":0.93,"jaccard":0.71,'
        '"containment":[0.88,0.79],"cosine":0.95,"passages":[{"left":[0,74],"right":[8,82],"words":15},'
        '{"left":[81,138],"right":[89,146],"words":11}],"changed":[{"what":"number","left":"3","right":"8"}],'
        '"reasons":["26 of 27 words stand in the same order"]}',
        '{"kind":"repeat","article":"a","first":[0,70],"second":[71,140],"relation":"excerpt","score":0.97,'
        '"jaccard":0.61,"containment":[0.99,0.62],"cosine":0.93,"words":20}',
        '{"kind":"cluster","id":"a","canonical":"a","members":["a","b"],"reason":"earliest published"}',
        '{"kind":"summary","articles":2,"matches":1,"repeats":1,"clusters":1,"rejected":1,"seconds":0.412,'
        '"parameters":{"shingle_size":3,"seed":1}}',
    ]


def test_an_empty_report_is_one_summary():
    [line] = written(report()).splitlines()
    assert orjson.loads(line)["matches"] == 0


def test_pairs_left_out_are_counted_before_the_seconds():
    summary = json.loads(written(report(left_out=7)).splitlines()[-1])
    assert list(summary)[-3:] == ["left_out", "seconds", "parameters"]
    assert summary["left_out"] == 7


@given(st.lists(matches(), max_size=4))
def test_fast_lines_equal_the_obvious_ones(found):
    assert jsonl.match_lines(found) == [to_json(match_record(one)) + b"\n" for one in found]


@pytest.mark.parametrize("number", [0, 1, 49, 50, 51, 1000, 1001, 2345])
def test_every_match_is_written_once_and_in_order(number):
    values = report({}, [match(f"a{place:05}", "b", score=place / 9999) for place in range(number)])
    *lines, summary = map(orjson.loads, written(values).splitlines())
    assert lines == [match_record(one) for one in values.matches]
    assert summary["matches"] == number


@given(st.lists(st.one_of(SHARES, st.integers(0, 20_000).map(lambda step: step / 20_000)), min_size=5, max_size=5))
def test_scores_rounded_together_equal_scores_rounded_alone(row):
    assert jsonl.rounded_together([row] * 60) == [[rounded(score) for score in row]] * 60


@pytest.mark.parametrize("parts", [32, 160, 800, 4000, 20_000])
def test_scores_halfway_between_two_steps_are_rounded_alike(parts):
    rows = [[part / parts] * 5 for part in range(parts + 1)]
    assert jsonl.rounded_together(rows) == [[rounded(score) for score in row] for row in rows]


def test_lone_surrogates_are_written_as_escapes():
    values = report({}, [match("a\ud800", "b", reasons=("\udfff",), changed=(Change("name", "\udc80", "ü"),))])
    line = written(values).splitlines()[0]
    line.decode("utf-8")
    record = json.loads(line)
    assert (record["left"], record["reasons"], record["changed"][0]) == (
        "a\ud800",
        ["\udfff"],
        {"what": "name", "left": "\udc80", "right": "ü"},
    )


def test_surrogates_in_clusters_and_parameters_do_not_stop_the_report():
    values = report(clusters=[Cluster("\ud800", "\ud800", ("\ud800", "b"), "x")])._replace(parameters={"p": "\udfff"})
    cluster, summary = map(json.loads, written(values).splitlines())
    assert cluster["members"] == ["\ud800", "b"]
    assert summary["parameters"] == {"p": "\udfff"}


def test_numbers_of_other_libraries_become_plain_numbers():
    share = np.float64(0.123456)
    values = report({}, [match(score=share, jaccard=np.float32(0.5), containment=(share, 1), passages=())])
    values = values._replace(parameters={"sizes": (1, 2), "relation": Relation.EXCERPT, "n": np.int64(3)})
    record, summary = map(orjson.loads, written(values).splitlines())
    assert (record["score"], record["jaccard"], record["containment"]) == (0.1235, 0.5, [0.1235, 1.0])
    assert summary["parameters"] == {"sizes": [1, 2], "relation": "excerpt", "n": 3}


def compared(values, explain=False):
    stream = io.BytesIO()
    write_comparison(values, "json", stream, colour=False, width=80, explain=explain)
    return orjson.loads(stream.getvalue())


def test_a_comparison_is_one_object_with_its_keys_in_order():
    record = compared(comparison())
    assert list(record) == [
        *("kind", "left", "right", "relation", "score", "jaccard", "containment", "cosine"),
        *("same_event", "passages", "changed", "reasons"),
    ]
    assert (record["kind"], record["relation"], record["same_event"]) == ("comparison", "near-duplicate", 0.875)


def test_an_unrelated_comparison_has_neither_relation_nor_score():
    record = compared(comparison(match=None))
    assert (record["relation"], record["score"], record["reasons"]) == (None, None, [])
    assert record["jaccard"] == 0.71


def test_explain_adds_the_explanation():
    assert compared(comparison(), explain=True)["explanation"]["keys"] == {"bands": 3, "terms": ["railing", "bridge"]}
