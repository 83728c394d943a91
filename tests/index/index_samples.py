"""Articles and engines for the tests of indexes."""

from dedup.index.entries import make_entries
from dedup.index.memory import MemoryIndex
from dedup.index.sqlite import SqliteIndex
from dedup.model import Article
from dedup.params import Params

SEED = 7


def story(k, **fields):
    """A short report that shares little with the next one."""
    text = (
        f"The council of district {k} voted {k * 3} to {k} on Monday to close the bridge number {k * 17} over river "
        f"{k * 5}. Repairs will cost {k * 11} million, mayor {chr(65 + k % 26)}{k} said, and last until month {k % 12}."
    )
    return Article(**({"id": f"a{k}", "text": text} | fields))


class Engine:
    """Opens indexes of one kind; ``reopens`` closes and opens the index before every use."""

    def __init__(self, name, folder):
        self.name, self._folder, self._count = name, folder, 0
        self.index = None
        self.is_stored = name != "memory"

    def create(self, **options):
        self._count += 1
        if self.name == "memory":
            self.index = MemoryIndex(seed=SEED, **options)
        else:
            self.index = SqliteIndex.create(self._folder / f"{self._count}.index", seed=SEED, **options)
        return self.index

    def again(self):
        """The index, closed and opened again if this engine does that."""
        if self.name == "sqlite, opened again":
            path = self.index.path
            self.index.close()
            self.index = SqliteIndex(path)
        return self.index

    def entries(self, *articles):
        return make_entries(articles, self.index.params, compiled=False)[0]

    def add(self, *articles, **options):
        return self.again().add(self.entries(*articles), **options)


def entries(*articles, params=None):
    """Articles as an index takes them."""
    return make_entries(articles, params or Params(seed=SEED), compiled=False)[0]


def filled(path, count=12):
    """An index with some stories."""
    index = SqliteIndex.create(path, seed=SEED)
    index.add(entries(*[story(k) for k in range(count)]))
    return index


def at_rest(path, count=12):
    """The bytes of an index that nobody has open."""
    filled(path, count).close()
    return path.read_bytes()
