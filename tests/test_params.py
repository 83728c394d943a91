import dataclasses
import math

import pytest

from dedup.errors import DedupError, ParamsError
from dedup.params import PROFILE_VALUES, PROFILES, Params

BOUNDED = [item for item in dataclasses.fields(Params) if "low" in item.metadata]
each_bounded = pytest.mark.parametrize("item", BOUNDED, ids=lambda item: item.name)


def message(**values: object) -> str:
    """What is said when such parameters are refused."""
    with pytest.raises(ParamsError) as caught:
        Params(**values)
    return str(caught.value)


def test_the_defaults_are_valid():
    assert Params().as_mapping()["num_perm"] == 128


@each_bounded
def test_a_value_out_of_range_is_refused_with_name_range_and_value(item):
    low, high = item.metadata["low"], item.metadata["high"]
    for value in (low - 1, high + 1):
        assert message(**{item.name: value}) == f"{item.name} must be from {low:,.0f} to {high:,.0f}, got {value!r}"


@each_bounded
@pytest.mark.parametrize("value", ["3", True, [3]])
def test_a_value_of_another_type_is_refused(item, value):
    said = message(**{item.name: value})
    assert said.startswith(f"{item.name} must be a ")
    assert said.endswith(f"got {value!r}")


@each_bounded
def test_both_ends_of_a_range_are_allowed(item):
    for value in (item.metadata["low"], item.metadata["high"]):
        room = {"num_perm": 512} if item.name in ("band_count", "band_rows") else {}
        room |= {"band_rows": 1} if item.name == "band_count" else {"band_count": 1}
        if item.name == "num_perm":
            room |= {"band_rows": 1}
        assert getattr(Params(**(room | {item.name: value})), item.name) == value


def test_a_fraction_is_no_whole_number():
    assert message(num_perm=64.5) == "num_perm must be a whole number, got 64.5"


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_score_that_is_no_finite_number_is_refused(value):
    assert message(min_score=value) == f"min_score must be from 0 to 1, got {value!r}"


def test_more_band_rows_than_signature_values_are_refused():
    assert message(band_count=50) == "band_count x band_rows must be at most num_perm, got 50 x 3 > 128"


def test_an_unknown_profile_is_refused_with_the_allowed_ones():
    assert message(profile="tweets") == f"profile must be one of {', '.join(PROFILES)}, got 'tweets'"


def test_no_window_is_none_and_zero_is_the_same_day():
    assert Params().window_days is None
    assert Params(window_days=0).window_days == 0


def test_only_the_window_may_be_none():
    assert message(num_perm=None) == "num_perm must be a whole number, got None"


def test_parameters_from_a_mapping_are_those_of_the_mapping():
    values = Params(seed=7, window_days=3).as_mapping()
    assert Params.from_mapping(values) == Params(seed=7, window_days=3)
    assert Params.from_mapping({}) == Params()


def test_an_unknown_name_is_refused_with_the_known_ones():
    with pytest.raises(
        ParamsError, match=r"unknown parameter 'num_perms'; parameters are shingle_size, .*num_perm, "
    ) as caught:
        Params.from_mapping({"num_perms": 3})
    assert all(item.name in str(caught.value) for item in dataclasses.fields(Params))


def test_parameters_cannot_be_changed():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Params().seed = 3


def test_a_parameter_error_is_one_of_ours():
    assert issubclass(ParamsError, DedupError)


@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_is_a_valid_start_that_says_its_name(profile):
    assert Params.for_profile(profile).profile == profile


@pytest.mark.parametrize("profile", PROFILES)
def test_a_profile_given_by_name_sets_its_parameters(profile):
    params = Params(profile=profile)
    assert params == Params.for_profile(profile)
    assert {name: getattr(params, name) for name in PROFILE_VALUES[profile]} == PROFILE_VALUES[profile]


def test_a_value_given_beside_a_profile_wins_even_if_it_is_the_default():
    params = Params(profile="short", shingle_size=3)
    assert (params.shingle_size, params.passage_size) == (3, 3)
    assert dataclasses.replace(params, seed=7).shingle_size == 3
    assert Params.from_mapping(params.as_mapping()) == params


def test_defaults_are_plain_numbers():
    assert {type(value) for value in Params().as_mapping().values()} == {int, float, str, list, type(None)}


def test_a_profile_that_is_no_name_is_refused():
    assert message(profile=["short"]) == f"profile must be one of {', '.join(PROFILES)}, got ['short']"


def test_the_news_profile_is_the_default():
    assert Params.for_profile("news") == Params()


def test_values_given_beside_win_over_the_profile():
    assert Params.for_profile("ocr", {"passage_size": 7}).passage_size == 7


def test_an_unknown_profile_is_refused():
    with pytest.raises(ParamsError, match="profile must be one of news, ocr, short, got 'web'"):
        Params.for_profile("web")
