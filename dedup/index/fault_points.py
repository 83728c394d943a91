"""Named points in the write path where a test may end the process or inject a fault.

``reach(name)`` does nothing unless a harness has set :data:`hook`. The names are listed
by reading the source, so that a new point without a test is seen.
"""

import ast
from collections.abc import Callable
from pathlib import Path

#: Called with the name of each point that is reached; None does nothing.
hook: Callable[[str], None] | None = None


def reach(name: str) -> None:
    """Pass a point."""
    if hook is not None:
        hook(name)


def names() -> list[str]:
    """Return the names of all points in the package, sorted.

    >>> "commit.before" in names()
    True
    """
    found: set[str] = set()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "reach"
                and isinstance(node.args[0], ast.Constant)
            ):
                found.add(str(node.args[0].value))
    return sorted(found)
