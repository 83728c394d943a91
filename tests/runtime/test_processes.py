"""Processes of our own."""

import subprocess
import sys

import pytest

from dedup.runtime.processes import command_of


@pytest.fixture
def clone(tmp_path):
    """A working folder with another package of the same name, as the clone that the package was installed from."""
    package = tmp_path / "dedup" / "runtime"
    package.mkdir(parents=True)
    (package.parent / "__init__.py").write_text("print('the sources')")
    (package / "__init__.py").touch()
    (package / "kernels.py").write_text("def cache_folder(): ...")
    return tmp_path


def test_they_import_what_this_process_imports(clone):
    command = command_of("dedup.runtime.kernels", "cache_folder")
    done = subprocess.run(command, cwd=clone, capture_output=True, text=True, check=True)
    assert done.stdout == ""


def test_the_working_folder_would_come_first_otherwise(clone):
    command = [sys.executable, "-m", "dedup.runtime.kernels"]
    done = subprocess.run(command, cwd=clone, capture_output=True, text=True, check=True)
    assert done.stdout == "the sources\n"
