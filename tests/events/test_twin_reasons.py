"""What is said of two reports of one event: day, place, a passage, and some of the rare words that both have."""

import pytest
from stories import FOOTER, STORIES, THAI, THAI_TWIN, only

from dedup import Article, Detector, compare, find_duplicates
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


def test_furniture_beside_the_event_is_said_to_be_left_out():
    pages = [Article(str(k), f"{text}\n{FOOTER}") for k, text in enumerate((FIRE, FIRE_TWIN, *STORIES))]
    match = only(find_duplicates(pages, workers=1).matches)
    assert str(match.relation) == "same-event"
    assert match.reasons[-1] == f"{len(FOOTER.split())} words of recurring furniture were left out"
    assert not any("left out" in reason for reason in reasons(Article("a", FIRE), Article("b", FIRE_TWIN)))


def test_compiled_and_interpreted_say_the_same():
    plain = reasons(Article("a", FIRE), Article("b", FIRE_TWIN))
    compile_kernels()
    assert reasons(Article("a", FIRE), Article("b", FIRE_TWIN), workers=2) == plain


def test_of_the_days_that_both_name_the_one_beside_its_weekday_is_told():
    later = " The mill opens again on 1 April 2024."
    one, other = (text.replace("on Friday", "on Friday, 8 March 2024,") + later for text in (FIRE, FIRE_TWIN))
    assert reasons(Article("a", one), Article("b", other))[0].startswith("both report 8 March 2024")
    told = reasons(Article("a", later + FIRE), Article("b", later + FIRE_TWIN))
    assert told[0].startswith("both report 1 April 2024")


def test_a_day_that_only_one_of_them_names_early_is_not_told():
    far = f"{FIRE_TWIN} {'Nobody knows why it began or how long the timber had been there. ' * 12} It was 8 March 2024."
    told = reasons(Article("a", FIRE.replace("on Friday", "on 8 March 2024")), Article("b", far))
    assert not any("March" in reason for reason in told)


@pytest.mark.parametrize(("published", "is_told"), [("2024-03-09", True), ("2024-01-20", True), ("2024-06-01", False)])
def test_a_day_of_another_time_than_the_articles_is_not_told(published, is_told):
    texts = (text.replace("on Friday", "on Friday, 8 March,") for text in (FIRE, FIRE_TWIN))
    told = reasons(*(Article(name, text, published=published) for name, text in zip("ab", texts, strict=True)))
    assert any("8 March" in reason for reason in told) == is_told


THEFT = (
    "Police in {0} arrested two men on Tuesday after a chase through {1}. Inspector {2} said they had stolen a van. "
    "The pair, aged 24 and 31, were caught behind a garden centre and will appear in court in the morning. "
    "The van, loaded with copper pipe, was returned to a plumber who had not noticed that it was gone."
)
OPENING = (
    "The mayor of {0} opened a library in {1} on Tuesday. {2}, a poet, read from her first book and signed copies. "
    "About two hundred people came to the ceremony, and the children were given balloons. "
    "The building cost three million pounds and has a roof garden with bees and a room for knitting clubs."
)


@pytest.mark.parametrize(
    ("names", "others"),
    [
        (("Brentholm", "Dunmore", "Ali Noor"), ("Brentwood", "Dunmow", "Ali Noor")),
        (("Southampton", "Harlow", "Ali Noor"), ("Southend", "Harlow", "Joe Noor")),
        (("Wolverhampton", "Shrewsbury", "Tom Lacey"), ("Wolverton", "Shrewley", "Ann Lacey")),
    ],
)
def test_names_that_begin_alike_are_no_common_names(names, others):
    pair = Article("a", THEFT.format(*names)), Article("b", OPENING.format(*others))
    assert not find_duplicates(pair).matches
    assert compare(*pair).same_event < 0.5


def test_a_word_is_quoted_if_the_other_text_has_a_form_of_it():
    beside = " The floods came after it, a spokeswoman of the timber merchants said; smoulderings went on."
    other = " The floodlights of Ballyvanestown, a spokesman said, went out, and the heap smouldered."
    told = terms(reasons(Article("a", FIRE + beside), Article("b", FIRE_TWIN.replace("Ballyvane ", "") + other)))
    assert not {"floods", "Ballyvane"} & set(told)


@pytest.mark.parametrize(("left", "right", "said"), [
    ("DUNMORE (AP) - ", "DUNMORE - ", "both report from Dunmore"),
    ("", "", "both name Dunmore"),
])
def test_from_a_place_reports_who_has_it_in_the_dateline(left, right, said):
    one, other = (text.replace("on Friday", "in Dunmore").replace(" on Friday", "") for text in (FIRE, FIRE_TWIN))
    assert reasons(Article("a", left + one), Article("b", right + other))[0] == said



def test_of_texts_without_spaces_runs_of_characters_are_quoted():
    said = reasons(Article("a", THAI), Article("b", THAI_TWIN))[-1]
    assert " rare pairs of characters in common: " in said
    told = said.partition(": ")[2].removesuffix(", …").split(", ")
    assert told[0] == "นครพิงค์ เอฟซี"
    assert all(run in THAI and run in THAI_TWIN for run in told)
    compile_kernels()
    assert reasons(Article("a", THAI), Article("b", THAI_TWIN), workers=2)[-1] == said


def test_the_day_of_the_next_event_is_not_told():
    ahead = " The next meeting of the owners will be on 18 June."
    one = FIRE.replace("on Friday", "on Friday, 8 March 2024,") + ahead
    told = reasons(Article("a", one), Article("b", FIRE_TWIN.replace("on Friday", "on 18 June")))
    assert not any("June" in reason for reason in told)
    told = reasons(Article("a", one), Article("b", FIRE_TWIN.replace("on Friday", "on 8 March") + ahead))
    assert told[0].startswith("both report 8 March 2024")
