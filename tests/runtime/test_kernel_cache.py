import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from numba.core import config

import dedup
from dedup.runtime import kernels
from dedup.runtime.kernels import COMPILING, cache_folder, compile_kernels, is_cold, kernel, mul63, run
from dedup.tokens import mix63


def test_compiled_code_lies_in_the_folder_that_the_environment_names(monkeypatch, tmp_path):
    monkeypatch.setenv("DEDUP_CACHE_DIR", str(tmp_path))
    assert cache_folder().parent.parent == tmp_path
    assert is_cold()


def test_the_general_cache_folder_is_used_if_there_is_one(monkeypatch, tmp_path):
    monkeypatch.delenv("DEDUP_CACHE_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert tmp_path in cache_folder().parents


def test_a_changed_kernel_has_another_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("DEDUP_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(kernels, "REGISTRY", dict(kernels.REGISTRY))
    before = cache_folder()

    @kernel
    def only_here(x: int) -> int:
        return x

    assert cache_folder() != before


def test_the_folder_stays_the_same_while_no_kernel_changes():
    assert cache_folder() == cache_folder()


def test_another_installation_of_the_same_sources_has_another_folder(tmp_path):
    folders = set()
    for place in ("one", "two"):
        bytecode = shutil.ignore_patterns("__pycache__")
        shutil.copytree(Path(dedup.__file__).parent, tmp_path / place / "dedup", ignore=bytecode)
        tell = "import dedup.detect; from dedup.runtime.kernels import cache_folder; print(cache_folder())"
        ran = subprocess.run(
            [sys.executable, "-c", tell], env={**os.environ, "PYTHONPATH": str(tmp_path / place)},
            cwd=tmp_path, capture_output=True, text=True, check=True,
        )  # fmt: skip
        folders.add(ran.stdout)
    assert len(folders) == 2


def test_a_folder_with_compiled_code_is_not_cold(monkeypatch, tmp_path):
    monkeypatch.setenv("DEDUP_CACHE_DIR", str(tmp_path))
    cache_folder().mkdir(parents=True)
    assert is_cold()
    (cache_folder() / "kernel.nbi").touch()
    assert not is_cold()


def aged(folder, days):
    """Make a folder of compiled code that was used last so many days ago."""
    (folder / "dedup_1").mkdir(parents=True)
    (folder / "dedup_1" / "kernel.nbi").touch()
    when = time.time() - days * 86400
    os.utime(folder, (when, when))
    return folder


@pytest.fixture
def cache(monkeypatch, tmp_path):
    """An empty cache of our own, and a program that has compiled nothing yet."""
    monkeypatch.setenv("DEDUP_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(kernels, "SCOPES", {})
    monkeypatch.setattr(kernels, "COMPILED", {})
    monkeypatch.setattr(config, "CACHE_DIR", config.CACHE_DIR)
    return tmp_path / "cache" / "newsdedup"


def test_kernels_out_of_use_for_a_month_go_when_new_ones_are_made(cache):
    old, recent = aged(cache / f"kernels-{'1' * 16}", 31), aged(cache / f"kernels-{'2' * 16}", 29)
    others = [aged(cache / "kernels-mine", 400), aged(cache / "pages", 400)]
    (cache / f"kernels-{'3' * 16}").write_text("no folder")
    os.utime(cache / f"kernels-{'3' * 16}", (0, 0))
    compile_kernels()
    assert not old.exists()
    assert all(each.exists() for each in (recent, *others, cache / f"kernels-{'3' * 16}"))


def test_kernels_in_use_are_marked_as_used_and_nothing_is_taken_away(cache):
    old, own = aged(cache / f"kernels-{'1' * 16}", 31), aged(cache_folder(), 60)
    compile_kernels()
    assert own.stat().st_mtime > time.time() - 3600
    assert old.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
def test_links_among_old_kernels_are_not_followed(cache, tmp_path):
    kept = aged(tmp_path / "elsewhere", 400)
    old = aged(cache / f"kernels-{'1' * 16}", 31)
    (old / "link").symlink_to(kept)
    os.utime(old, (0, 0))
    (cache / f"kernels-{'2' * 16}").symlink_to(kept)
    compile_kernels()
    assert not old.exists()
    assert (kept / "dedup_1" / "kernel.nbi").exists()


def test_a_cache_that_cannot_be_cleared_fails_no_run(cache, monkeypatch):
    aged(cache / f"kernels-{'1' * 16}", 31)

    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(os, "scandir", refuse)
    compile_kernels()


def test_a_run_that_finds_no_compiled_code_says_so_at_once(cache):
    said = []
    compile_kernels(said.append)
    assert said == [COMPILING]
    run(mul63, True, 3, 5)
    assert said == [COMPILING]  # and no second time


def test_a_later_run_that_needs_another_kernel_says_so_when_it_does(cache):
    (cache_folder() / "dedup_1").mkdir(parents=True)
    (cache_folder() / "dedup_1" / "tokens.mix63-85.py311.nbi").touch()
    said = []
    compile_kernels(said.append)
    run(mix63, True, 3)
    assert said == []
    run(mul63, True, 3, 5)
    assert said == [COMPILING]


def test_a_run_that_finds_all_that_it_needs_says_nothing(cache):
    compile_kernels()
    run(mul63, True, 3, 5)
    said = []
    compile_kernels(said.append)
    run(mul63, True, 3, 5)
    assert said == []


def test_a_cache_that_cannot_be_looked_into_holds_nothing(cache, monkeypatch):
    def refuse(*_):
        raise PermissionError

    monkeypatch.setattr(Path, "rglob", refuse)
    assert is_cold()


def test_two_modules_have_no_kernel_of_one_name():
    def mix63(x):
        return x

    with pytest.raises(ValueError, match=r"mix63 is in dedup\.tokens and in "):
        kernel(mix63)


