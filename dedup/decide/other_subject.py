"""Short copies that are about something else: notices of one form, each of another company, fund or place.

Whom a short notice is about is often its only name, and stands in its title alone: "Qtly div 10 cts vs 10 cts prior.
Pay April 30." Facts of the texts then hardly differ. So the titles are asked: each has names of its own that
its text has and the other article has nowhere, or neither text has a name at all and the titles have no rare word in
common. That alone may be a name put right. Another ticker in the title says that it is not, or a figure or date that
differs, or other words on another day, as who puts a name right leaves the other words; and the name must be the
first of its text, or most of its names. One release for several towns keeps the sender's name and other figures; there
the titles differ in the town alone, which was replaced in the texts, too, and so was a day.
"""

import re
from difflib import SequenceMatcher
from itertools import takewhile
from operator import eq
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dedup.confirm.confirm import TOTAL_GUEST, TOTAL_HOST, UNSPACED, fact_code
from dedup.corpus.corpus import Corpus
from dedup.events.next_events import are_issues
from dedup.evidence.evidence import Evidence, column
from dedup.facts.facts import DATE, NAME, facts
from dedup.language.background import EVERYDAY_LEVEL, background, background_level
from dedup.relate.relate import EXCERPT, NEAR_DUPLICATE
from dedup.relate.templates import BULLETIN, RECURRENCE
from dedup.tokens import CAPITAL, NUMBER, SENTENCE, tokenise

LONGEST, LONGER = 2 * BULLETIN, 4 * BULLETIN  #: words of the shorter text and of the other: longer ones tell a story
MOST_CAPITALS = 0.75  #: share of words of a text in which they tell names
ALIKE = 0.6  #: letters that two spellings of a name have in common
BARE = 25  #: words of a notice that is nothing but a form; in more a figure may be put right under another headline
FRAME = 2  #: words of titles that differ in a name alone, besides the name
LEAD = 6  #: words at the beginning of a text in which its subject stands
_TICKER = re.compile(r"<([A-Z][A-Z.]{0,7})>|\([A-Z]{2,6}:\s?([A-Z][A-Z.]{0,7})\)")


class _Title(NamedTuple):
    """The words of a title, without figures."""

    words: dict[int, str]  #: folded, by hash, in order
    telling: frozenset[int]  #: those that are no everyday words, as Corp is
    rarest: int  #: of these the one that news knows least, 0 if there is none
    tickers: frozenset[str]


class _Told(NamedTuple):
    """What a text states."""

    names: list[frozenset[int]]  #: words of each name, in order
    lead: frozenset[int]  #: words of the names that begin in the first words
    capitals: frozenset[int]  #: of names, or with a capital inside a sentence of a text that has small letters, too
    words: frozenset[int]  #: those that are no figures
    others: frozenset[int]  #: codes of figures and dates
    has_case: bool  #: it begins with a capital or a figure, as scripts with capitals do


class _Side(NamedTuple):
    """One of two articles."""

    title: _Title
    told: _Told
    own: frozenset[int]  #: words of the title that the other article does not have


def are_about_others(
    corpus: Corpus, evidence: Evidence, relations: NDArray[np.uint8], days: NDArray[np.float64]
) -> NDArray[np.int64]:
    """Return the copies and excerpts that are about something else.

    Args:
        corpus: The articles.
        evidence: What was measured on the pairs.
        relations: What they are to each other.
        days: Days between their publication, -1.0 if one is undated.
    """
    totals = column(evidence, TOTAL_HOST), column(evidence, TOTAL_GUEST)
    shorter, longer = np.minimum(*totals), np.maximum(*totals)
    is_copy = (relations == NEAR_DUPLICATE) | (relations == EXCERPT)
    is_asked = (column(evidence, UNSPACED) == 0) & (shorter <= LONGEST) & (longer <= LONGER)
    titles: dict[int, _Title] = {}
    told: dict[int, _Told] = {}
    found = []
    for pair in np.flatnonzero(is_copy & (is_asked | (days >= RECURRENCE))).tolist():
        one, other = int(evidence.hosts[pair]), int(evidence.guests[pair])
        if corpus.articles[one].title == corpus.articles[other].title:
            continue
        if days[pair] >= RECURRENCE and are_issues(corpus.articles[one], corpus.articles[other]):
            found.append(pair)
            continue
        if not is_asked[pair]:
            continue
        for k in (one, other):
            if k not in titles:
                titles[k] = _title_of(corpus, k)
        own = _own_words(corpus, titles, one, other), _own_words(corpus, titles, other, one)
        if not (own[0] and own[1]):
            continue
        for k in (one, other):
            if k not in told:
                told[k] = _told_by(corpus, k, titles[k])
        sides = _Side(titles[one], told[one], own[0]), _Side(titles[other], told[other], own[1])
        if _are_others(*sides, days[pair] >= RECURRENCE, int(shorter[pair])):
            found.append(pair)
    return np.array(found, dtype=np.int64)


def _title_of(corpus: Corpus, article: int) -> _Title:
    """The words of an article's title; the outlet's name in it is none."""
    title, back = corpus.articles[article].title, background()
    source = corpus.articles[article].source
    outlet = set(tokenise(source, corpus.compiled).words.tolist()) if source else set[int]()
    found = tokenise(title, corpus.compiled)
    words = {
        word: title[start:end].casefold()
        for word, start, end in zip(found.words.tolist(), found.starts.tolist(), found.ends.tolist(), strict=True)
        if word not in outlet and not title[start].isdigit()
    }
    levels = {word: background_level(word, back.keys, back.levels) for word in words}
    telling = frozenset(word for word, level in levels.items() if level >= EVERYDAY_LEVEL)
    tickers = frozenset(one or two for one, two in _TICKER.findall(title))
    return _Title(words, telling, max(telling, key=lambda word: (levels[word], word), default=0), tickers)


def _own_words(corpus: Corpus, titles: dict[int, _Title], one: int, other: int) -> frozenset[int]:
    """The words of a title that the other article has neither in its title nor in its text."""
    own = frozenset(titles[one].words.keys() - titles[other].words.keys())
    return own.difference(corpus.words[corpus.low[other] : corpus.high[other]].tolist()) if own else own


def _told_by(corpus: Corpus, article: int, title: _Title) -> _Told:
    """What a text states below its title."""
    low, high = corpus.low[[article]], corpus.high[[article]]
    words, flags = corpus.words[low[0] : high[0]], corpus.flags[low[0] : high[0]]
    found = facts(corpus.words, corpus.flags, low, high, corpus.compiled)
    names, lead, others = [], set[int](), set[int]()
    for kind, code, first, last in zip(*(side.tolist() for side in found[1:]), strict=True):
        if kind == NAME:
            first -= int(first > low[0] and _is_of_name(corpus, first - 1, title))
            names.append(frozenset(corpus.words[first : last + 1].tolist()))
            lead |= names[-1] if first < low[0] + LEAD else set()
        else:
            others.add(fact_code(kind, code))
    is_capital, is_word = flags & CAPITAL > 0, flags & NUMBER == 0
    capitals, has_case = frozenset[int]().union(*names), bool((is_capital | ~is_word)[:1].any())
    if np.count_nonzero(is_capital) <= MOST_CAPITALS * np.count_nonzero(is_word):
        capitals = capitals.union(words[is_capital & (flags & SENTENCE == 0)].tolist())
    return _Told(names, frozenset(lead), capitals, frozenset(words[is_word].tolist()), frozenset(others), has_case)


def _is_of_name(corpus: Corpus, word: int, title: _Title) -> bool:
    """Say whether a word before a name begins a sentence with a capital, and stands in the title: National Bank."""
    flags = corpus.flags[word]
    return bool(flags & CAPITAL and flags & SENTENCE and not flags & NUMBER) and int(corpus.words[word]) in title.words


def _are_others(one: _Side, other: _Side, is_other_day: bool, shorter: int) -> bool:
    """Say whether two notices are about something else, by the words that each title has alone."""
    if _is_for_another(one, other):
        return True
    words, other_words = _naming(one), _naming(other)
    if not words or not other_words or not _is_told(one, other, words, other_words, is_other_day, shorter):
        return False
    return not _are_one_name(one.title, other.title, words, other_words)


def _is_told(
    one: _Side, other: _Side, words: frozenset[int], other_words: frozenset[int], is_other_day: bool, shorter: int
) -> bool:
    """Say whether words by which each title alone names something are more than a name put right."""
    told, other_told = one.told, other.told
    is_reworded = bool(
        told.words - other_told.words - told.capitals and other_told.words - told.words - other_told.capitals
    )
    is_changed = bool(told.others - other_told.others and other_told.others - told.others)
    kept = sum(any(name & found for found in other_told.names) for name in told.names)
    if words.isdisjoint(told.capitals) or other_words.isdisjoint(other_told.capitals):
        is_bare = shorter <= BARE or (is_other_day and shorter <= BULLETIN)
        return is_bare and is_changed and kept == 0 and told.has_case and other_told.has_case
    if one.title.tickers and other.title.tickers and one.title.tickers.isdisjoint(other.title.tickers):
        return True
    is_lead = not (words.isdisjoint(told.lead) or other_words.isdisjoint(other_told.lead))
    is_subject = is_lead or min(len(words), len(other_words)) >= kept
    return is_subject and ((is_changed and shorter <= BULLETIN) or (is_reworded and (is_changed or is_other_day)))


def _is_for_another(one: _Side, other: _Side) -> bool:
    """Say whether titles differ in names alone that their texts have, too, and the texts name another day each."""
    days, other_days = ({fact for fact in side.told.others if fact & 3 == DATE} for side in (one, other))
    if days <= other_days or other_days <= days or not _differ_in_one_place(one.title, other.title):
        return False
    words, other_words = (
        side.own & (side.told.capitals if side.told.has_case else side.told.words & side.title.telling)
        for side in (one, other)
    )
    return bool(words and other_words) and not _are_one_name(one.title, other.title, words, other_words)


def _differ_in_one_place(one: _Title, other: _Title) -> bool:
    """Say whether two titles begin and end alike, around not more words of either than that."""
    words, other_words = list(one.words), list(other.words)
    before, behind = (
        sum(takewhile(bool, map(eq, *sides)))
        for sides in ((words, other_words), (reversed(words), reversed(other_words)))
    )
    return bool(before + behind >= max(FRAME, max(len(words), len(other_words)) - before - behind))


def _naming(side: _Side) -> frozenset[int]:
    """The words of a title that name whom the notice is about: names of its text, or the rarest if it has none."""
    named = side.own & side.told.capitals
    return named or (frozenset({side.title.rarest}) & side.own if not side.told.names else frozenset())


def _are_one_name(title: _Title, other: _Title, words: frozenset[int], other_words: frozenset[int]) -> bool:
    """Say whether words of two titles may be one name: misspelt, written otherwise, or by its initials."""
    left = [title.words[k] for k in words & title.telling]
    right = [other.words[k] for k in other_words & other.telling]
    if any(SequenceMatcher(None, word, found, autojunk=False).ratio() >= ALIKE for word in left for found in right):
        return True
    initials, other_initials = ("".join(word[0] for word in side.words.values()) for side in (title, other))
    return any(len(word) > 1 and word in other_initials for word in left) or any(
        len(word) > 1 and word in initials for word in right
    )
