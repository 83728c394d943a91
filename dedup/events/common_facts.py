"""What two texts have in common, in words: the reasons for a same-event match.

For the few pairs that are reported; a millisecond or two a pair.
"""

from typing import NamedTuple

from dedup.events.head_terms import RARE
from dedup.facts.facts import Fact, facts_of
from dedup.language.background import weight_of
from dedup.tokens import CHARACTER, NUMBER, tokenise

_RARE_WEIGHT = RARE / 25.5
_BEFORE_PLACES = {"di", "in", "at", "en", "à", "em", "w", "we", "bei", "near", "nahe", "nel", "в"}
_MOST_WORDS = 4  # of a name that is told


class CommonFacts(NamedTuple):
    """What both texts say, most telling first; written as in the left text."""

    dates: tuple[str, ...]  #: as in :class:`dedup.facts.facts.Fact`, ``--02-06`` where neither names the year
    places: tuple[str, ...]  #: names that stand behind a "di" or "in" in both
    names: tuple[str, ...]  #: other names
    terms: tuple[str, ...]  #: rare words, each once; numbers and single characters left out


def common_facts(left: str, right: str) -> CommonFacts:
    """Return the facts and rare words that two texts share.

    >>> common_facts("Rakor di Denpasar, Bali, Selasa, 6 Februari 2024.", "Ia hadir di Bali, Selasa (6/2).")
    CommonFacts(dates=('2024-02-06',), places=('Bali',), names=(), terms=('Bali',))
    """
    left_facts, right_facts = facts_of(left), facts_of(right)
    places = _names(left, left_facts, _name_words(right, right_facts, True), True)
    names = _names(left, left_facts, _name_words(right, right_facts, False), False)
    told = {word for place in places for word in place.casefold().split()}
    names = [name for name in names if not set(name.casefold().split()) <= told]
    return CommonFacts(_dates(left_facts, right_facts), tuple(places), tuple(names), _terms(left, right))


def _dates(left: list[Fact], right: list[Fact]) -> tuple[str, ...]:
    """Days that both name, with the year where one of them says it; years must not differ."""
    out: list[str] = []
    others = [fact.value for fact in right if fact.kind == "date"]
    for value in (fact.value for fact in left if fact.kind == "date"):
        for other in others:
            if value[-5:] != other[-5:] or value.startswith("AH") != other.startswith("AH"):
                continue
            if "--" in value or "--" in other or value == other:
                best = other if "--" in value else value
                if best not in out:
                    out.append(best)
    return tuple(sorted(out, key=lambda date: "--" in date))


def _is_place(text: str, facts: list[Fact], k: int) -> bool:
    """Say whether the name stands behind a preposition of place, or behind such a name and a comma."""
    before = text[max(0, facts[k].start - 12) : facts[k].start].split()
    if before and before[-1].casefold() in _BEFORE_PLACES:
        return True
    follows = k > 0 and facts[k - 1].kind == "name" and text[facts[k - 1].end : facts[k].start].strip() == ","
    return follows and _is_place(text, facts, k - 1)


def _name_words(text: str, facts: list[Fact], placed: bool) -> set[str]:
    """The words of a text's names, or of its places only."""
    chosen = (f for k, f in enumerate(facts) if f.kind == "name" and (not placed or _is_place(text, facts, k)))
    return {word for fact in chosen for word in fact.value.split()}


def _names(text: str, facts: list[Fact], others: set[str], placed: bool) -> list[str]:
    """The longest parts of a text's names whose words the other text's names have too, rarest first."""
    best: dict[str, float] = {}
    for k, fact in enumerate(facts):
        if fact.kind != "name" or (placed and not _is_place(text, facts, k)):
            continue
        for part in _shared_parts(fact, others):
            weight = max(weight_of(word) for word in tokenise(part).words.tolist())
            if weight >= _RARE_WEIGHT:
                best.setdefault(part, weight)
    ordered = sorted(best, key=lambda part: (-best[part] * len(part.split()), part))
    longest: list[str] = []
    for part in ordered:
        if not any(set(part.casefold().split()) <= set(other.casefold().split()) for other in longest):
            longest.append(part)
    return longest


def _shared_parts(fact: Fact, others: set[str]) -> list[str]:
    """Runs of a name's words that are among the others, as written."""
    parts: list[list[str]] = [[]]
    for word in fact.text.split():
        if all(piece in others for piece in _pieces(word)) and len(parts[-1]) < _MOST_WORDS:
            parts[-1].append(word)
        elif parts[-1]:
            parts.append([])
    return [" ".join(part) for part in parts if part]


def _pieces(word: str) -> list[str]:
    """The folded words that a written word consists of."""
    found = tokenise(word)
    return [word[start:end].casefold() for start, end in zip(found.starts.tolist(), found.ends.tolist(), strict=True)]


def _terms(left: str, right: str) -> tuple[str, ...]:
    """The rare words of both texts, rarest first."""
    tokens, others = tokenise(left), set(tokenise(right).words.tolist())
    found: dict[int, tuple[float, str]] = {}
    rows = zip(*(array.tolist() for array in tokens), strict=True)
    for word, flags, start, end in rows:
        if word in others and word not in found and not flags & (NUMBER | CHARACTER):
            weight = weight_of(word)
            if weight >= _RARE_WEIGHT:
                found[word] = (-weight, left[start:end])
    return tuple(written for _, written in sorted(found.values()))
