"""Says how news articles are related: copies, excerpts, shared passages, templates, reports of one event.

The names in ``__all__`` are the interface; all else may change. ``docs/python-api.md`` shows their use.

>>> import dedup
>>> report = dedup.find_duplicates(dedup.read_articles("seeds"))  # doctest: +SKIP
"""

TYPE_CHECKING = False  # of typing, which is not loaded: the program starts here and cannot hear an interruption yet
if TYPE_CHECKING:
    from dedup.detect import Detector as Detector
    from dedup.detect import find_duplicates as find_duplicates
    from dedup.errors import DedupError as DedupError
    from dedup.evaluation.evaluate import evaluate as evaluate
    from dedup.model import Article as Article
    from dedup.model import Relation as Relation
    from dedup.model import Report as Report
    from dedup.pair import compare as compare
    from dedup.params import Params as Params
    from dedup.readers.collect import read_articles as read_articles
    from dedup.readers.options import ReadOptions as ReadOptions

    __version__: str

_HOMES = {
    "Article": "dedup.model",
    "DedupError": "dedup.errors",
    "Detector": "dedup.detect",
    "Params": "dedup.params",
    "ReadOptions": "dedup.readers.options",
    "Relation": "dedup.model",
    "Report": "dedup.model",
    "compare": "dedup.pair",
    "evaluate": "dedup.evaluation.evaluate",
    "find_duplicates": "dedup.detect",
    "read_articles": "dedup.readers.collect",
}

__all__ = sorted(_HOMES)


def __getattr__(name: str) -> object:
    """Import public names when they are first used, so that ``dedup --help`` loads no numpy."""
    if name == "__version__":
        from dedup.version import version

        return version()
    if name not in _HOMES:
        raise AttributeError(f"module 'dedup' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
