"""Two texts that differ in an amount."""

from dedup import Article, compare

FRAME = (
    "Tram eleven serves forgotten harbours beyond misty warehouses while gardeners polish every silver window box",
    "Nobody remembers which baker first painted yellow doors along that narrow lane behind our quiet market hall",
)


def changed(left, right):
    """The changes of two texts that differ in an amount, as sides."""
    one, two = (
        Article(side, f"{FRAME[0]}. The plan needs {side} before winter. {FRAME[1]}.") for side in (left, right)
    )
    found, back = compare(one, two).changed, compare(two, one).changed
    assert [c[1:] for c in found] == [(c[2], c[1]) for c in back]
    return [c[1:] for c in found]
