"""What is said of two reports of one event: day, place, a passage, and some of the rare words that both have."""

import pytest

from dedup import Article, Detector, find_duplicates
from dedup.runtime.kernels import compile_kernels

FIRE = (
    "Two people died when a warehouse burned down in Dunmore on Friday. Firefighters from Ballyvane needed six hours. "
    "The owner, Declan Mulhearn, said 340 tonnes of timber were lost."
)
FIRE_TWIN = (
    "Declan Mulhearn lost 340 tonnes of timber on Friday when the blaze took his warehouse. In Dunmore two bodies were "
    "found; crews from Ballyvane stayed until the evening."
)


def reasons(left: Article, right: Article, workers: int = 1) -> tuple[str, ...]:
    [match] = find_duplicates([left, right], workers=workers).matches
    assert str(match.relation) == "same-event"
    return match.reasons


def terms(told: tuple[str, ...]) -> list[str]:
    return told[-1].partition(" rare terms in common: ")[2].split(", ")


@pytest.mark.parametrize(("one", "other"), [("a", "b"), ("b", "a")])
def test_rare_terms_are_quoted_names_first(one, other):
    told = reasons(Article(one, FIRE), Article(other, FIRE_TWIN))
    assert set(terms(told)) <= {"Dunmore", "Ballyvane", "Declan", "Mulhearn", "…"}
    assert len(terms(told)) == 4


def test_terms_are_quoted_as_the_left_text_writes_them():
    shouted = FIRE_TWIN.replace("Ballyvane", "BALLYVANE").replace("Mulhearn", "MULHEARN")
    told = terms(reasons(Article("a", shouted), Article("b", FIRE)))
    other = terms(reasons(Article("b", shouted), Article("a", FIRE)))
    assert {word.upper() for word in told} == {word.upper() for word in other}
    assert all(word in shouted for word in told[:-1])
    assert all(word in FIRE for word in other[:-1])


def test_of_a_screened_article_its_own_words_are_quoted():
    detector = Detector()
    detector.add(Article("a", FIRE))
    [match] = detector.check(Article("b", FIRE_TWIN.upper().replace("BALLYVANE", "BallyVane")))
    assert all(word.upper() in FIRE_TWIN.upper() for word in terms(match.reasons)[:-1])
    assert not any(word in FIRE for word in terms(match.reasons)[:-1])


def test_what_stands_in_the_title_only_is_not_quoted():
    told = reasons(Article("a", FIRE.replace("Ballyvane", "nearby"), "Ballyvane mourns"), Article("b", FIRE_TWIN))
    assert "Ballyvane" not in terms(told)


def test_compiled_and_interpreted_say_the_same():
    plain = reasons(Article("a", FIRE), Article("b", FIRE_TWIN))
    compile_kernels()
    assert reasons(Article("a", FIRE), Article("b", FIRE_TWIN), workers=2) == plain
