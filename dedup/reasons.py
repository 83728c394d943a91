"""The evidence for a match in words."""

from collections.abc import Sequence

from dedup.model import Article, Change, Passage, Relation, unit_of
from dedup.sizes import percent

_QUOTE = 12  #: words of a passage that are quoted
_TOLD = 3  #: facts that are named
_HALF = 0.5  #: share of a text below which its passages do not say why it is a copy
_REACH = 200  #: characters of a passage that are quoted, at most


def quote(text: str, passage: Passage) -> str:
    """The first words of a passage on the left, in quotation marks."""
    start, end = passage.left
    words = text[start : min(end, start + _REACH)].split(None, _QUOTE)
    more = len(words) > _QUOTE or end > start + _REACH
    return "“" + " ".join(words[:_QUOTE]) + ("…" if more else "") + "”"


def longest_of(passages: Sequence[Passage]) -> Passage | None:
    """The first of the longest passages."""
    return max(passages, key=lambda p: p.words, default=None)


def passage_in_words(text: str, passage: Passage, count: int, edited: bool) -> str:
    """One of ``count`` passages, given the left text; ``edited`` says that some of its words differ on the right."""
    notes = [note for note, said in ((f"one of {count}", count > 1), ("some words changed", edited)) if said]
    more = f", {', '.join(notes)}," if notes else ""
    return f"{passage.words}-{unit_of(passage.words, passage.left)} passage{more} {quote(text, passage)}"


def _change_in_words(fact: Change) -> str:
    """One fact that differs, or that one side alone has.

    >>> _change_in_words(Change("name", "Ann", "Eve")), _change_in_words(Change("name", "", "Eve"))
    ('name Ann → Eve', 'name Eve only on the right')
    """
    if fact.left and fact.right:
        return f"{fact.what} {fact.left} → {fact.right}"
    return f"{fact.what} {fact.left} only on the left" if fact.left else f"{fact.what} {fact.right} only on the right"


def changes_in_words(changed: Sequence[Change]) -> str:
    """How many facts differ, and the first three of them."""
    told = [_change_in_words(fact) for fact in changed[:_TOLD]]
    what = "fact differs" if len(changed) == 1 else "facts differ"
    return f"{len(changed)} {what}: {', '.join(told)}" + (", …" if len(changed) > _TOLD else "")


def reasons_for(
    relation: Relation,
    left: Article,
    contained: tuple[float, float],
    passages: Sequence[Passage],
    changed: Sequence[Change],
    furniture: int,
    rewritten: bool = False,
    edited: bool = False,
    in_order: bool = True,
    is_unspaced: bool = False,
    again: bool = False,
    recurs: bool = False,
) -> tuple[str, ...]:
    """Say why a relation that rests on shared text was given.

    Args:
        relation: Any but same-event, whose reasons come with its model.
        left: The left article.
        contained: Share of left in shared passages, and of right, furniture left out.
        passages: The shared passages.
        changed: Facts that differ.
        furniture: Words of shared furniture that were left out.
        rewritten: Of the longest passage one text puts the other's words into others.
        edited: Some words of the longest passage differ.
        in_order: Half of the words of the shorter text stand in the other in one order.
        is_unspaced: The texts are in a script without spaces, of which each character counts as a word.
        again: One text says much of itself twice, which counts once.
        recurs: Of a form all that is shared is furniture, which is counted and not left out.

    Returns:
        One sentence or more, the strongest first.
    """
    longest = longest_of(passages)
    covers = "equal words of shared passages are" if edited else "shared passages are"
    once = ", what stands twice counted once" if again else ""
    out = []
    if relation is Relation.IDENTICAL:
        out.append("same words in the same order")
    elif relation is Relation.TEMPLATE:
        shared = f"{percent(max(contained))} in shared passages" if passages else "in runs too short to be shown"
        facts = ", other facts" if changed else "; facts differ, but none can be shown"
        out.append(f"same wording ({shared}){facts}")
    elif relation is Relation.EXCERPT:
        part, whole = ("left", "right") if contained[0] >= contained[1] else ("right", "left")
        covered = f"{covers} {percent(max(contained))} of {part}{once}" if max(contained) > 0.0 else "alike"
        out.append(f"{covered}; {whole} has much more besides")
    elif relation is Relation.NEAR_DUPLICATE:
        shared = f"{covers} {percent(contained[0])} of left and {percent(contained[1])} of right{once}"
        ordered = "most words stand in the same order" if max(contained) < _HALF and in_order else ""
        out += filter(None, ["; ".join(filter(None, (ordered, shared if max(contained) > 0.0 else "")))])
    if longest is not None and relation is not Relation.IDENTICAL:
        what = "put into other words" if rewritten else "share"
        out.append(f"{what} the {passage_in_words(left.text, longest, len(passages), edited and not rewritten)}")
    if not out:
        out.append("alike throughout")
    if changed:
        out.append(changes_in_words(changed))
    return (*out, *(_recurring(furniture, is_unspaced) if recurs else left_out_of(furniture, is_unspaced)))


def _recurring(furniture: int, is_unspaced: bool) -> tuple[str, ...]:
    """What is said of so many words of furniture in the passages of a form."""
    if not furniture:
        return ()
    unit = "character" if is_unspaced else "word"
    counted = f"{furniture} {unit}s in shared passages are" if furniture > 1 else f"1 {unit} in shared passages is"
    return (f"{counted} recurring furniture",)


def left_out_of(furniture: int, is_unspaced: bool) -> tuple[str, ...]:
    """What is said of so many words of shared furniture.

    >>> left_out_of(12, False), left_out_of(1, True), left_out_of(0, False)
    (('12 words of recurring furniture were left out',), ('1 character of furniture was left out',), ())
    """
    if not furniture:
        return ()
    unit = "character" if is_unspaced else "word"
    counted = f"{furniture} {unit}s of recurring furniture were" if furniture > 1 else f"1 {unit} of furniture was"
    return (f"{counted} left out",)
