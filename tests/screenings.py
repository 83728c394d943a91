"""Screens articles against others with the detector: what an index has to give, the slow way."""

from dedup.detect import find_duplicates
from dedup.findings.screening import Screening
from dedup.findings.versions import update_of


def screening_of(articles, indexed=(), **options):
    """The screening of some articles against those of an index, of which an article replaces its own older version."""
    screened = {article.id: article for article in articles}
    held = {article.id: article for article in indexed}
    others = {name: article for name, article in held.items() if name not in screened}
    # Ids that sort as wanted: the later of two inputs on the left, what is indexed on the right.
    names = {f"0{len(screened) - number:09}": name for number, name in enumerate(screened)}
    names |= {f"1{name}": name for name in others}
    known = screened | others
    report = find_duplicates([known[name]._replace(id=key) for key, name in names.items()], workers=1, **options)
    order = {name: number for number, name in enumerate(screened)}
    matches = [m._replace(left=names[m.left], right=names[m.right]) for m in report.matches if m.left[0] == "0"]
    matches.sort(key=lambda match: (order[match.left], match.right))
    repeats = [r._replace(article=names[r.article]) for r in report.repeats if r.article[0] == "0"]
    updates = [update_of(article, held[name]) for name, article in screened.items() if name in held]
    return Screening(
        articles=screened,
        others={match.right: others[match.right] for match in matches if match.right in others},
        matches=matches,
        repeats=sorted(repeats, key=lambda repeat: order[repeat.article]),
        updates=[update for update in updates if update],
        seconds=0.01234,
        parameters=report.parameters,
    )
