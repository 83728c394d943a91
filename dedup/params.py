"""Everything that decides a result, validated once, stamped into reports and indexes."""

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dedup.errors import ParamsError
from dedup.model import Relation

NEWS, OCR, SHORT = "news", "ocr", "short"
#: What a profile changes of the defaults. Misread characters leave hardly a word whole: keys are n-grams of
#: letters, short ones, and many of them (see ``dedup.decide.misread``); a line that recurs is misread anew each
#: time, so no furniture is learnt. Short texts have few shingles: shorter ones, and less is a finding.
PROFILE_VALUES: Mapping[str, Mapping[str, int]] = {
    NEWS: {},
    OCR: {
        "passage_characters": 12,
        "passage_window": 3,
        "common_key_articles": 3,
        "furniture_articles": 100_000,
    },
    SHORT: {
        "shingle_size": 2,
        "passage_size": 3,
        "passage_window": 3,
        "min_shared_passages": 1,
        "min_passage_words": 10,
        "min_passage_characters": 20,
    },
}
PROFILES = tuple(PROFILE_VALUES)


class _NotGiven(int):
    """A default, told from the same number given by the caller: a profile replaces only the former."""


def _bounded(default: Any, low: float, high: float, what: str) -> Any:
    """Declare a field with its allowed range, both ends included."""
    default = _NotGiven(default) if isinstance(default, int) else default
    return field(default=default, metadata={"low": low, "high": high, "what": what})


@dataclass(frozen=True, slots=True)
class Params:
    """Everything that decides a result. Stored with every index and report.

    A ``profile`` sets the parameters that its kind of text wants; what is given beside it wins. What each is, with its
    range, stands in ``docs/reference.md``.

    Raises:
        ParamsError: If a value is out of its range or of the wrong type.

    >>> Params(profile="short").shingle_size, Params(profile="short", shingle_size=3).shingle_size
    (2, 3)
    """

    shingle_size: int = _bounded(3, 1, 8, "words in a shingle of the Jaccard index and of the signature")
    shingle_characters: int = _bounded(8, 1, 64, "characters in a shingle of the signature, in scripts without spaces")
    num_perm: int = _bounded(128, 16, 512, "values in a MinHash signature")
    seed: int = _bounded(1, 0, 2**32 - 1, "seed of the MinHash permutations")
    band_count: int = _bounded(42, 1, 512, "bands of the signature")
    band_rows: int = _bounded(3, 1, 64, "signature values in a band")
    passage_size: int = _bounded(5, 3, 16, "words in the n-grams that passage keys are chosen from")
    passage_characters: int = _bounded(16, 3, 64, "the same in scripts without spaces, in characters")
    passage_window: int = _bounded(8, 1, 64, "winnowing window: any shared run of window + size - 1 words has a key")
    min_shared_passages: int = _bounded(2, 1, 8, "passage keys that make a candidate")
    term_count: int = _bounded(32, 0, 64, "most telling words of an article that serve as keys")
    min_shared_terms: int = _bounded(3, 1, 64, "term keys that make a candidate")
    max_term_articles: int = _bounded(60, 2, 100_000, "articles under one term key before it is dropped")
    max_key_articles: int = _bounded(
        200, 2, 100_000, "articles under one band or passage key before only neighbours pair"
    )
    common_key_articles: int = _bounded(24, 1, 100_000, "articles under one passage key before it counts less")
    min_passage_words: int = _bounded(20, 5, 1000, "words that a shared passage needs to be a finding")
    min_passage_characters: int = _bounded(40, 10, 4000, "the same in scripts without spaces, in characters")
    furniture_articles: int = _bounded(4, 3, 100_000, "unrelated articles that make a recurring passage furniture")
    same_event_score: float = _bounded(
        0.0, 0.0, 1.0, "least probability of a same-event match; 0 takes the model's own"
    )
    same_event_days: int = _bounded(7, 0, 3650, "days between two dated reports of one event, at most")
    max_equal_pairs: int = _bounded(
        100, 2, 100_000, "members of a group of equal texts that are still listed pair by pair"
    )
    window_days: int | None = _bounded(None, 0, 1_000_000, "only pairs published within so many calendar days")
    min_score: float = _bounded(0.0, 0.0, 1.0, "least score of a reported match or repeat")
    profile: str = field(default="news", metadata={"what": "kind of text: " + ", ".join(PROFILES)})
    calibration: tuple[tuple[str, float, float], ...] = field(
        default=(), metadata={"what": "recalibration of scores: triples of relation, slope, intercept of the log-odds"}
    )

    def __post_init__(self) -> None:
        """Fill in the profile and check each value against its declared range; what JSON has as lists become tuples."""
        of_profile = PROFILE_VALUES[self.profile] if self.profile in PROFILES else {}
        for item in dataclasses.fields(self):
            if isinstance(value := getattr(self, item.name), _NotGiven):
                object.__setattr__(self, item.name, of_profile.get(item.name, int(value)))
        if isinstance(self.calibration, list):
            rows = tuple(tuple(row) if isinstance(row, list) else row for row in self.calibration)
            object.__setattr__(self, "calibration", rows)
        for item in dataclasses.fields(self):
            _check(item, getattr(self, item.name))
        if self.band_count * self.band_rows > self.num_perm:
            raise ParamsError(
                "band_count x band_rows must be at most num_perm, "
                f"got {self.band_count} x {self.band_rows} > {self.num_perm}"
            )

    @classmethod
    def from_mapping(cls, values: Mapping[str, object]) -> "Params":
        """Make parameters from a mapping, as read from a file; unknown names are an error.

        >>> Params.from_mapping({"num_perm": 64, "band_count": 20}).num_perm
        64
        """
        names = [item.name for item in dataclasses.fields(cls)]
        for name in values:
            if name not in names:
                raise ParamsError(f"unknown parameter {name!r}; parameters are {', '.join(names)}")
        return cls(**values)  # type: ignore[arg-type]

    @classmethod
    def for_profile(cls, profile: str, values: Mapping[str, object] | None = None) -> "Params":
        """Make the parameters for a kind of text: ``news``, ``ocr`` (scanned) or ``short``.

        Args:
            profile: The kind.
            values: What is given beside; it wins over the profile.

        Raises:
            ParamsError: If there is no such profile, or a value is wrong.

        >>> Params.for_profile("short").shingle_size, Params.for_profile("short", {"shingle_size": 3}).shingle_size
        (2, 3)
        """
        return cls.from_mapping({**(values or {}), "profile": profile})

    def as_mapping(self) -> dict[str, object]:
        """Return all values by name, in the order of declaration, in the types of JSON."""
        values = {item.name: getattr(self, item.name) for item in dataclasses.fields(self)}
        return values | {"calibration": [list(row) for row in self.calibration]}


def _check(item: "dataclasses.Field[Any]", value: object) -> None:
    """Check one value against the type of its default and its range."""
    if item.name == "profile":
        if value not in PROFILES:
            raise ParamsError(f"profile must be one of {', '.join(PROFILES)}, got {value!r}")
        return
    if item.name == "calibration":
        _check_calibration(value)
        return
    if value is None and item.default is None:
        return
    whole = not isinstance(item.default, float)
    fits = isinstance(value, int) if whole else isinstance(value, (int, float))
    if isinstance(value, bool) or not fits:
        raise ParamsError(f"{item.name} must be a {'whole ' if whole else ''}number, got {value!r}")
    low, high = item.metadata["low"], item.metadata["high"]
    if not low <= value <= high:
        raise ParamsError(f"{item.name} must be from {low:,.0f} to {high:,.0f}, got {value!r}")


def _check_calibration(value: object) -> None:
    """Check the triples: known relations, each once; a slope that keeps the order of scores."""
    if not isinstance(value, tuple):
        raise ParamsError(f"calibration must be a list of [relation, slope, intercept], got {value!r}")
    seen: set[str] = set()
    for row in value:
        if not (isinstance(row, tuple) and len(row) == 3 and all(_is_number(part) for part in row[1:])):
            raise ParamsError(f"calibration must hold [relation, slope, intercept], got {row!r}")
        name, slope, intercept = row
        if name not in list(Relation) or name in seen:
            what = "twice" if name in seen else f"which is none of {', '.join(Relation)}"
            raise ParamsError(f"calibration names {name!r}, {what}")
        if not (0.0 <= slope <= 100.0 and -100.0 <= intercept <= 100.0):
            raise ParamsError(
                f"calibration of {name} must have its slope in [0, 100] and its intercept in [-100, 100], got {row!r}"
            )
        seen.add(name)


def _is_number(value: object) -> bool:
    """True for whole and other numbers, not for True and False."""
    return isinstance(value, int | float) and not isinstance(value, bool)
