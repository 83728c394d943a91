"""Korean particles, which are written on to what they belong to: 67명이 and 67명은 count the same."""

_FIRST, _LAST = "가", "힣"
#: The longest first.
_PARTICLES = (
    *("에서는", "으로는", "까지는", "부터는", "에게서"),
    *("에는", "에도", "에서", "으로", "까지", "부터", "에게", "이나", "이며", "이고", "이다", "보다", "처럼", "만에"),
    *("이라고", "라고"),
    *("은", "는", "이", "가", "을", "를", "에", "의", "도", "로", "과", "와", "엔", "씩", "나"),
)


def without_particle(word: str) -> str:
    """Return a Korean word without the particle at its end, any other word as it is.

    >>> without_particle("명이"), without_particle("명은"), without_particle("일"), without_particle("mg")
    ('명', '명', '일', 'mg')
    """
    if not word or not _FIRST <= word[-1] <= _LAST:
        return word
    return next((word[: -len(p)] for p in _PARTICLES if word.endswith(p) and len(word) > len(p)), word)
