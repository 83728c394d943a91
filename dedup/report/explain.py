"""What ``--explain`` adds to a comparison, laid out for reading in a terminal."""

from collections.abc import Collection, Iterator, Mapping, Sequence, Set
from typing import TypeGuard

from dedup.report.terminal import shown, wrap

MOST = 40  # values of one list that are shown

_INDENT = "  "


def explanation_lines(explanation: Mapping[str, object], width: int, depth: int = 0) -> Iterator[str]:
    """Yield one line or more for each entry of a mapping, its own mappings indented below it.

    Args:
        explanation: Names and values; values may be mappings and sequences in turn.
        width: Columns of a line.
        depth: How far to indent.
    """
    before = _INDENT * depth
    for name, value in explanation.items():
        label = f"{before}{shown(str(name)).replace('_', ' ')}: "
        if isinstance(value, Mapping) and value:
            yield label.rstrip()
            yield from explanation_lines(value, width, depth + 1)
        elif is_list(value) and is_nested(value):
            yield label.rstrip()
            yield from _items(value, width, depth + 1)
        else:
            yield from wrap(value_words(value), width, first=label, rest=before + _INDENT)


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
