"""Optional libraries: imported when they are used; one line with the cure when they are missing."""

import importlib
import importlib.util
from typing import Any

from dedup.errors import MissingExtraError

_PACKAGES = {"docx": "python-docx"}  #: modules whose package has another name

def require(module: str, *, extra: str, what: str) -> Any:
    """Return an imported optional module.

    Args:
        module: Its name for ``import``.
        extra: Of our package, which installs it.
        what: Needs it, as the user knows it: ``reading Parquet``.

    Raises:
        MissingExtraError: If it is not installed; the message holds the command.

    >>> require("json", extra="parquet", what="reading Parquet").dumps(1)
    '1'
    """
    try:
        return importlib.import_module(module)
    except ImportError as exc:
        root = module.partition(".")[0]
        package = _PACKAGES.get(root, root)
        raise MissingExtraError(f"{what} needs {package}: pip install 'newsdedup[{extra}]'") from exc


def is_installed(module: str) -> bool:
    """Return whether a module can be imported, without importing it.

    >>> is_installed("json"), is_installed("no_such_module")
    (True, False)
    """
    try:
        return importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):
        return False
