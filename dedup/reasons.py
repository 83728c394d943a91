"""The evidence for a match in words."""

from collections.abc import Sequence

from dedup.model import Article, Change, Passage, Relation

_QUOTE = 12  #: words of a passage that are quoted
_REACH = 200  #: characters of a passage that are quoted, at most


def percent(share: float) -> str:
    """A share as a person writes it; never 100 % for less than all."""
    return "100 %" if share >= 1.0 else f"{min(99, round(100 * share))} %"


def quote(text: str, passage: Passage) -> str:
    """The first words of a passage on the left, in quotation marks."""
    start, end = passage.left
    words = text[start : min(end, start + _REACH)].split(None, _QUOTE)
    more = len(words) > _QUOTE or end > start + _REACH
    return "“" + " ".join(words[:_QUOTE]) + ("…" if more else "") + "”"


def changes_in_words(changed: Sequence[Change]) -> str:
    """How many facts differ, and the first of them."""
    first = changed[0]
    what = "fact differs" if len(changed) == 1 else "facts differ"
    return f"{len(changed)} {what}: {first.what} {first.left or 'none'} → {first.right or 'none'}"


def reasons_for(
    relation: Relation,
    left: Article,
    contained: tuple[float, float],
    passages: Sequence[Passage],
    changed: Sequence[Change],
    furniture: int,
    rewritten: bool = False,
) -> tuple[str, ...]:
    """Say why a relation that rests on shared text was given.

    Args:
        relation: Any but same-event, whose reasons come with its model.
        left: The left article.
        contained: Share of left found in right, and of right in left, furniture left out.
        passages: The shared passages.
        changed: Facts that differ.
        furniture: Words of shared furniture that were left out.
        rewritten: Of the longest passage one text puts the other's words into others.

    Returns:
        One sentence or more, the strongest first.
    """
    longest = max(passages, key=lambda p: p.words, default=None)
    out = []
    if relation is Relation.IDENTICAL:
        out.append("same words in the same order")
    elif relation is Relation.TEMPLATE:
        shared = f" ({percent(max(contained))} shared)" if max(contained) > 0.0 else ""  # none in passages
        out.append(f"same wording{shared}, other facts")
    elif relation is Relation.EXCERPT:
        part, whole = ("left", "right") if contained[0] >= contained[1] else ("right", "left")
        out.append(f"{percent(max(contained))} of {part} stands in {whole}, which has much more besides")
    elif relation is Relation.NEAR_DUPLICATE:
        out.append(f"{percent(contained[0])} of left stands in right, {percent(contained[1])} of right in left")
    if longest is not None and relation is not Relation.IDENTICAL:
        more = f", one of {len(passages)}," if len(passages) > 1 else ""
        what = "put into other words" if rewritten else "share"
        out.append(f"{what} the {longest.words}-word passage{more} {quote(left.text, longest)}")
    if changed:
        out.append(changes_in_words(changed))
    if furniture:
        out.append(f"{furniture} words of recurring furniture were left out")
    return tuple(out)
