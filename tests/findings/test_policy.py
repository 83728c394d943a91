"""What reuse a policy file allows, and what is wrong with a file."""

import pytest

from dedup.errors import DedupError
from dedup.findings.policy import REPEAT_REASON, Policy, comes_from, read_policy
from dedup.model import Article, Change, Match, Relation

STORY = "The old bridge closes on Monday, the council said."
AGENCY = Article("agency", STORY, source="Antara")
OURS = Article("ours", f"JAKARTA (Antara) - {STORY}", source="The Post")
SISTER = Article("sister", STORY, source="Evening Post")
STRANGER = Article("stranger", STORY, source="Copycat", url="https://www.copycat.example/1")


def match(relation=Relation.NEAR_DUPLICATE, changed=()):
    return Match("a", "b", relation, 0.9, 0.8, (0.9, 0.9), 0.9, (), changed, ())


@pytest.fixture
def policy(tmp_path):
    def make(content):
        path = tmp_path / "policy.toml"
        path.write_text(content, encoding="utf-8")
        return read_policy(str(path))

    return make


def test_credited_agency_copy_is_allowed_with_its_reason(policy):
    rules = policy('[[allow]]\ncredit = "Antara"\nreason = "subscription"\n')
    assert rules.allows(OURS, AGENCY, match()) == "subscription"
    assert rules.allows(STRANGER, AGENCY, match()) == ""  # it does not credit the agency


def test_source_fits_either_side(policy):
    rules = policy('[[allow]]\nsource = "antara"\nreason = "subscription"\n')
    assert rules.allows(OURS, AGENCY, match())
    assert rules.allows(AGENCY, OURS, match())
    assert not rules.allows(OURS, SISTER, match())


def test_sources_must_fit_both_sides(policy):
    rules = policy('[[allow]]\nsources = ["The Post", "Evening Post"]\nreason = "sister titles"\n')
    assert rules.allows(OURS, SISTER, match())
    assert rules.allows(OURS, OURS._replace(id="archive"), match())
    assert not rules.allows(STRANGER, SISTER, match())


def test_relation_narrows_a_rule(policy):
    rules = policy('[[allow]]\nsource = "Antara"\nrelation = ["overlap", "excerpt"]\nreason = "quoted"\n')
    assert rules.allows(OURS, AGENCY, match(Relation.OVERLAP))
    assert not rules.allows(OURS, AGENCY, match(Relation.IDENTICAL))


def test_all_conditions_must_hold_and_the_first_rule_that_fits_is_named(policy):
    rules = policy(
        '[[allow]]\nsource = "dpa"\ncredit = "Antara"\nreason = "one"\n'
        '[[allow]]\nsource = "Antara"\nreason = "two"\n[[allow]]\ncredit = "Antara"\nreason = "three"\n'
    )
    assert rules.allows(OURS, AGENCY, match()) == "two"


def test_a_source_may_be_the_host_of_the_url():
    assert comes_from(STRANGER, "copycat.example")
    assert comes_from(STRANGER, "www.copycat.example")
    assert not comes_from(STRANGER, "cat.example")
    assert not comes_from(STRANGER, "example.org")
    assert not comes_from(STRANGER._replace(url="https://[bad"), "copycat.example")
    assert not comes_from(Article("a", ""), "")


def test_exact_copy_marked_repeat_is_allowed_without_any_file():
    again = AGENCY._replace(id="again", title="REPEAT: Bridge to close")
    assert Policy().allows(again, AGENCY, match(Relation.IDENTICAL)) == REPEAT_REASON
    assert Policy().allows(AGENCY, again, match(Relation.IDENTICAL)) == REPEAT_REASON


def test_repeat_of_another_source_with_changed_facts_or_of_a_part_is_not_allowed():
    again = AGENCY._replace(id="again", title="REPEAT: Bridge to close")
    assert not Policy().allows(again._replace(source="Copycat"), AGENCY, match(Relation.IDENTICAL))
    assert not Policy().allows(again, AGENCY, match(changed=(Change("number", "3", "8"),)))
    assert not Policy().allows(again, AGENCY, match(Relation.OVERLAP))


def test_repeats_can_be_switched_off(policy):
    again = AGENCY._replace(id="again", title="REPEAT: Bridge to close")
    assert not policy("repeat = false\n").allows(again, AGENCY, match(Relation.IDENTICAL))


def test_empty_file_allows_nothing_more(policy):
    assert policy("") == Policy()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("[[allow]\n", "not TOML"),
        ('[[alow]]\nsource = "x"\n', "unknown key 'alow'; did you mean 'allow'?"),
        ('[[allow]]\nsorce = "x"\nreason = "r"\n', "[[allow]] 1: unknown key 'sorce'; did you mean 'source'?"),
        ('[[allow]]\nzzz = "x"\nreason = "r"\n', "keys are source, sources, credit, relation, reason"),
        ('[[allow]]\nsource = "x"\n', "[[allow]] 1: 'reason' must say in words why this is allowed, and is missing"),
        ('[[allow]]\nsource = "x"\nreason = " "\n', "'reason' must say in words"),
        ('[[allow]]\nreason = "r"\n', "allows everything"),
        ('[[allow]]\nsource = ""\nreason = "r"\n', "'source' must be a text or a list of texts"),
        ('[[allow]]\nsource = []\nreason = "r"\n', "'source' must be a text or a list of texts"),
        ('[[allow]]\nsource = 3\nreason = "r"\n', "got 3"),
        ('[[allow]]\nsource = "x"\nrelation = "copy"\nreason = "r"\n', "'relation' must be one of identical, near-"),
        ('allow = "all"\n', "'allow' must be tables"),
        ("allow = [1]\n", "must be a table of"),
        ('repeat = "no"\n', "'repeat' must be true or false"),
        ('[[allow]]\nsource = "x"\nreason = "r"\n[[allow]]\nreason = "r"\n', "[[allow]] 2: allows everything"),
    ],
)
def test_what_is_wrong_with_a_file_is_said_with_its_place(policy, content, said):
    with pytest.raises(DedupError) as raised:
        policy(content)
    assert "policy.toml: " in str(raised.value)
    assert said in str(raised.value)


def test_missing_and_undecodable_files_are_refused(tmp_path):
    with pytest.raises(DedupError, match="cannot be read"):
        read_policy(str(tmp_path / "none.toml"))
    (tmp_path / "latin.toml").write_bytes(b'x = "\xff"')
    with pytest.raises(DedupError, match="not TOML"):
        read_policy(str(tmp_path / "latin.toml"))
