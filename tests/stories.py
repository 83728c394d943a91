"""News written for the tests: short stories on unrelated subjects, and seeded texts of made-up words."""

import random
from collections.abc import Iterable
from pathlib import Path

from dedup.model import Article, Match, Report

SEED_FILES = sorted((Path(__file__).parent.parent / "seeds").glob("*.txt"))

BRIDGE = """The old stone bridge at Harwick will close to all traffic on Monday, 4 March 2024, the county council said.
Engineers found deep cracks in two of its five arches during an inspection in January. Repairs will cost 3.2 million
pounds and last until autumn. Buses will be sent through the village of Lower Denby, which adds about 25 minutes to the
journey. Shopkeepers on the north bank fear for their trade. "Half of my customers walk across that bridge every day,"
said Margaret Ellis, who runs the bakery. The council promised a temporary footbridge by the end of April."""

WHALE = """Volunteers on the west coast of Ireland spent the night pouring water over a stranded pilot whale before the
tide lifted it off the sand. The animal, five metres long, was seen by a man walking his dog near Ballyconneely shortly
after dusk. Around forty people answered a call for help and formed chains with buckets. Marine biologist Aoife Brennan
said the whale swam strongly once it reached deep water, and that its family had been calling offshore for hours."""

CHESS = """A schoolgirl from Nairobi has become the youngest national chess champion in the history of Kenya. Wanjiru
Kamau, eleven, drew her last game against the defending champion after a struggle of six hours and finished half a point
ahead of the field. Her teacher, who taught her the moves three years ago on a board made of bottle caps, wept in the
playing hall. She will represent the country at the youth olympiad in Budapest next summer."""

CHEESE = """Dairy farmers in the Jura mountains are warning of a poor season for Comté after the driest spring in sixty
years. Cows have been fed hay since May because pastures turned brown, and milk yields have fallen by a fifth. The
cooperative of Poligny has already reduced the number of wheels it sets aside for long ageing. Buyers in Paris expect
prices to rise before Christmas. Rain is forecast for the end of the week, but growers say it comes too late."""

OPERA = """The opera house of Valparaíso reopened on Friday evening after an absence of twelve years. Craftsmen restored
its painted ceiling panel by panel, and the seats were rebuilt from the original drawings found in a cellar. The first
performance was a comedy by Rossini, sung by a cast of young Chileans. Tickets sold out within an hour. Outside, several
hundred people followed the evening on a screen, wrapped in blankets against the wind from the harbour."""

METEOR = """A meteor brighter than the full moon crossed the sky above northern Finland early on Thursday. Cameras of a
volunteer network in Sodankylä recorded the fireball for four seconds before it broke into three pieces. Astronomers
estimate that fragments weighing up to two kilograms may have landed in the forests east of the lake. Snow makes the
search difficult. Anyone who finds a black, heavy stone is asked not to touch it with bare hands."""

#: What two releases of a series keep, and their heads.
KEPT = (
    "The inspectors went through the kitchens of the school, asked the cooks how the milk was kept, and looked into "
    "the cellar where the flour is stored. They found the drains in order and the fridges cold enough. The ministry "
    "says that every school of the province will be seen before the summer, and that the reports are read by parents, "
    "teachers and the cooks themselves. Nobody has to fear for a job."
)
HARWICK = (
    "Clean kitchens delight Tom Ashe. On {} Tom Ashe of the ministry saw Harwick, where the mayor met him at the gate "
    "and led him past the statue of a baker. A cook of sixty years wept with joy when he praised her soup, a boy asked "
    "for less cabbage, and the band of the fire brigade played a march that nobody knew."
)
DUNMORE = (
    "Ashe carries on in Dunmore. A brass band, forty children and a nervous goat greeted the visitor on {}. He tasted "
    "three cakes and a stew of lentils, lost his hat in the pantry, and left with a basket of pears that he gave to "
    "the hospital. The headmistress had the walls painted for him in two shades of green."
)

#: The bridge in other words.
REWRITTEN = """From Monday nobody will be able to drive over the old stone bridge at Harwick, as people in the town
learned this week from a notice of the county council, which said that engineers found deep cracks in two of its five
arches. They had gone there in January to look at it as they do every other year. It is thought that repairs will cost
3.2 million pounds, a sum that the county does not have at hand and will have to borrow. Until then buses will be sent
through the village of Lower Denby, and whoever rides on them has to allow for a journey that is almost half an hour
longer."""

STORIES = (BRIDGE, WHALE, CHESS, CHEESE, OPERA, METEOR)

FOOTER = """Follow us on every channel and never miss a headline again. Sign up for our morning newsletter with the best
of the day. All rights reserved, no part of this page may be copied without written consent of the publisher."""

QUOTATION = (
    "We have waited for this moment longer than anyone in this town can remember, and nobody will ever take it away "
    "from us again, whatever the coming years may bring."
)

_SYLLABLES = [c + v for c in "bdfgklmnprstvz" for v in "aeiou"]


def vocabulary(size: int, seed: int = 0) -> list[str]:
    """Made-up words, commonest first."""
    rng, words = random.Random(f"vocabulary {seed}"), {}
    while len(words) < size:
        words["".join(rng.choice(_SYLLABLES) for _ in range(rng.randint(2, 4)))] = None
    return list(words)


_COMMON = [
    "the",
    "of",
    "and",
    "to",
    "in",
    "a",
    "that",
    "for",
    "on",
    "with",
    "as",
    "was",
    "at",
    "by",
    "from",
    "it",
    "is",
    "be",
    "an",
    "has",
    "were",
    "are",
    "this",
    "or",
    "had",
    "after",
]
_RARE = vocabulary(12_000)


def made_up(seed: object, words: int) -> str:
    """A text of common and made-up words in sentences of ten, the same for the same seed."""
    rng = random.Random(f"text {seed}")
    chosen = [rng.choice(_COMMON if rng.random() < 0.45 else _RARE) for _ in range(words)]
    sentences = [" ".join(chosen[k : k + 10]).capitalize() + "." for k in range(0, words, 10)]
    return " ".join(sentences)


def edited(text: str, share: float, seed: object) -> str:
    """A text with a share of its words replaced by made-up ones."""
    rng, words = random.Random(f"edit {seed}"), text.split()
    for k in rng.sample(range(len(words)), round(share * len(words))):
        words[k] = "x" + rng.choice(_RARE)
    return " ".join(words)


def articles(*texts: str) -> list[Article]:
    """Articles named a, b, c and so on."""
    return [Article(chr(97 + k), text) for k, text in enumerate(texts)]


def seeds() -> list[Article]:
    """The five seed articles, named by their first three digits."""
    return [Article(path.name[:3], path.read_text(encoding="utf-8")) for path in SEED_FILES]


def relations(report: Report) -> dict[tuple[str, str], str]:
    """The relation of each reported pair."""
    return {(match.left, match.right): match.relation.value for match in report.matches}


def only(matches: Iterable[Match]) -> Match:
    """The one match that there is."""
    [match] = matches
    return match


def turned(match):
    """The match with its sides exchanged; words stay as they were counted."""
    return match._replace(
        left=match.right,
        right=match.left,
        containment=match.containment[::-1],
        passages=tuple(sorted(p._replace(left=p.right, right=p.left) for p in match.passages)),
        changed=tuple(c._replace(left=c.right, right=c.left) for c in match.changed),
    )


#: Prices of a day in two outlets: day, change, prices.
PRICES = """Jakarta - Harga emas batangan Antam di laman Logam Mulia, Senin ({}/7/2024), {} per gram dari harga kemarin.
Harga jual kembali atau buyback berada di level Rp1.{}.000 per gram dan dipotong pajak sesuai aturan yang berlaku.
- 0,5 gram: Rp{}.000
- 1 gram: Rp1.3{}.000
- 2 gram: Rp2.{}.000
- 5 gram: Rp6.{}.000
- 10 gram: Rp1{}.000"""
THAI = (
    "นครพิงค์ เอฟซี ต้องกลับเชียงใหม่แบบเจ็บใจ ทั้งที่ออกนำและได้จุดโทษ แต่กลับแพ้ ศรีสัชนาลัย ยูไนเต็ด 1-2 เพราะลูกยิงในช่วงท้ายเกม "
    "หลังจากนั้น ธนวัฒน์ พรมมา ซัดเต็มข้อจากนอกกรอบเสียบสามเหลี่ยม"
)
THAI_TWIN = (
    "ลูกยิงไกลนาทีที่ 90 ของ ธนวัฒน์ พรมมา ช่วยให้ ศรีสัชนาลัย ยูไนเต็ด คว้าชัยเหนือผู้มาเยือน นครพิงค์ เอฟซี 2-1 "
    "ในการแข่งขันไทยลีก 3 โซนภาคเหนือ คืนวันเสาร์"
)
PRICES_TWIN = """Harga emas Antam hari ini, Senin ({}/7/2024), terpantau naik. Satu gram logam mulia Rp 1.3{}.000.
Adapun harga buyback yang menjadi acuan jika Anda hendak menjual emas tercatat Rp 1.{}.000 per gram.
0,5 gram: Rp {}.000
2 gram: Rp 2.{}.000
5 gram: Rp 6.{}.000
10 gram: Rp 1{}.000"""
