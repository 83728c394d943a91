"""What ``--explain`` adds to a comparison, laid out for reading in a terminal."""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from typing import TypeGuard

from dedup.report.terminal import shown, wrap

MOST = 40  # values of one list that are shown

_INDENT = "  "
_PLAIN = {
    "words_in_shared_passages": "words of shared passages that are the same",
    "no_event": "not taken for one event",
    "min_passage_words": "least words of a shared passage",
    "min_passage_characters": "least characters of one in a script without spaces",
    "same_event_score": "least probability of one event, undated",
    "same_event_score_fixed": "least probability, undated with a fact that fixes the event",
    "same_event_score_one_source": "least probability, undated, two articles of one source",
    "same_event_score_dated": "least probability, dated",
    "same_event_score_one_source_dated": "least probability, dated, two articles of one source",
    "same_event_score_alone": "least probability without such a fact or a rare phrase",
    "same_event_score_alone_notice": "least probability without these, a short notice",
    "same_event_cosine": "least cosine of reports of one event",
    "same_event_cosine_notice": "least cosine if one is a short notice",
    "same_event_cosine_characters": "least cosine in a script without spaces",
    "same_event_pieces": "least pieces of evidence for one event",
    "same_event_pieces_bare": "least pieces if they share neither a day nor a number",
    "same_event_days": "most days between reports of one event",
}


def explanation_lines(explanation: Mapping[str, object], width: int, depth: int = 0) -> Iterator[str]:
    """Yield one line or more for each entry of a mapping, its own mappings indented below it.

    Args:
        explanation: Names and values; values may be mappings and sequences in turn.
        width: Columns of a line.
        depth: How far to indent.
    """
    before = _INDENT * depth
    for name, value in explanation.items():
        label = f"{entry_name(name)}:"
        if isinstance(value, Mapping) and value:
            yield before + label
            yield from explanation_lines(value, width, depth + 1)
        elif is_list(value) and is_nested(value):
            yield before + label
            yield from _items(value, width, depth + 1)
        else:
            yield from wrap(f"{label} {value_words(value)}", width, first=before, rest=before + _INDENT)


def entry_name(name: str) -> str:
    """Return the name of an entry in plain words.

    >>> entry_name("same_event_days"), entry_name("words_in_common_order")
    ('most days between reports of one event', 'words in common order')
    """
    return _PLAIN.get(name) or shown(name).replace("_", " ")


def value_words(value: object) -> str:
    """Return a value in words: numbers short, lists joined, nothing as "none".

    >>> value_words([1, 0.25, "a"]), value_words([]), value_words(True)
    ('1, 0.25, a', 'none', 'yes')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}"
    if is_list(value):
        words = [value_words(item) for item in list(value)[:MOST]]
        more = [f"and {len(value) - MOST:,} more"] if len(value) > MOST else []
        return ", ".join(words + more) or "none"
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {value_words(item)}" for name, item in value.items()) or "none"
    return shown(str(value)) if value is not None and value != "" else "none"


def is_list(value: object) -> TypeGuard[Collection[object]]:
    """True for a sequence or a set, but not for text."""
    return isinstance(value, Sequence | Set) and not isinstance(value, str | bytes)


def is_nested(values: Collection[object]) -> bool:
    """True for a list that holds mappings or lists, which one line cannot show."""
    return any(isinstance(item, Mapping) or is_list(item) for item in values)


def _items(values: Collection[object], width: int, depth: int) -> Iterator[str]:
    """Yield the items of a list that holds mappings or lists, one below the other."""
    before = _INDENT * depth
    for value in list(values)[:MOST]:
        yield from wrap(value_words(value), width, first=f"{before}- ", rest=f"{before}  ")
    if len(values) > MOST:
        yield f"{before}and {len(values) - MOST:,} more"
