"""Whether two facts, as written, differ in what they say or only in how they say it.

14,000 is 14000 and, elsewhere, 14.000; 94.0 is 94; Rp5.000 is Rp 5.000,00. The kernels see
digits and not the marks between them, so that this is asked of the few facts that are reported.
"""

import re
import unicodedata
from decimal import Decimal
from functools import lru_cache
from itertools import zip_longest

from dedup.changes.whole_words import folded, stands_in
from dedup.language.arabic_letters import plain
from dedup.language.reading_order import in_reading_order
from dedup.language.roles import ROLES
from dedup.model import Change

_GROUPED = re.compile(
    r"(?!0\d*[.,]\d+$)"  # 0.125
    r"\d{1,3}(?P<mark>[.,'’٬ \u00a0\u2009\u202f])\d{3}(?:(?P=mark)\d{3})*(?:(?!(?P=mark))[.,٫]\d+)?"
)
_INDIAN = re.compile(r"[1-9]\d?(?:,\d\d)*,\d{3}(?:\.\d+)?")  # 3,00,000
_DECIMAL = re.compile(r"\d+(?:[.,٫]\d+)?")
_MARKS = re.compile(r"[.,'’٬٫]")
_TIME = re.compile(r"([01]?\d|2[0-4])[:.]([0-5]\d)")
_ZEROS = re.compile(r"[.,٫][0٠]{1,2}$")
#: The words that :mod:`dedup.language.date_words` reads as numbers though accents alone part them from other words.
_VIETNAMESE = {"một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"} | {
    "mười", "mươi", "trăm", "nghìn", "triệu", "tỷ"
}  # fmt: skip
#: Written before a name, with or without a full stop.
TITLES = frozenset(
    (
        *("mr", "mrs", "ms", "dr", "prof", "sir", "rev", "ir", "drs", "kh", "h", "hj", "tn", "ny", "pak", "bu"),
        *("bapak", "ibu", "herr", "frau", "sr", "sra", "mme", "mlle"),
    )
)
#: With them a name is another place's: New South Wales.
_PARTS_OF_PLACES = frozenset(
    (
        *("new", "old", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central"),
        *("neu", "nord", "süd", "ost", "norte", "sur", "sul", "este", "oeste", "nueva", "nuevo", "nova", "novo", "san"),
    )
)
_PARTS_OF_REGIONS = _PARTS_OF_PLACES | {"city", "kota", "kabupaten", "barat", "timur", "utara", "selatan", "tengah"}
_LEAST_OF_PERSON = 2  #: words of a name before which any words may be a role
#: Numbers that are other words in other languages, and what shows one of those.
_OTHER_WORDS = {
    "due": (" the ",), "once": (" the ",), "elf": (" the ",), "cent": (" the ",), "ten": (" się ", " nie ", " het "),
    "très": (" les ", " des "), "sei": (" der ", " und "), "otto": (" der ", " the "), "sette": (" og ",),
    "hai": (" ya ", " kwa ", " the "),
    "bin": (" ich ", " und ", " the ", " yang ", " dan ", " de la "), "sita": (" yang ", " dan ", " di "),
    "saba": (" the ", " yang ", " dan "), "dwu": (" the ",), "stu": (" the ",), "elli": (" the ",),
    "kirk": (" the ", " of ", " og "), "pito": (" el ", " los ", " que "),
    "سي": (" في ",),
    "a": (" que ", " che ", " się ", " nie ", " és ", " la "), "an": (" der ", " und ", " na "), "een": (" the ",),
}  # fmt: skip
_NAME_END = re.compile(r"\s*[()\[\]{}<>,;:|\"“”„«»\n]\s*|\s+(?:[-–—]|[Vv][Ss]\.?)\s+")
_VERSUS = re.compile(r"\s[Vv][Ss]\.?\s")  #: between two teams, also in capitals
_WORD = re.compile(r"[^\W_]+")
_MOST_INITIALS = 7  #: letters of an abbreviation
_LONGEST = 60  #: characters of what is read as one number


@lru_cache(maxsize=1 << 14)
def amount(written: str) -> Decimal | None:
    r"""Return the value of a number as written, None for what is no single one (2-1, 10:30).

    Three digits behind a mark are thousands, fewer or more, or those of a number that begins with nought, are a
    fraction; of two different marks the last one is the decimal point.

    >>> amount("14,000") == amount("14.000") == amount("Rp14.000,00") == 14000
    True
    >>> amount("94.0") == amount("٩٤") == 94, amount("5,93") == amount("5.930,0")
    (True, False)
    >>> amount("2-1") is None, amount("5ر2") == amount("5.\u200f2") == amount("٢٫٥")
    (True, True)
    """
    if len(written) > _LONGEST:
        return None
    digits = "".join(
        str(value) if (value := unicodedata.decimal(char, None)) is not None else char
        for char in in_reading_order(written)
    ).strip()
    digits = re.sub(r"^[^\W\d_]+", "", digits)  # Rp5.000
    if grouped := _GROUPED.fullmatch(digits):
        whole, *rest = digits.replace(grouped["mark"], "").replace("٫", ".").replace(",", ".").split(".")
        return Decimal(".".join([whole, *rest]))
    if _INDIAN.fullmatch(digits):
        return Decimal(digits.replace(",", ""))
    if _DECIMAL.fullmatch(digits):
        return Decimal(_MARKS.sub(".", digits))
    return None


def is_one_name(left: str, right: str) -> bool:
    """Say whether two names are one: with and without a title, or an abbreviation and the words that it is of.

    >>> is_one_name("Dr. Ann Lee", "Ann Lee"), is_one_name("U.S", "US"), is_one_name("EU", "European Union")
    (True, True, True)
    >>> is_one_name("Ann Lee", "Lee"), is_one_name("Ann", "")
    (False, False)
    """
    if has_role(left, right):
        return True
    if _are_plain_names(left, right):
        return False
    sides = _without_titles(left), _without_titles(right)
    one, other = ("".join(words).casefold() for words in sides)
    if one == other:
        return True
    if not one or not other:
        return False
    short, words = (left, sides[1]) if len(one) < len(other) else (right, sides[0])
    letters = "".join(filter(str.isalpha, short))
    return 2 <= len(letters) <= _MOST_INITIALS and letters.isupper() and letters == "".join(w[0] for w in words).upper()


def has_role(left: str, right: str) -> bool:
    """Say whether of two names one has a title or a role before the person that the other lacks or words otherwise.

    >>> has_role("Senator John Smith", "John Smith"), has_role("Later Mr Smith", "Later Smith")
    (True, True)
    >>> has_role("Chief Executive Ann Lee", "CEO Ann Lee"), has_role("John Smith", "Smith")
    (True, False)
    >>> has_role("New South Wales", "South Wales"), has_role("Carla Ortiz Lee", "Mayor Ortiz Lee")
    (False, False)
    """
    if not (left and right and left[-1] == right[-1]):
        return False
    if has_other_role(left, right):
        return True
    short, full = sorted((left.split(), right.split()), key=len)
    ends = _shared_at_end(short, full)
    before = len(short) - ends
    left_out = [word.rstrip(".").casefold() for word in full[before : len(full) - ends]]
    if not left_out or short[:before] != full[:before] or not _PARTS_OF_PLACES.isdisjoint(left_out):
        return False
    return ends >= _LEAST_OF_PERSON or (ends > 0 and TITLES.issuperset(left_out))


def has_other_role(left: str, right: str) -> bool:
    """Say whether two names are the same person, by two words or more, behind another role on either side.

    >>> has_other_role("Coach Ann Lee", "Trainer Ann Lee"), has_other_role("Coach Ann Lee", "Trainer Eve Lee")
    (True, False)
    >>> has_other_role("Bank Central Asia", "KCB Central Asia"), has_other_role("Bupati Jawa Barat", "Wali Jawa Barat")
    (False, False)
    """
    one, other = left.split(), right.split()
    ends = _shared_at_end(one, other)
    if not _LEAST_OF_PERSON <= ends < min(len(one), len(other)):
        return False
    person = one[-ends:]
    if not person[0][0].isupper() or person[0].isupper() or not _PARTS_OF_REGIONS.isdisjoint(map(str.casefold, person)):
        return False
    first = next(k for k, (word, opposite) in enumerate(zip(one, other, strict=False)) if word != opposite)
    roles = ([word.rstrip(".").casefold() for word in name[first:-ends]] for name in (one, other))
    return all(role and not ROLES.isdisjoint((role[0], role[-1])) for role in roles)


def _shared_at_end(one: list[str], other: list[str]) -> int:
    """How many words two names have in common at their ends."""
    pairs = zip(reversed(one), reversed(other), strict=False)
    return next((k for k, (word, opposite) in enumerate(pairs) if word != opposite), min(len(one), len(other)))


def _are_plain_names(left: str, right: str) -> bool:
    """Say whether two names have neither marks nor titles, and none is an abbreviation."""
    if left.isupper() or right.isupper() or not f"{left}{right}".replace(" ", "").isalnum():
        return False
    return left.partition(" ")[0].casefold() not in TITLES and right.partition(" ")[0].casefold() not in TITLES


@lru_cache(maxsize=1 << 14)
def _are_unlike_names(left: str, right: str) -> bool:
    """Say whether two plain names are not one, whatever their texts say: neither is a part of the other."""
    if not left or not right or left in right or right in left or not _are_plain_names(left, right):
        return False
    return left.casefold() != right.casefold() and not has_role(left, right)


def _without_titles(name: str) -> list[str]:
    """The words of a name, titles left out."""
    return [word for word in _WORD.findall(name) if word.casefold() not in TITLES]


def differs(change: Change) -> bool:
    """Say whether a change changes what is said.

    >>> [differs(Change("number", *sides)) for sides in (("14,000", "14000"), ("7:40", "07.40"), ("3", "8"))]
    [False, False, True]
    """
    if change.what == "name":
        return not is_one_name(change.left, change.right)
    if change.what != "number":
        return True
    if (time := _time_of_day(change.left)) is not None and time == _time_of_day(change.right):
        return False
    left, right = amount(change.left), amount(change.right)
    if not change.left or not change.right:  # "94.0" beside a "94" that both have
        alone = change.left or change.right
        return not (_ZEROS.search(alone) and amount(alone) is not None)
    return left is None or left != right


def _time_of_day(written: str) -> tuple[int, int] | None:
    """Hour and minutes of a time written with both, None of anything else."""
    found = _TIME.fullmatch(written)
    return (int(found[1]), int(found[2])) if found else None


def parts(change: Change, *texts: str) -> list[Change]:
    """Cut a change of names at brackets, commas, colons, dashes and line ends, which no word tells of, and at "vs".

    What both sides have is left out, the rest is paired in order; left out are names that are one, and what one side
    alone has if it stands somewhere in the other text. A number that is one only without its accents is left out, too.

    >>> [(c.left, c.right) for c in parts(Change("name", "Lyon (Rhône", "Nantes (Loire"), "", "")]
    [('Lyon', 'Nantes'), ('Rhône', 'Loire')]
    >>> [(c.left, c.right) for c in parts(Change("name", "LARNAKA, Cyprus", "LARNACA, Cyprus"), "", "")]
    [('LARNAKA', 'LARNACA')]
    >>> [(c.left, c.right) for c in parts(Change("name", "Lyon, Rhône", ""), "", "Elle vit à Lyon.")]
    [('Rhône', '')]
    """
    if change.what == "number":
        change = _without_other_words(change, *texts)
    if change.what != "name":
        return [change] if change.left or change.right else []
    are_two = _VERSUS.search(change.left) is not None or _VERSUS.search(change.right) is not None
    if not are_two and _are_unlike_names(change.left, change.right):
        return [change]
    if not are_two and _are_plain_names(change.left, change.right):
        is_one = change.left.casefold() == change.right.casefold() or has_role(change.left, change.right)
        return [] if is_one or _is_named(change, *texts) else [change]
    left, right = ([part for part in _NAME_END.split(side) if part] for side in (change.left, change.right))
    told = {part.casefold() for part in left} & {part.casefold() for part in right}
    sides = ([part for part in side if part.casefold() not in told] for side in (left, right))
    paired = [Change("name", one, other) for one, other in zip_longest(*sides, fillvalue="")]
    return [part for part in paired if not is_one_name(part.left, part.right) and not _is_named(part, *texts)]


def _is_named(change: Change, left_text: str, right_text: str) -> bool:
    """Say whether a text that lacks a name here has it elsewhere, or in full what it has here in part."""
    _, left, right = change
    if left and right:
        return _says_less(change, left_text, right_text)
    name, text = (left, right_text) if left else (right, left_text)
    title, _, rest = name.partition(" ")
    if rest and stands_in(folded(name), folded(text)):
        return True  # broken over two lines, or in a headline in capitals
    return stands_in(name, text) or (bool(rest) and title.casefold() in TITLES and stands_in(rest, text))


def _says_less(change: Change, left_text: str, right_text: str) -> bool:
    """Say whether one side is a part of the name on the other, which its text has in full elsewhere."""
    _, left, right = change
    if left not in right and right not in left:
        return False
    short, long, text = (left, right, left_text) if len(left) < len(right) else (right, left, right_text)
    return bool(short) and stands_in(short, long) and stands_in(long, text)


def _without_other_words(change: Change, left_text: str, right_text: str) -> Change:
    """Leave out a side that is spelled out with a word that is no number as written, as Vietnamese "sau" (after).

    Where the words behind that one are a number, they are what differs: "sau mười tám", after eighteen.
    """
    change = Change(change.what, _from_number(change.left), _from_number(change.right))
    if change.left == change.right:
        return Change(change.what, "", "")
    sides = ((change.left, left_text), (change.right, right_text))
    is_other = [_has_other_word(side) or is_foreign(side, text) for side, text in sides]
    if True not in is_other:
        return change
    left, right = ("" if other else side for other, side in zip(is_other, change[1:], strict=True))
    alone = left or right
    return Change(change.what, left, right) if any(char.isdecimal() for char in alone) else Change(change.what, "", "")


def is_foreign(side: str, text: str) -> bool:
    """Say whether a number in words is another word in the language of its text: "due" is two in Italian."""
    return any(word in text for word in _OTHER_WORDS.get(plain(side.casefold()), ()))


@lru_cache(maxsize=1 << 14)
def _from_number(side: str) -> str:
    """A number in words without those before it that are none as written; as it is if nothing is left."""
    words = side.split(" ")
    start = next((k for k, word in enumerate(words) if not _has_other_word(word)), 0)
    return " ".join(words[start:])


@lru_cache(maxsize=1 << 14)
def _has_other_word(side: str) -> bool:
    """Say whether one of its words differs from a number in its accents alone."""
    words = unicodedata.normalize("NFC", side).casefold().split()
    return any(word not in _VIETNAMESE and _bare(word) in _VIETNAMESE_BARE for word in words)


def _bare(word: str) -> str:
    """A word without its accents."""
    return "".join(char for char in unicodedata.normalize("NFD", word) if not unicodedata.combining(char))


_VIETNAMESE_BARE = set(map(_bare, _VIETNAMESE))
