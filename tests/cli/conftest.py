"""A detector that is told what to find, so that these tests are about the command line only."""

import pytest
from screenings import screening_of

import dedup.cli.compiling
import dedup.cli.screened
import dedup.detect
import dedup.pair
from cli.check_rows import INDEXED
from dedup.cli.app import main
from dedup.model import Comparison, Match, Relation, Report


class ToldDetector:
    """Stands in for ``dedup.detect.find_duplicates`` and ``dedup.pair.compare`` and remembers how it was called."""

    def __init__(self):
        self.relations_found = ()
        self.raised = None
        self.crowded = 0
        self.calls = []
        self.compiled_beside = []
        self.is_cold = False  # what compare needs is compiled

    def compile_beside(self, workers):
        self.compiled_beside.append(workers)

    def find_duplicates(self, articles, params, **options):
        found = {article.id: article for article in articles}
        others = {article.id: article for article in options["against"] or ()}
        self.calls.append({**options, "articles": sorted(found), "against": sorted(others), "params": params})
        options["progress"]("compare", 1, 1)
        options["notify"]("compiling kernels")
        if self.raised:
            raise self.raised
        matches = [
            Match("a", "b", Relation(name), 0.9, 0.5, (0.5, 0.5), 0.5, (), (), ()) for name in self.relations_found
        ]
        return Report(found | others, matches, [], [], [], 0, 0.1, params.as_mapping(), crowded=self.crowded)

    def compare(self, left, right, params, **options):
        self.calls.append({"left": left, "right": right, "params": params, **options})
        if self.is_cold:
            options["notify"]("compiling kernels")
        match = None
        if self.relations_found:
            name = Relation(self.relations_found[0])
            match = Match(left.id, right.id, name, 0.9, 0.5, (0.5, 0.5), 0.5, (), (), ())
        return Comparison(left, right, match, 0.5, (0.5, 0.5), 0.5, (), (), 0.1, {})


@pytest.fixture
def detector(monkeypatch):
    told = ToldDetector()
    monkeypatch.setattr(dedup.detect, "find_duplicates", told.find_duplicates)
    monkeypatch.setattr(dedup.pair, "compare", told.compare)
    monkeypatch.setattr(dedup.cli.compiling, "compile_beside", told.compile_beside)
    return told


@pytest.fixture
def home(tmp_path, monkeypatch):
    """An empty working directory, without settings from outside."""
    monkeypatch.chdir(tmp_path)
    for name in ("DEDUP_FORMAT", "NO_COLOR", "DEDUP_CACHE_DIR"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "a.txt").write_text("The old bridge closes on Monday.")
    (tmp_path / "b.txt").write_text("The harbour master expects three ships.")
    return tmp_path


@pytest.fixture
def run(home, capfdbinary):
    """Runs one command line; gives exit code, standard output, standard error."""

    def run_it(*arguments):
        code = main([str(argument) for argument in arguments])
        captured = capfdbinary.readouterr()
        return code, captured.out.decode(), captured.err.decode()

    return run_it


@pytest.fixture
def index(monkeypatch, home):
    """Stands in for an index of three articles; gives the settings of each screening."""
    asked = []

    def screen(articles, settings, talk):
        asked.append(settings)
        if settings.index == "broken.index":
            raise RuntimeError("no such page")
        if settings.index == "interrupted.index":
            raise KeyboardInterrupt
        return screening_of(articles, INDEXED, relations=[Relation(name) for name in settings.relation] or None)

    monkeypatch.setattr(dedup.cli.screened, "screen_index", screen)
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780272000")  # 1 June 2026
    return asked
