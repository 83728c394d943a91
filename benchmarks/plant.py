"""The planted cases: for each kind, families of articles and what a detector must say of them."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from benchmarks import edits, facts_swapped
from benchmarks.pools import Pool
from dedup.model import Article, Relation

Span = tuple[int, int]
IDENTICAL = (Relation.IDENTICAL,)
NEAR = (Relation.NEAR_DUPLICATE,)
COPY = (Relation.IDENTICAL, Relation.NEAR_DUPLICATE)
EXCERPT = (Relation.EXCERPT,)
OVERLAP = (Relation.OVERLAP,)
TEMPLATE = (Relation.TEMPLATE,)
LATIN = ("en", "id", "de", "es")


@dataclass
class Planted:
    """One pair (or one article with a repeat) and what is right."""

    kind: str
    left: str  #: id
    right: str  #: id; the same as ``left`` for a repeat
    relations: tuple[Relation, ...]
    left_spans: list[Span] = field(default_factory=list)  #: what is shared, in the left text
    right_spans: list[Span] = field(default_factory=list)
    changed: tuple[str, str] | None = None  #: a figure on the left and on the right


@dataclass
class Plan:
    """All articles of a run and what is expected of them."""

    articles: list[Article] = field(default_factory=list)
    planted: list[Planted] = field(default_factory=list)
    alone: dict[str, str] = field(default_factory=dict)  #: ids that must match nothing of their kind, with the kind
    bare: list[Article] = field(default_factory=list)  #: articles without the furniture that they have in the plan
    pools: Sequence[Pool] = ()


class Planter:
    """Plants cases of every kind into one plan; each base text is used once."""

    def __init__(self, pools: Sequence[Pool], count: int, seed: int) -> None:
        """Plant ``count`` cases of each kind into texts of these pools."""
        self.plan = Plan(pools=pools)
        self.count = count
        self.rng = random.Random(f"plant {seed}")
        self._turn = 0

    def plant_all(self) -> Plan:
        """Plant ``count`` cases of each kind, then everything left over as unrelated background."""
        for kind, method in KINDS.items():
            method(self, kind)
        for pool in self.plan.pools:
            self.plan.articles += [a._replace(id=f"background/{pool.lang}/{a.id}") for a in pool.rest()[:600]]
        return self.plan

    def base(
        self, langs: Sequence[str] = (), shortest: int = 120, longest: int = 700, use: Pool | None = None
    ) -> tuple[Pool, Article]:
        """Take a base text, from the languages in turn.

        Raises:
            LookupError: If no pool has a text of that length left.
        """
        some = [use] if use else [p for p in self.plan.pools if not langs or p.lang in langs]
        for _ in range(len(some)):
            self._turn += 1
            pool = some[self._turn % len(some)]
            found = pool.take(shortest, longest)
            if found:
                return pool, found
        raise LookupError(f"no unused base text of {shortest} to {longest} words left; plant fewer cases")

    def pair(
        self,
        kind: str,
        number: int,
        base: Article,
        text: str,
        relations: tuple[Relation, ...],
        *,
        base_spans: list[Span] | None = None,
        spans: list[Span] | None = None,
        changed: tuple[str, str] | None = None,
        **fields: Any,
    ) -> None:
        """Add a base and its changed copy, either of which may come first by id."""
        ids = [f"{kind}/{number}/a", f"{kind}/{number}/b"]
        swap = self.rng.random() < 0.5
        base_id, copy_id = reversed(ids) if swap else ids
        source = fields.pop("source", f"copy-{self.rng.randrange(9)}")
        self.plan.articles.append(base._replace(id=base_id))
        self.plan.articles.append(base._replace(id=copy_id, text=text, source=source, **fields))
        base_spans = base_spans or [(0, len(base.text))]
        spans = spans or [(0, len(text))]
        if swap:
            base_spans, spans = spans, base_spans
            changed = (changed[1], changed[0]) if changed else None
        self.plan.planted.append(Planted(kind, ids[0], ids[1], relations, base_spans, spans, changed))

    def whole(
        self, kind: str, change: Callable[[random.Random, str], str], relations: tuple[Relation, ...],
        langs: Sequence[str] = (),
    ) -> None:  # fmt: skip
        """Cases where a function changes the whole text."""
        for i in range(self.count):
            _, base = self.base(langs)
            self.pair(kind, i, base, change(self.rng, base.text), relations)

    def edited(self, kind: str, share: float) -> None:
        """A share of the words replaced."""
        for i in range(self.count):
            pool, base = self.base()
            self.pair(kind, i, base, edits.replaced(self.rng, base.text, share, pool.words), NEAR)

    def headline_field(self, kind: str) -> None:
        """Another title, the same text: identical."""
        for i in range(self.count):
            pool, base = self.base()
            self.pair(kind, i, base, base.text, IDENTICAL, title=self.headline(pool))

    def headline_line(self, kind: str) -> None:
        """The headline is the first line of the text and is another one: near-duplicate."""
        for i in range(self.count):
            pool, base = self.base()
            old, new = self.headline(pool), self.headline(pool)
            first = base._replace(text=f"{old}\n\n{base.text}", title=old)
            cut = len(old) + 2
            copy = f"{new}\n\n{base.text}"
            self.pair(
                kind, i, first, copy, NEAR,
                base_spans=[(cut, len(first.text))], spans=[(len(new) + 2, len(copy))], title=new,
            )  # fmt: skip

    def headline(self, pool: Pool) -> str:
        """Seven to eleven words of the language."""
        return " ".join(self.rng.choice(pool.words) for _ in range(self.rng.randint(7, 11))).capitalize()

    def paragraphs_dropped(self, kind: str) -> None:
        """15 to 30 % of the text dropped: near-duplicate."""
        for i in range(self.count):
            _, base = self.base()
            text, kept = edits.dropped(self.rng, base.text)
            self.pair(kind, i, base, text, NEAR, base_spans=kept)

    def cut_to_half(self, kind: str) -> None:
        """Half of the words left: an excerpt."""
        for i in range(self.count):
            _, base = self.base()
            text, kept = edits.half(self.rng, base.text)
            self.pair(kind, i, base, text, EXCERPT, base_spans=kept)

    def embedded(self, kind: str) -> None:
        """The text inside one three times as long: an excerpt."""
        for i in range(self.count):
            pool, base = self.base(longest=260)
            words = len(base.text.split())
            room: list[str] = []
            while sum(len(text.split()) for text in room) < 2 * words:
                room.append(self.base(use=pool)[1].text)
            host = "\n".join(room)
            spans = edits.cores(host)
            host = host[: spans[min(2 * words, len(spans)) - 1][1]]
            text, span = edits.inserted(self.rng, host, base.text)
            self.pair(kind, i, base, text, EXCERPT, spans=[span])

    def shared_passage(self, kind: str, words: int, quoted: bool) -> None:
        """Two unrelated hosts that share one passage: overlap."""
        for i in range(self.count):
            pool, origin = self.base(longest=250)
            hosts = [self.base(shortest=200, use=pool)[1] for _ in range(2)]
            a, b = edits.passage(self.rng, origin.text, words)
            shared = " ".join(origin.text[a:b].split())
            texts, spans = [], []
            for host in hosts:
                form = f"“{shared}”" if quoted else shared
                text, (start, end) = edits.inserted(self.rng, host.text, form, join=" " if quoted else "\n")
                texts.append(text)
                spans.append((start + quoted, end - quoted))
            self.pair(
                kind, i, hosts[0]._replace(text=texts[0]), texts[1], OVERLAP,
                base_spans=[spans[0]], spans=[spans[1]], title=hosts[1].title, source=hosts[1].source,
                published=hosts[1].published,
            )  # fmt: skip

    def furniture(self, pool: Pool, promo: bool = False) -> tuple[str, str]:
        """A site's menu and its footer, 40 to 100 words together."""
        menu = [" ".join(self.rng.choice(pool.words) for _ in range(self.rng.randint(1, 2))).title() for _ in range(9)]
        count = self.rng.randint(30, 70) if promo else self.rng.randint(22, 45)
        words = [self.rng.choice(pool.words) for _ in range(count)]
        half = len(words) // 2
        foot = f"{' '.join(words[:half]).capitalize()}. {' '.join(words[half:]).capitalize()}."
        return (" | " if self.rng.random() < 0.5 else "\n").join(menu), foot

    def other_furniture(self, kind: str) -> None:
        """The same text in two sites' frames, each site with ten articles or more: near-duplicate."""
        sites = {pool.lang: [self.furniture(pool) for _ in range(max(2, self.count // 50))] for pool in self.plan.pools}
        for i in range(self.count):
            pool, base = self.base()
            number = list(range(len(sites[pool.lang])))
            self.rng.shuffle(number)
            made = []
            for n in number[:2]:
                menu, foot = sites[pool.lang][n]
                text = f"{menu}\n{base.text}\n{foot}"
                made.append((text, (len(menu) + 1, len(menu) + 1 + len(base.text)), f"site-{pool.lang}-{n}"))
            (left, left_span, left_source), (right, right_span, right_source) = made
            self.pair(
                kind, i, base._replace(text=left, source=left_source), right, NEAR,
                base_spans=[left_span], spans=[right_span], source=right_source,
            )  # fmt: skip

    def same_furniture(self, kind: str) -> None:
        """One site's frame around 40 unrelated articles; four groups: they must match nothing."""
        for group, source in enumerate(("one.example", "", "many", "inline")):
            pool = self.plan.pools[group % len(self.plan.pools)]
            menu, foot = self.furniture(pool, promo=True)
            chosen: list[Article] = []
            for i in range(40):
                base = pool.take_unlike(chosen) or self.base(use=pool)[1]
                chosen.append(base)
                text = f"{base.text} {foot}" if source == "inline" else f"{menu}\n{base.text}\n{foot}"
                name = f"site-{i}" if source in ("many", "inline") else source
                identity = f"{kind}/{group}-{i}"
                self.plan.articles.append(base._replace(id=identity, text=text, source=name))
                self.plan.bare.append(base._replace(id=identity, source=name))
                self.plan.alone[identity] = kind

    def twice(self, kind: str) -> None:
        """One page with the text twice: whole, or first cut off in mid-sentence, then whole."""
        for i in range(self.count):
            pool, base = self.base()
            first = base.text
            cut = self.rng.random() < 0.4
            if cut:
                spans = edits.cores(first)
                first = first[: spans[int(len(spans) * self.rng.uniform(0.35, 0.6))][1]]
            gap = f"\n{self.headline(pool)}\n" if self.rng.random() < 0.5 else "\n"
            text = first + gap + base.text
            identity = f"{kind}/{i}"
            self.plan.articles.append(base._replace(id=identity, text=text))
            start = len(first) + len(gap)
            # Of a cut text the second region may be the whole second copy or only what stands twice.
            second = [(start, len(text))] + ([(start, start + len(first))] if cut else [])
            right = (Relation.EXCERPT,) if cut else IDENTICAL
            self.plan.planted.append(Planted(kind, identity, identity, right, [(0, len(first))], second))

    def all_facts(self, kind: str) -> None:
        """All figures, dates and names replaced, in texts that are rich in them: template."""
        made = tries = 0
        while made < self.count:
            pool, base = self.base(facts_swapped.LANGUAGES, longest=450)
            tries += 1
            new = facts_swapped.swapped(self.rng, base.text, pool.lang, pool.names, pool.common)
            if new.facts < 0.08 * new.words or new.numbers < 3 or new.names < 4:
                if tries > 40 * self.count:
                    raise LookupError("too few texts rich in facts")
                self.plan.articles.append(base._replace(id=f"background/{kind}/{tries}"))
                continue
            self.pair(kind, made, base, new.text, TEMPLATE)
            made += 1

    def one_number(self, kind: str) -> None:
        """One figure changed: near-duplicate, and the change is listed."""
        made = 0
        while made < self.count:
            _, base = self.base()
            new = facts_swapped.one_number_changed(self.rng, base.text)
            if new is None:
                self.plan.articles.append(base._replace(id=f"background/{kind}/{base.id}"))
                continue
            self.pair(kind, made, base, new[0], NEAR, changed=(new[1], new[2]))
            made += 1

    def short(self, kind: str) -> None:
        """Distinct texts of 3 to 9 words: they must match nothing."""
        seen: set[tuple[str, ...]] = set()
        while len(seen) < 4 * self.count:
            pool = self.plan.pools[len(seen) % len(self.plan.pools)]
            words = tuple(self.rng.choice(pool.words) for _ in range(self.rng.randint(3, 9)))
            if words not in seen:
                seen.add(words)
                self.short_text(kind, len(seen), words, pool)

    def short_text(self, kind: str, number: int, words: Sequence[str], pool: Pool) -> None:
        """One short text that must match nothing."""
        identity = f"{kind}/{number}"
        self.plan.articles.append(Article(id=identity, text=" ".join(words), lang=pool.lang))
        self.plan.alone[identity] = kind

    def short_apart(self, kind: str) -> None:
        """Pairs of texts of 3 to 9 words that differ in one word."""
        for i in range(self.count):
            pool = self.plan.pools[i % len(self.plan.pools)]
            words = [self.rng.choice(pool.words) for _ in range(self.rng.randint(3, 9))]
            other = list(words)
            at = self.rng.randrange(len(words))
            while other[at] == words[at]:
                other[at] = self.rng.choice(pool.words)
            self.short_text(kind, 2 * i, words, pool)
            self.short_text(kind, 2 * i + 1, other, pool)

    def short_equal(self, kind: str) -> None:
        """Short texts that differ in case and punctuation alone: identical."""
        for i in range(self.count):
            pool = self.plan.pools[i % len(self.plan.pools)]
            words = [self.rng.choice(pool.words) for _ in range(self.rng.randint(6, 9))]
            base = Article(id="", text=" ".join(words), lang=pool.lang)
            self.pair(kind, i, base, f"{', '.join(words).capitalize()}.", IDENTICAL)


KINDS: dict[str, Callable[[Planter, str], None]] = {
    "all facts replaced": Planter.all_facts,
    "reformatted": lambda p, k: p.whole(k, edits.reformatted, IDENTICAL),
    "new headline, field": Planter.headline_field,
    "new headline, first line": Planter.headline_line,
    "5 % of words": lambda p, k: p.edited(k, 0.05),
    "10 % of words": lambda p, k: p.edited(k, 0.10),
    "20 % of words": lambda p, k: p.edited(k, 0.20),
    "40 % of words": lambda p, k: p.edited(k, 0.40),
    "sentences shuffled": lambda p, k: p.whole(k, edits.shuffled, NEAR),
    "paragraphs dropped": Planter.paragraphs_dropped,
    "cut to half": Planter.cut_to_half,
    "embedded in three times": Planter.embedded,
    "60-word passage": lambda p, k: p.shared_passage(k, 60, quoted=False),
    "25-word quotation": lambda p, k: p.shared_passage(k, 25, quoted=True),
    "other furniture": Planter.other_furniture,
    "same furniture": Planter.same_furniture,
    "OCR 3 %": lambda p, k: p.whole(k, lambda rng, text: edits.ocr_noise(rng, text, 0.03), NEAR),
    "OCR 8 %": lambda p, k: p.whole(k, lambda rng, text: edits.ocr_noise(rng, text, 0.08), NEAR),
    "homoglyphs": lambda p, k: p.whole(k, edits.homoglyphs, COPY, LATIN),
    "zero-width": lambda p, k: p.whole(k, edits.zero_widths, IDENTICAL),
    "soft hyphen": lambda p, k: p.whole(k, edits.soft_hyphens, IDENTICAL),
    "fullwidth": lambda p, k: p.whole(k, edits.fullwidth, IDENTICAL, LATIN),
    "text twice": Planter.twice,
    "one number changed": Planter.one_number,
    "short, distinct": Planter.short,
    "short, one word apart": Planter.short_apart,
    "short, equal": Planter.short_equal,
}
