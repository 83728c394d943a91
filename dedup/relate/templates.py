"""Whether two texts are one form with other facts: what tells a template from an edited copy.

A form keeps its wording and its facts go; an edit or a correction keeps the facts, or all the words around the one
that it changes. So each rule weighs what share of the facts is the same (``kept``) against what share of the words
is (``wording``). A fact counts as changed where both texts have one of its kind that the other lacks; facts
left out or added alone are edits. A short notice holds few facts and a longer text many that stay by chance,
so what is asked for grows with the words. In a text of the same day few changes are corrections; in one of another
day they are the next of its kind. What :mod:`dedup.decide.edited_forms` knows for an edited copy is no template.
"""

from dedup.confirm.confirm import (
    BREAKS,
    COVERED_GUEST,
    DATES,
    DATES_GUEST,
    DATES_HOST,
    EDITED,
    FIGURES,
    FIGURES_GUEST,
    FIGURES_HOST,
    NAMES,
    NAMES_GUEST,
    NAMES_HOST,
    PASSAGES,
    SPAN_FIRST,
    SPAN_LAST,
    SUBSEQUENCE,
    TOTAL_GUEST,
    TOTAL_HOST,
    UNSPACED,
    WASTE,
    WORDS_GUEST,
    WORDS_HOST,
)
from dedup.runtime.kernels import Ints, kernel

BULLETIN = 60  #: words of a short notice, in which one figure is much
RECURRENCE = 0.75  #: days after which changed figures speak for a recurring form, not for a correction
NOUNS = 0.2  #: share of capitalised words at which they are nouns, as in German: in a short notice they prove nothing
SLIGHT = 0.05  #: share of words out of order below which a longer form is none: corrections leave all else as it was
THROUGHOUT = 0.02  #: changed facts a word that a longer form needs: fewer are corrections, or roundings of a copy
DENSE = 0.03  #: changed figures and dates a word that a longer form needs of which most facts are kept
FEW, KEPT_OF_FEW = 3, 0.6  #: figures and dates that differ, and facts kept: beside more names they are corrections
MANY = 6  #: figures and dates that are not corrected at once, the day among them
MANY_NAMES = 3  #: the same of names, where no day is the same
MANY_FACTS = 8  #: of which half tell a form, though its wording is not much surer
FILLED = 6  #: words of a blank that was filled in otherwise, at most
IN_ORDER = 0.75  #: wording that such a form keeps; a copy of which 40 % was replaced keeps .6
FORM_MOST = 0.5  #: share of the longer text's wording that a form keeps whose wording is furniture
FORM_BESIDE = 0.33  #: the same of three characters each, in scripts without spaces
FORM_MORE = 0.12  #: and so much more than the furniture explains; unrelated texts have .04 beside it (median)
FORM_CHARACTERS = 0.4  #: or of characters in shared passages, some of them beside the furniture: a mere frame has none
FORM_BEYOND = 0.08  #: or with so much more than these explain; notes in one frame have .044 at most
FORM_LEAST = 0.6  #: and the shorter text is so much of the longer one at the least
FORM_OUTSIDE = 0.9  #: share of what the longer text has besides that lies around the passages: of another story all
FORM_OWN = 3  #: times the words of the furniture in its wording that it has besides, at most; else it is no known form
FORM_CHANCE = 2e-4  #: and so much for each character beside these: of 800 unrelated ones .12 is found in as many
ONE_IN, OTHER_WORDS = 3, 0.12  #: figures of a reworded notice for one that is another; share of words replaced in it
BLANKS = 3  #: words besides the common ones that are no text of their own: what a form was filled in with

SAME_STORY, REWORDED = 1, 2  #: an edited copy: the text keeps its facts, or its words were replaced as they were
UPDATED = 5  #: or its figures are later ones, on the same day
OVERWRITTEN = 6  #: or words stand where facts stood, and facts where words did
IF_COUNTED = 8  #: or the same if they count people or things, which only the texts tell; not known to the rules
CORRECTED = 7  #: or it differs in one figure alone, which on another day is that of the day
FILLED_ANEW, FILLED_LATER = 3, 4  #: a form: most facts are others where they stand; if it comes again on a later day


@kernel
def common_facts(counts: Ints, at: int) -> tuple[int, int, int, int]:
    """Count the figures and dates that both texts have, those of them that are the same, and the same of names."""
    figures = min(counts[at + FIGURES_HOST], counts[at + FIGURES_GUEST])
    dates = min(counts[at + DATES_HOST], counts[at + DATES_GUEST])
    names, same_names = min(counts[at + NAMES_HOST], counts[at + NAMES_GUEST]), counts[at + NAMES]
    return int(figures + dates), int(counts[at + FIGURES] + counts[at + DATES]), int(names), int(same_names)


@kernel
def facts_replaced(counts: Ints, at: int) -> int:
    """Count the facts for which the other text has another one."""
    figures, same_figures, names, same_names = common_facts(counts, at)
    return figures - same_figures + names - same_names


@kernel
def words_replaced(counts: Ints, at: int) -> int:
    """Count the words of the shorter text that have no place in the common order."""
    return int(min(counts[at + TOTAL_HOST], counts[at + TOTAL_GUEST]) - counts[at + SUBSEQUENCE])


@kernel
def is_correction(counts: Ints, at: int, replaced: int, names: int, recurs: bool) -> bool:
    """Return True if words were left out, not replaced, or all else of a longer text stays as it was.

    ``replaced`` facts differ, ``names`` of them names. What ``recurs``, a known form or a text of another day, is
    corrected by the first rule alone. Says nothing of texts of which no order is known.
    """
    if counts[at + SUBSEQUENCE] == 0:
        return False
    left, longest = words_replaced(counts, at), max(counts[at + WORDS_HOST], counts[at + WORDS_GUEST])
    is_slight = left < SLIGHT * longest and names <= 1
    return bool(replaced > left or (longest > BULLETIN and is_slight and not recurs))


@kernel
def are_facts_replaced(
    counts: Ints, at: int, wording: float, figures: int, changed: int, names: int, gone: int
) -> bool:
    """Return True if facts are kept worse than words, or another day goes with other places and people.

    Of ``figures`` and dates ``changed`` differ, of ``names`` those that are ``gone``.
    """
    total, replaced = figures + names, changed + gone
    is_filled = words_replaced(counts, at) <= FILLED * replaced and not counts[at + UNSPACED]
    is_sure = is_filled and total >= MANY_FACTS and changed >= FEW
    if total >= 3 and (total - replaced) / total <= min(0.5, wording - (0.15 if is_sure else 0.25)):
        return True
    is_other_day = counts[at + DATES] == 0 and min(counts[at + DATES_HOST], counts[at + DATES_GUEST]) > 0
    return bool(is_other_day and is_filled and wording >= IN_ORDER and gone >= MANY_NAMES)


@kernel
def are_figures_replaced(
    counts: Ints, at: int, wording: float, figures: int, changed: int, kept: float, is_far: bool
) -> bool:
    """Return True if figures and dates are not the same, though most facts are ``kept``: labels of rows stay."""
    longest = max(counts[at + WORDS_HOST], counts[at + WORDS_GUEST])
    days_named = min(counts[at + DATES_HOST], counts[at + DATES_GUEST])
    is_day_changed, is_other_day = counts[at + DATES] < days_named, counts[at + DATES] == 0 and days_named > 0
    if is_day_changed and changed >= MANY:
        return True  # so much is not corrected together with the day
    kept_figures = (figures - changed) / figures if figures > 0 else 1.0
    most_kept = 0.75 if is_far and (changed > FEW or longest <= BULLETIN) else KEPT_OF_FEW
    if changed >= 2 and kept_figures <= 0.34 and kept <= min(most_kept, wording - 0.1):
        return True
    # another day and other figures: a correction changes the one or the other
    return bool(is_other_day and changed >= FEW and kept_figures <= 0.5 and kept <= most_kept)


@kernel
def name_one_day(counts: Ints, at: int) -> bool:
    """Return True if two texts name days, and all that both name are the same."""
    return bool(0 < min(counts[at + DATES_HOST], counts[at + DATES_GUEST]) <= counts[at + DATES])


@kernel
def comes_again(counts: Ints, at: int, days: float, figures: int, changed: int, kept: float) -> bool:
    """Return True if some figures differ in a text that comes again on a later day.

    One that one of the texts lacks may be written in words there, unless both tell of the same day and names.
    """
    if days < RECURRENCE:
        return False
    kept_figures = (figures - changed) / figures if figures > 0 else 1.0
    if max(counts[at + WORDS_HOST], counts[at + WORDS_GUEST]) > BULLETIN:
        return changed >= FEW and kept_figures <= 0.67 and kept <= 0.75
    if changed >= 1 and kept_figures <= 0.67 and kept <= 0.9:
        return True
    most = max(counts[at + FIGURES_HOST], counts[at + FIGURES_GUEST]) + max(
        counts[at + DATES_HOST], counts[at + DATES_GUEST]
    )
    named = min(counts[at + NAMES_HOST], counts[at + NAMES_GUEST])
    is_one = changed == 0 and 1 < named <= counts[at + NAMES] and name_one_day(counts, at)
    return bool(days >= 2 * RECURRENCE and most > figures - changed and not is_one)


@kernel
def comes_reworded(counts: Ints, at: int, days: float, figures: int, changed: int) -> bool:
    """Return True if a notice comes again some days later in other words, and a third of its figures are others.

    Who runs a story again leaves its words, and who goes on with it does so the next day, or names the day of which
    both tell.
    """
    longest = max(counts[at + WORDS_HOST], counts[at + WORDS_GUEST])
    if days < 2 * RECURRENCE or longest > 2 * BULLETIN or counts[at + UNSPACED] or name_one_day(counts, at):
        return False
    shorter = min(counts[at + TOTAL_HOST], counts[at + TOTAL_GUEST])
    return bool(words_replaced(counts, at) >= OTHER_WORDS * shorter and 0 < figures <= ONE_IN * changed)


@kernel
def is_refilled(counts: Ints, at: int, days: float) -> bool:
    """Return True if most facts of a pair are others where they stand: see :mod:`dedup.decide.refilled_forms`."""
    code = counts[at + EDITED]
    return bool(code == FILLED_ANEW or (code == FILLED_LATER and days >= RECURRENCE))


@kernel
def is_template(counts: Ints, at: int, wording: float, days: float, is_form: bool) -> bool:
    """Return True if a pair keeps the wording and changes the facts.

    ``wording`` is the share of the longer text's that both have. ``days`` lie between the two dates of publication;
    negative if one is unknown. Of a known form (``is_form``), one whose wording recurs in unrelated articles, one
    changed fact is enough.
    """
    figures, same_figures, names, same_names = common_facts(counts, at)
    longest = max(counts[at + WORDS_HOST], counts[at + WORDS_GUEST])
    if names > NOUNS * longest and longest <= 2 * BULLETIN:
        names, same_names = 0, 0
    changed, gone = figures - same_figures, names - same_names
    replaced, kept = changed + gone, (same_figures + same_names) / max(1, figures + names)
    if is_correction(counts, at, replaced, gone, is_form or days >= RECURRENCE):
        return False
    if is_form and replaced > 0:
        return True
    if counts[at + EDITED] in (SAME_STORY, UPDATED, OVERWRITTEN):
        return False
    if counts[at + EDITED] in (REWORDED, CORRECTED) and days < RECURRENCE:
        return False
    if longest > 2 * BULLETIN and not counts[at + UNSPACED] and replaced < THROUGHOUT * longest:
        return False
    is_day_changed = counts[at + DATES] < min(counts[at + DATES_HOST], counts[at + DATES_GUEST])
    is_far = changed >= FEW or replaced >= FEW or is_day_changed
    if not is_far and 0 <= days < RECURRENCE:
        return False
    if are_facts_replaced(counts, at, wording, figures, changed, names, gone):
        return True
    if comes_reworded(counts, at, days, figures, changed):
        return True
    if longest > BULLETIN and not counts[at + UNSPACED] and changed < DENSE * longest:
        return False
    if are_figures_replaced(counts, at, wording, figures, changed, kept, is_far):
        return True
    return comes_again(counts, at, days, figures, changed, kept)


@kernel
def form_wording(counts: Ints, at: int, jaccard: float) -> float:
    """Share of wording in common of two texts filled into one recurring form, whose wording is furniture; else 0.

    Furniture around two texts that have nothing to do with each other is no form: a form is broken
    by its facts, of which what lies between is made, or goes on in the same order between the furniture, or has
    nothing else than a few blanks that were filled in. In scripts without spaces, where no order is known, the texts
    share many more three characters than their passages have, or passages beside the furniture.
    """
    waste, covered = counts[at + WASTE], counts[at + COVERED_GUEST] + counts[at + WASTE]
    shorter = min(counts[at + TOTAL_HOST], counts[at + TOTAL_GUEST])
    longer = max(counts[at + TOTAL_HOST], counts[at + TOTAL_GUEST])
    if waste == 0:
        return 0.0
    if counts[at + UNSPACED]:
        explained = covered / max(1, shorter + longer - covered)
        by_chance = FORM_CHANCE * (longer - covered)
        is_broken = counts[at + PASSAGES] + counts[at + BREAKS] > 0
        outside = counts[at + TOTAL_HOST] - counts[at + SPAN_LAST] + counts[at + SPAN_FIRST]
        is_broken = is_broken and outside <= FORM_OUTSIDE * (counts[at + TOTAL_HOST] - covered)
        is_broken = is_broken or jaccard >= explained + max(FORM_BEYOND, by_chance)
        is_filled = is_broken and covered >= FORM_CHARACTERS * shorter
        is_filled = is_filled or jaccard >= max(FORM_BESIDE, explained + max(FORM_MORE, by_chance))
        is_filled = is_filled and shorter >= FORM_LEAST * longer
        return max(covered / shorter, 2.0 * jaccard / (1.0 + jaccard)) if is_filled else 0.0
    more = counts[at + SUBSEQUENCE] - covered
    outside = counts[at + TOTAL_HOST] - counts[at + SPAN_LAST] + counts[at + SPAN_FIRST]
    is_spread = 2 * outside <= counts[at + TOTAL_HOST] - covered  # else a date breaks a site's notice under the item
    is_broken = counts[at + BREAKS] > 0 and (is_spread or shorter - covered <= FILLED * facts_replaced(counts, at))
    is_filled = is_broken or more >= max(3.0, 0.3 * (shorter - covered))
    is_filled = is_filled or longer - counts[at + SUBSEQUENCE] <= BLANKS
    wording = counts[at + SUBSEQUENCE] / longer
    return wording if is_filled and longer - counts[at + SUBSEQUENCE] <= BULLETIN and wording >= FORM_MOST else 0.0
