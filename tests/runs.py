"""A run over some articles, and a few that are related in many ways."""

from stories import BRIDGE, CHESS, METEOR, OPERA, QUOTATION, WHALE, articles, edited, made_up

from dedup.detect import find_duplicates
from dedup.model import Article, Report
from dedup.params import Params


def found_in(given: list[Article], **options: object) -> Report:
    params = Params(**options.pop("params", {}))
    return find_duplicates(given, params, **({"workers": 1} | options))


def few() -> list[Article]:
    """Articles of which some match in each way, without common furniture."""
    bulletin = (
        "Jakarta stocks closed {} percent lower on {} May 2021, with the index down {} points at {}, "
        "said {} of the exchange."
    )
    return articles(
        BRIDGE,
        edited(BRIDGE, 0.1, 1),
        BRIDGE.replace("25 minutes", "the better part of 52 long minutes"),
        f"{WHALE}\n{BRIDGE}\n{CHESS}\n{OPERA}",
        f"{made_up(1, 150)} {QUOTATION} {made_up(2, 60)}",
        f"{METEOR} {QUOTATION}",
        bulletin.format(1.5, 3, 90, 5401, "Andi Wijaya"),
        bulletin.format(2.4, 17, 66, 6128, "Siti Rahma"),
        WHALE.upper(),
        "Rain.",
    )
