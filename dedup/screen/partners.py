"""With which articles screened ones are measured: those of the texts near them."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from dedup.index.protocol import Entry
from dedup.model import Article
from dedup.params import Params
from dedup.published import is_within
from dedup.screen.nearby import Nearby
from dedup.screen.view import Known, View, day_of


class Partner(NamedTuple):
    """A pair to look at."""

    screened: int  #: position among the entries of the sheet
    known: Known
    text: int  #: fingerprint of the partner
    is_equal: bool  #: the same words in the same order, by fingerprint
    is_sure: bool  #: more than bands speaks for the pair
    is_past: bool  #: indexed, while an earlier input has its id and another text
    left_out: int = 0  #: articles of equal text that it speaks for, too


def partners_of(
    view: View,
    first: int,
    entries: Sequence[Entry],
    near: Nearby,
    may_be: Callable[[Article], bool],
    kind_of: Callable[[Article], tuple[str, str]],
    params: Params,
) -> list[Partner]:
    """Turn pairs of an article and a text into pairs of articles.

    Args:
        view: What is looked at.
        first: Position of the first entry among the inputs.
        entries: The screened articles.
        near: Which texts are near them.
        may_be: Which articles are partners.
        kind_of: What tells an article from others of equal text of which one is enough.
        params: The pairwise limit and the window.
    """
    prints = view.fingerprints_of(near.number).tolist()
    own = [entry.fingerprint for entry in entries]
    groups = view.group(sorted({*prints, *own}))
    rows = dict(zip(zip(near.screened.tolist(), prints, strict=True), near.is_enough.tolist(), strict=True))
    rows.update((row, True) for row in enumerate(own))
    out = list[Partner]()
    for (k, text), is_sure in sorted(rows.items()):
        position, identity, left_out = first + k, entries[k].article.id, 0
        members = [
            known
            for known in groups[text]
            if known.position < position
            and known.article.id != identity
            and may_be(known.article)
            and is_within(known.day, day_of(entries[k].article), params.window_days)
        ]
        if len(groups[text]) > params.max_equal_pairs and len(members) > 1:  # the canonical speaks for all
            firsts = dict[tuple[str, str], Known]()
            for known in sorted(members, key=lambda m: (m.day if m.day == m.day else np.inf, m.article.id)):
                firsts.setdefault(kind_of(known.article), known)
            left_out = len({m.article.id for m in members}) - len({m.article.id for m in firsts.values()})
            members = list(firsts.values())
        out += [
            Partner(k, known, text, text == own[k], is_sure, view.is_past(known, position), 0 if turn else left_out)
            for turn, known in enumerate(members)
        ]
    return out
