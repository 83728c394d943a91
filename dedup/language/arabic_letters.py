"""Letters of the Arabic script that are one to a reader, and that keyboards of Persian, Urdu and Arabic type apart.

The folding table reads them as one (``benchmarks/make_fold_table.py``). What compares texts as they are written asks
here: words by :func:`plain`, patterns by :func:`with_alike`.
"""

import re

#: Each letter as Arabic has it, with those that look like it, perhaps in one of its forms alone.
ALIKE = {"ا": "ٱ", "ك": "کڪ", "ه": "ہەھ", "ة": "ۃ", "ي": "یى"}
_PLAIN = [(alike, letter) for letter, others in ALIKE.items() for alike in others]
_ANY = re.compile(f"[{''.join(ALIKE)}]")


def plain(text: str) -> str:
    """Return a text with the letters of Arabic for those that look like them; every character keeps its place.

    >>> plain("ملیون") == "مليون", plain("million")
    (True, 'million')
    """
    if text.isascii():
        return text
    for alike, letter in _PLAIN:
        if alike in text:
            text = text.replace(alike, letter)
    return text


def with_alike(pattern: str) -> str:
    """Return a regular expression that finds its letters in each form; they stand outside of brackets.

    >>> re.fullmatch(with_alike("في"), "فی") is not None
    True
    """
    return _ANY.sub(lambda found: f"[{found[0]}{ALIKE[found[0]]}]", plain(pattern))
