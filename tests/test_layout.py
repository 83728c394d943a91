"""How the project is laid out: one-way imports, a small top level, seeds as they came."""

import ast
import hashlib
import json
import os
import subprocess
import sys
from itertools import groupby
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "dedup"

#: The modules of the core; each imports only from those before it.
ORDER = (
    *("errors", "version", "extras", "sizes", "cache", "model", "version_order", "published", "params", "accepted"),
    *("calibrate", "credit", "reasons"),
    *("runtime.processes", "runtime.apart_worker", "runtime.apart", "runtime.memory", "runtime.interrupts"),
    *("runtime.lowering", "runtime.compiler", "runtime.kernels"),
    *("runtime.threads", "runtime.collector", "runtime.workspace"),
    *("rising", "text_bytes", "folding", "lookalikes", "tokens"),
    *("language.arabic_letters", "language.syllables", "language.word_hashes", "language.background"),
    *("language.stems", "language.shares"),
    *("language.german_nouns", "language.known_names"),
    *("language.joined_numbers", "language.arabic_numbers", "language.number_forms", "language.number_words"),
    *("language.date_words",),
    *("language.compound_numbers", "language.unit_names", "language.unit_phrases", "language.day_halves"),
    *("language.hangul", "language.reading_order", "language.roles"),
    *("shingles", "sketch", "keys"),
    *("corpus.chunks", "corpus.tokenised", "corpus.corpus", "corpus.postings", "corpus.equal", "corpus.spans"),
    *("corpus.word_counts",),
    *("candidates",),
    *("facts.date_parts", "facts.dates", "facts.facts", "facts.fact_pairs", "facts.units", "facts.told_facts"),
    *("facts.nouns",),
    *("furniture.beside", "furniture.furniture", "furniture.listing", "furniture.whole_stories"),
    *("confirm.align", "confirm.seeds", "confirm.cosine", "confirm.confirm", "confirm.recount", "confirm.weigh"),
    *("confirm.rest", "confirm.items", "confirm.ties"),
    *("changes.numbers.spelt_parts", "changes.numbers.spelt_numbers", "changes.dates.date_changes"),
    *("changes.names.titled_names",),
    *("changes.opposite_facts", "changes.dates.lead_dates"),
    *("changes.list_order", "changes.exchanged_facts"),
    *("changes.gap_changes", "changes.whole_words", "changes.same_facts", "changes.names.datelines"),
    *("changes.line_breaks",),
    *("changes.names.clitics", "changes.names.glued_names"),
    *("changes.names.first_words", "changes.names.inflected_names", "changes.names.no_names"),
    *("changes.names.same_names", "changes.names.masks"),
    *("changes.numbers.unspaced_units", "changes.dates.clock_times", "changes.numbers.quantities"),
    *("changes.numbers.same_quantities",),
    *("changes.dates.split_times", "changes.numbers.shares", "changes.dates.same_dates", "changes.dates.numeric_dates"),
    *("changes.numbers.mixed_numbers", "changes.numbers.measures", "changes.numbers.noughts",
      "changes.numbers.written_out"),
    *("changes.numbers.given_numbers",),
    *("changes.numbers.folded_figures",),
    *("changes.numbers.phone_numbers", "changes.names.stopped_names"),
    *("changes.numbers.lone_characters", "changes.numbers.unlike_pairs", "changes.dates.short_years"),
    *("changes.numbers.roman_numerals",),
    *("changes.torn_words",),
    *("changes.names.torn_names", "changes.names.told_names", "changes.numbers.halved_scales", "changes.told_changes"),
    *("changes.numbers.sign_changes", "changes.numbers.rewritten_amounts", "changes.misread_words"),
    *("changes.seen_alike",),
    *("relate.templates", "relate.relate"),
    *("evidence.gaps", "evidence.list_rows", "evidence.edges", "evidence.sentences", "evidence.sentence_changes"),
    *("evidence.passages", "evidence.evidence"),
    *("evidence.rewriting", "evidence.edited_passages", "evidence.given_once"),
    *("events.shared_dates", "events.head_terms", "events.menus", "events.profiles", "events.shared_terms"),
    *("events.quoted_terms",),
    *("events.next_events", "events.event_features", "events.same_event"),
    *("events.common_facts", "events.place_words", "events.places", "events.twins"),
    *("decide.spelling", "decide.said_twice"),
    *("decide.mates", "decide.edited_forms", "decide.refilled_forms", "decide.facts_in_place"),
    *("decide.slots", "decide.counted", "decide.agreement", "decide.updates"),
    *("decide.other_days", "decide.region_facts"),
    *("decide.other_subject", "decide.reordered", "decide.framed_stories"),
    *("decide.forms", "decide.misread", "decide.misread_names", "decide.frames", "decide.unlike_lengths"),
    *("decide.decide",),
    *("repeats.repeats", "repeats.headlines", "repeats.parallel", "repeats.other_things", "repeats.repeats_of"),
    *("clusters.cluster", "clusters.copies"),
    *("bands", "left_out", "measured_candidates", "telling", "assemble", "detect", "pair"),
    *("findings.screening", "findings.direction", "findings.versions", "findings.policy", "findings.baseline"),
    *("findings.findings",),
)
FOR_REPORTS = ("screening", "direction", "baseline", "findings")
#: What an edge may import besides itself: modules of the core, and other edges.
EDGES = {
    "readers": {"errors", "extras", "sizes", "cache", "runtime.apart", "model", "version_order"},
    "report": {
        *("errors", "version", "sizes", "model", "version_order", "tokens", "runtime.kernels"),
        *(f"findings.{name}" for name in FOR_REPORTS),
    },
    "index": {"errors", "model", "version_order", "params", "rising", "keys", "corpus.corpus", "published"},
    "screen": {*ORDER, "index"},
    "evaluation": {*ORDER, "readers", "report"},
    "cli": {*ORDER, "readers", "report", "index", "screen", "evaluation"},
}
TOP_LEVEL = {
    *(".ci", ".git", ".gitignore", ".pre-commit-hooks.yaml", "CHANGELOG.md", "LICENSE", "README.md", "action.yml"),
    *("benchmarks", "dedup", "docs", "pyproject.toml", "requirements.lock", "seeds", "tests"),
}
#: What tools leave behind; none of it is in the repository.
LEFT_BEHIND = {
    *(".venv", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis", "build", "dist", "newsdedup.egg-info"),
    "__pycache__",
}
SEEDS = {
    "000_71f44d028c269415.txt": "7b165b724a2a92b4111a1e80c72f1c356f0ac217bba13b2e030d6a2e3a0577cb",
    "001_75b8f14d6287ef92.txt": "b5c2984efe6c4ab6853011916c1446c073b4fcd92af252a27163e60ddc10920c",
    "002_b265f2725346ef9a.txt": "2730ff203d3d64c47f51546101ee10ec236b3da9fe111c248aba5abc340b516a",
    "003_b25eb63007e73113.txt": "9eb104e9811699f4053e9262c46b5bdd54f4721696e6c71ea52717960827eb38",
    "004_46d141651622e85a.txt": "b229837a882ab2f4ceb66b23a944a9ea164bcc2be684787c6552b4cd06541572",
}
MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path):
    return ".".join(path.relative_to(PACKAGE).with_suffix("").parts)


def imports(path):
    """The modules of the package that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "dedup":
            home = node.module.removeprefix("dedup").removeprefix(".")
            names = [home] if home else [alias.name for alias in node.names]
            if home and (PACKAGE / home.replace(".", "/")).is_dir():
                names = [f"{home}.{alias.name}" for alias in node.names]
            found.update(names)
        elif isinstance(node, ast.Import):
            found.update(a.name.removeprefix("dedup.") for a in node.names if a.name.startswith("dedup."))
        assert not (isinstance(node, ast.ImportFrom) and node.level), f"{path}: relative import"
    return found


def test_every_module_of_the_core_has_its_place():
    core = {name_of(path) for path in MODULES if path.stem != "__init__" and name_of(path).split(".")[0] not in EDGES}
    assert core - {"__main__"} == set(ORDER)
    packages = {path.name for path in PACKAGE.iterdir() if path.is_dir()} - {"__pycache__", "tables"}
    assert packages == set(EDGES) | {name.split(".")[0] for name in ORDER if "." in name}


def test_packages_of_the_core_import_one_another_in_one_direction_only():
    homes = [home for home, _ in groupby(name.split(".")[0] for name in ORDER)]
    assert len(homes) == len(set(homes))  # each stands together, and modules import from those before them


@pytest.mark.parametrize("module", ORDER)
def test_core_imports_only_from_modules_before_it(module):
    before = ORDER[: ORDER.index(module)]
    assert sorted(imports(PACKAGE / f"{module.replace('.', '/')}.py") - set(before)) == []


@pytest.mark.parametrize("edge", EDGES)
def test_edge_imports_only_what_it_may(edge):
    for path in (PACKAGE / edge).rglob("*.py"):
        others = {name for name in imports(path) if name.split(".")[0] != edge}
        assert {name.split(".")[0] if name.split(".")[0] in EDGES else name for name in others} <= EDGES[edge], path


def test_imports_of_an_edge_are_free_of_cycles():
    graph = {name_of(path): imports(path) for path in MODULES}
    done, open_ = set(), []

    def visit(module):
        assert module not in open_, " -> ".join([*open_, module])
        if module in done or module not in graph:
            return
        open_.append(module)
        for other in sorted(graph[module]):
            visit(other)
        done.add(open_.pop())

    for module in sorted(set(graph) - {"__init__"}):  # the package itself imports its names when they are used
        visit(module)


@pytest.mark.parametrize("statement", ["import dedup", "import dedup.cli.app", "import dedup.model, dedup.params"])
def test_imports_that_must_be_quick_load_no_numerical_library(statement):
    code = f"{statement}; import sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"numpy", "numba", "sklearn", "scipy", "datasketch"} & set(done.stdout.split())


def test_reading_and_reporting_load_no_compiler():
    code = "import dedup.readers.collect, dedup.report.render, sys; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"numba", "sklearn", "scipy", "datasketch"} & set(done.stdout.split())


def test_small_input_loads_neither_compiler_nor_scientific_libraries():
    code = (
        "import sys; from dedup.cli.app import main; code = main(['find', 'seeds/', '--output', sys.argv[1]]);"
        "print(*sys.modules); sys.exit(code)"
    )
    command = [sys.executable, "-c", code, os.devnull]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert not {"numba", "sklearn", "scipy", "datasketch", "pandas"} & set(done.stdout.split())


def test_top_level_stays_small():
    names = {path.name for path in ROOT.iterdir()}
    assert names - LEFT_BEHIND <= TOP_LEVEL
    assert TOP_LEVEL - {".git"} <= names


def test_what_tools_leave_behind_is_ignored():
    ignored = {line.strip("/") for line in (ROOT / ".gitignore").read_text().split()}
    assert LEFT_BEHIND - {"newsdedup.egg-info"} <= ignored
    assert "*.egg-info" in ignored


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_says_what_it_holds_and_runs_no_data_as_code(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert path.name == "__init__.py" or ast.get_docstring(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Import | ast.ImportFrom):
            names = {alias.name for alias in node.names} | {getattr(node, "module", None)}
            assert not names & {"pickle", "cPickle", "marshal", "shelve", "dill", "joblib", "cloudpickle"}
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            assert node.func.id not in ("eval", "exec", "compile", "__import__")
        if isinstance(node, ast.keyword) and node.arg == "allow_pickle":
            assert isinstance(node.value, ast.Constant)
            assert node.value.value is False


def test_sub_packages_have_empty_inits():
    assert [str(path) for path in PACKAGE.glob("*/__init__.py") if path.read_text()] == []


def test_seeds_are_unchanged():
    found = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (ROOT / "seeds").iterdir()}
    assert found == SEEDS


def test_tables_ship_with_the_package_and_stay_small():
    sizes = {path.name: path.stat().st_size for path in (PACKAGE / "tables").iterdir()}
    assert {"background.npz", "fold.npz", "same_event.json"} <= set(sizes)
    assert sum(sizes.values()) < 2_000_000
    json.loads((PACKAGE / "tables" / "same_event.json").read_text())


def test_lock_pins_every_requirement_by_hash_and_names_no_host():
    lock = (ROOT / "requirements.lock").read_text()
    pins = [line for line in lock.splitlines() if line and not line.startswith(("#", " "))]
    assert all("==" in pin and pin.endswith("\\") for pin in pins)
    assert lock.count("--hash=sha256:") >= len(pins)
    assert "://" not in lock
    assert "--index-url" not in lock
    names = {pin.split("==")[0] for pin in pins}
    project = (ROOT / "pyproject.toml").read_text()
    assert {"numpy", "numba", "orjson", "typer", "pytest", "hypothesis", "mypy", "ruff", "setuptools"} <= names
    assert all(f'"{name}>=' in project for name in ("numpy", "numba", "orjson", "typer", "pytest"))
