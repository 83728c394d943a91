"""The runs between which the facts of a template are paired."""

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from pairs import match_of

from dedup.evidence.gaps import keep_in_order

RUNS = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30), st.integers(1, 6)), max_size=8)


def is_in_order(runs):
    """Whether runs stand behind one another in both texts."""
    return all(a[0] + a[2] <= b[0] and a[1] + a[2] <= b[1] for a, b in combinations(runs, 2))


def most_words(runs):
    """The most words of any runs that stand in one order."""
    chains = (chain for size in range(len(runs) + 1) for chain in combinations(runs, size) if is_in_order(chain))
    return max(sum(run[2] for run in chain) for chain in chains)


@given(RUNS)
def test_the_runs_kept_stand_in_order_and_have_the_most_words(runs):
    runs = sorted(runs, key=lambda run: run[1])
    table = np.array(runs, dtype=np.int32).reshape(-1)
    count = keep_in_order(table, len(runs), np.empty(len(runs) + 1, dtype=np.int64))
    kept = [tuple(row) for row in table.reshape(-1, 3)[:count].tolist()]
    assert set(kept) <= set(runs)
    assert is_in_order(kept)
    assert sum(run[2] for run in kept) == most_words(runs)


def test_a_run_that_stands_elsewhere_hides_no_fact_of_a_form():
    form = "It bought bank bills outright comprising {} mln stg in band one at {} pct and {} mln stg in band two."
    one = "The Bank of England gave the market 265 mln stg. It had seen a shortage of funds of 750 mln. "
    two = "The Bank of England gave the market 168 mln stg in the afternoon session. It had a shortage of 910 mln. "
    more = " More may be bought in the afternoon session."
    found = match_of(one + form.format(119, "9-7/8", 144) + more, two + form.format(25, "9-3/8", 138))
    assert found.relation == "template"
    assert [(change.left, change.right) for change in found.changed] == [
        *(("265", "168"), ("750", "910"), ("119", "25"), ("9-7/8", "9-3/8"), ("144", "138")),
    ]


def test_the_dates_of_a_form_are_paired_by_what_they_are_dates_of():
    form = "The board of the mill sets a quarterly dividend of {} cents a share.\nPay {}\nRecord {}"
    found = match_of(form.format(20, "May 11", "April three"), form.format(35, "June one", "May 15"))
    assert found.relation == "template"
    assert [(change.left, change.right) for change in found.changed] == [
        *(("20", "35"), ("May 11", "June one"), ("April three", "May 15")),
    ]
    found = match_of(form.format(20, "April three", "March 13"), form.format(35, "March 13", "February 27"))
    assert [(change.left, change.right) for change in found.changed][1:] == [
        *(("April three", "March 13"), ("March 13", "February 27")),
    ]
