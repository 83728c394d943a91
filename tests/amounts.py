"""Two texts that differ in an amount."""

from pairs import changes_in

#: A text without facts, of which a sentence in the middle is missing.
FRAME = (
    "Tram eleven serves forgotten harbours beyond misty warehouses while gardeners polish every silver window box. {} "
    "Nobody remembers which baker first painted yellow doors along that narrow lane behind our quiet market hall."
)


def changed(left: str, right: str) -> list[tuple[str, str]]:
    """The changes of two texts that differ in an amount, as sides."""
    return changes_in(FRAME.format("The plan needs {} before winter."), left, right)
