"""Whether a text may be an item in a frame: a note among the menu and the footer of its site.

Two thirds of a text may be the frame around a note, or a story that many sites print, each with lines of its own. A
frame stands around: it begins with a menu, if not behind the item, and goes on behind it. Of a story that a site
printed, the words that are the site's own stand behind the story, or are a menu before it. A menu is told from prose
by its everyday words, of which it has next to none.
"""

from dedup.confirm.confirm import ROW_COLUMNS
from dedup.language.background import background_level
from dedup.runtime.kernels import Ints, kernel
from dedup.tokens import LINE

LEAST = 15  #: words that are more than an end of a sentence or a headline
EDIT = 5  #: words in a row from which on they are more than an edit
CHARACTERS = 5  #: of a word, where tokens are characters
EVERYDAY = 32  #: level of words as "the" and "said"
#: Share of such words in prose, in what is surely prose; in a menu are fewer. Of 35 words of news 12 to 28 in a
#: hundred at the least (one piece in a hundred has fewer) in English, Indonesian, German and Spanish, and 3 in Arabic,
#: where one piece in twenty has fewer than 6; of menus 0 to 11, of most none.
PROSE, SURE_PROSE, MENU = 0.1, 0.2, 0.05
BANNER = 45  #: words of prose at either end of what stands before a run, where that is a story: more than on cookies
LINES = 20  #: characters of a line that is more than an entry of a menu, in scripts without spaces
LOOKED_AT = 300  #: words that tell of what kind a part is


@kernel
def passage_end(x: int, low: int, rows: Ints, first: int, behind: int) -> int:
    """Return where the passage ends in which a word lies, the place of the word itself if it lies in none."""
    end = x
    for row in range(first, behind, ROW_COLUMNS):
        if low + rows[row] <= x < low + rows[row + 1]:
            end = max(end, low + int(rows[row + 1]))
    return end


@kernel
def everyday_words(
    words: Ints, flags: Ints, first: int, last: int, unspaced: bool, back_keys: Ints, back_levels: Ints
) -> float:
    """Return the share of everyday words among [first, last), of which there are some in sentences and none in a menu.

    In scripts without spaces 1.0 for what is written in lines of some length, else 0.0.
    """
    last = min(last, first + LOOKED_AT * (CHARACTERS if unspaced else 1))
    count = 0
    for k in range(first, last):
        if unspaced:
            count += 1 if flags[k] & LINE else 0
        else:
            count += 1 if background_level(words[k], back_keys, back_levels) < EVERYDAY else 0
    if unspaced:
        return 1.0 if count * LINES <= last - first else 0.0
    return count / max(1, last - first)


@kernel
def may_be_item(
    words: Ints,
    flags: Ints,
    low: int,
    high: int,
    unspaced: bool,
    rows: Ints,
    first: int,
    behind: int,
    back_keys: Ints,
    back_levels: Ints,
    heading: int,
) -> bool:
    """Return True if what a text [low, high) has beside its passages may be an item, and the passages its frame.

    The longest run of words outside the passages decides. Passage k lies between the numbers at
    ``first + k * ROW_COLUMNS`` and behind it, counted from ``low``. True where too few words stand there, where nothing
    tells prose from menus, as in a language without background, and if fewer than ``heading`` words stand before the
    passages; but where no run is longer than an edit the text is nothing but what is common.
    """
    width = CHARACTERS if unspaced else 1
    start, end, run, own, x = low, low, low, 0, low
    while x < high:
        inside = passage_end(x, low, rows, first, behind)
        if inside > x:
            x = run = inside
            continue
        x += 1
        own += 1
        if x - run > end - start:
            start, end = run, x
    if end - start < EDIT * width:
        return False
    if own < LEAST or everyday_words(words, flags, low, high, unspaced, back_keys, back_levels) < PROSE:
        return True
    for x in range(low, low + heading):
        if passage_end(x, low, rows, first, behind) > x:
            return True
    if high - end < LEAST * width:
        return everyday_words(words, flags, low, start, unspaced, back_keys, back_levels) < PROSE
    if start - low < LEAST * width:
        return everyday_words(words, flags, start, end, unspaced, back_keys, back_levels) >= MENU
    if start - low < max(2 * BANNER * width, 2 * (end - start)):
        return True
    front = everyday_words(words, flags, low, low + BANNER * width, unspaced, back_keys, back_levels)
    back = everyday_words(words, flags, start - BANNER * width, start, unspaced, back_keys, back_levels)
    return min(front, back) < SURE_PROSE
