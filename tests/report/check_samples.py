"""Judged screenings that the tests of the check's reports share."""

from datetime import date

from report_samples import bridge_articles, hostile_report, match

from dedup.findings.baseline import Baseline, entry_of
from dedup.findings.findings import Checked, Place, judge
from dedup.findings.policy import Policy, Rule
from dedup.findings.screening import Screening, Update
from dedup.model import Article, Change, Passage, Rejected, Relation, Repeat

TODAY = date(2026, 6, 1)
FORMATS = ("text", "jsonl", "csv", "html", "sarif", "junit", "github", "gitlab")


def sample(fail_on="near-duplicate"):
    """Five screened articles: a failing copy, a shared passage, an accepted and an allowed copy, an update."""
    a, b = bridge_articles().values()
    articles = {
        "a": a,
        "quoting": Article("quoting", "We have waited for this moment.\nAnd more.", "Feast", "The Post"),
        "accepted": Article("accepted", "Accepted text.", "Old copy", "The Post"),
        "allowed": Article("allowed", "Allowed text.", "Agency copy", "The Post"),
        "own": Article("own", "Own text, 4 words.", "Own", "The Post", version="2"),
    }
    others = {"b": b, "agency": Article("agency", "Agency text.", "Wire", "Antara", "https://antara.example/1?x=1")}
    passage = (Passage((0, 31), (5, 36), 6),)
    bare = {"passages": (), "changed": (), "reasons": ("same words in the same order",)}
    matches = [
        match("a", "b"),
        match("quoting", "b", Relation.OVERLAP, passages=passage, changed=(), reasons=("share a passage",)),
        match("accepted", "b", **bare),
        match("allowed", "agency", Relation.IDENTICAL, **bare),
    ]
    update = Update(
        "own", 0.5, (0.6, 0.7), (Change("number", "4", "3"),), Article("own", "Own text, 3 words.", version="1")
    )
    screening = Screening(
        articles=articles,
        others=others,
        matches=matches,
        repeats=[Repeat("own", (0, 3), (4, 8), Relation.EXCERPT, 0.9, 0.5, (0.9, 0.5), 0.7, 21)],
        updates=[update],
        rejected=[Rejected("feed.jsonl:9", "the text has no words")],
        seconds=0.41234,
        parameters={"seed": 1},
    )
    accepted = Baseline([entry_of(articles["accepted"], b, Relation.NEAR_DUPLICATE, reason="ours", who="Ana")])
    policy = Policy((Rule(("Antara",), (), (), frozenset(), "agency subscription"),))
    places = {
        "a": Place("a.txt", 0),
        "quoting": Place("feed.jsonl", 2),
        "accepted": Place("feed.jsonl", 3),
        "allowed": Place("feed.jsonl", 4),
        "own": Place("feed.jsonl", 5),
    }
    return judge(screening, fail_on, baseline=accepted, policy=policy, places=places, today=TODAY)


def superseded():
    """A copy of an indexed article of which a later input is a new version about something else."""
    old = Article("b", "The old text.", "Old headline", "The Post", "https://post.example/old")
    articles = {"a": Article("a", "The copy."), "b": Article("b", "The comet.", "New headline", "The Sky")}
    places = {"a": Place("a.jsonl", 1), "b": Place("b.jsonl", 1)}
    return judge(Screening(articles, {"b": old}, [match("a", "b", passages=())]), places=places, today=TODAY)


def clean():
    """One article that matches nothing."""
    articles = {"a": Article("a", "Own text.")}
    return judge(Screening(articles, {}, []), places={"a": Place("a.txt", 0)}, today=TODAY)


def many(relations):
    """As many screened articles as relations, each with one match of that relation."""
    articles = {f"n{k:03}": Article(f"n{k:03}", f"Text {k}.") for k in range(len(relations))}
    matches = [match(name, "b", relation) for name, relation in zip(articles, relations, strict=True)]
    places = {name: Place("feed.jsonl", k + 1) for k, name in enumerate(articles)}
    return judge(Screening(articles, {"b": Article("b", "Text.")}, matches), places=places, today=TODAY)


def hostile(payloads):
    """A check in which every piece of text that came from outside is hostile."""
    report = hostile_report(payloads)
    left = {found.left: report.articles[found.left] for found in report.matches}
    right = {found.right: report.articles[found.right] for found in report.matches}
    updates = [
        Update(name, 0.5, (0.5, 0.5), (Change(payload, payload, payload),), article)
        for (name, article), payload in zip(left.items(), payloads, strict=True)
    ]
    screening = Screening(left, right, report.matches, report.repeats, updates, (), report.rejected)
    places = {
        name: Place(f"{payload}.txt", number % 2)
        for number, (name, payload) in enumerate(zip(left, payloads, strict=True))
    }
    first, *_ = report.matches
    entries = [entry_of(left[first.left], right[first.right], first.relation, reason=payloads[0], who=payloads[0])]
    entries += [
        entry_of(article, Article("gone", ""), Relation.OVERLAP, reason=payload, who=payload, expires="2026-01-01")
        for article, payload in zip(left.values(), payloads, strict=True)
    ]
    rule = Rule((payloads[1],), (), (), frozenset(), payloads[1])
    checked = judge(screening, "any", baseline=Baseline(entries), policy=Policy((rule,)), places=places, today=TODAY)
    return checked._replace(expired=checked.stale)


def statuses(checked: Checked):
    """How many findings there are of each status."""
    return [finding.status.value for finding in checked.findings]
