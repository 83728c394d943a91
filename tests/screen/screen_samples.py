"""Indexes filled with news, and what a batch finds in the same articles, for the tests of screening."""

from stories import FOOTER, QUOTATION, STORIES, edited, made_up, turned

from dedup.detect import find_duplicates
from dedup.index.entries import make_entries
from dedup.index.memory import MemoryIndex
from dedup.index.sqlite import SqliteIndex
from dedup.model import Article
from dedup.params import Params

SEED = 7
ENGINES = ("memory", "sqlite")


def index_of(engine, folder, articles=(), params=None, seed=SEED):
    """An index of some articles."""
    if engine == "memory":
        made = MemoryIndex(params or Params(), seed=seed)
    else:
        made = SqliteIndex.create(folder / "news.index", params or Params(), seed=seed)
    if articles:
        made.add(make_entries(articles, made.params, compiled=False)[0])
    return made


def piece(kind, number):
    """A text of a kind: stories, copies, copies with edits, excerpts, pages around one footer, quotations."""
    story = STORIES[number % len(STORIES)]
    return {
        "story": story,
        "loud": story.upper(),
        "edited": edited(story, 0.08, number),
        "excerpt": story[: len(story) // 2],
        "page": f"{story}\n{FOOTER}",
        "other page": f"{made_up(('page', number), 60)}\n{FOOTER}",
        "quoting": f"{made_up(('quoting', number), 50)} {QUOTATION} {made_up(('end', number), 30)}",
        "other": made_up(("other", number), 70),
        "empty": "...",
    }[kind]


KINDS = ("story", "loud", "edited", "excerpt", "page", "other page", "quoting", "other", "empty")


def records(matches):
    """The matches by pair, each with the smaller id on the left, without reasons, which quote the left text."""
    straight = (m._replace(reasons=()) for m in matches)
    return {(m.left, m.right): m for m in (m if m.left < m.right else turned(m) for m in straight)}


def pairs(screening):
    """The ids of what a screening found, in its order."""
    return [(match.left, match.right) for match in screening.matches]


def found_in(articles, seed=SEED, **options):
    """The records that a batch of articles gives."""
    return records(find_duplicates(articles, Params(seed=seed), workers=1, **options).matches)


def named(*texts, **fields):
    """Articles a00, a01 and so on."""
    return [Article(f"a{k:02}", text, **fields) for k, text in enumerate(texts)]
