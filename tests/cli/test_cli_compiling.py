"""The process that compiles beside a first large run."""

import os
import subprocess
import sys

import pytest

from dedup.cli import compiling
from dedup.cli.app import main
from dedup.runtime import kernels
from dedup.runtime.processes import command_of


@pytest.fixture
def started(monkeypatch):
    """The commands of processes that would be started."""
    commands = []

    class Process:
        def __init__(self, command, **_):
            commands.append(command)

        def kill(self):
            """Nothing was started."""

    monkeypatch.setattr(compiling.subprocess, "Popen", Process)
    monkeypatch.setattr(compiling.atexit, "register", lambda _: None)
    return commands


@pytest.mark.parametrize(("asked", "cores", "count"), [(None, 2, 1), (2, 2, 1), (1, 2, 0), (None, 1, 0), (8, 1, 0)])
def test_a_second_process_compiles_where_two_cores_may_be_used(started, monkeypatch, asked, cores, count):
    monkeypatch.setattr(compiling, "worker_count", lambda workers: workers or cores)
    compiling.compile_beside(asked)
    assert started == [command_of("dedup.cli.compiling", "compile_while_wanted")] * count


def test_find_compiles_beside_once_it_has_to_compile(home, detector, capsys):
    main(["find", "a.txt", "b.txt", "--workers", "2"])
    assert detector.compiled_beside == [2]


def test_the_last_stages_of_a_run_are_compiled(monkeypatch):
    kernels.compile_kernels()
    monkeypatch.setattr(kernels, "COMPILED", {})
    compiling.compile_backwards()
    last = {"detail_pairs", "describe_regions", "find_repeats", "profile_articles", "score_pairs", "find_parallel"}
    assert {*last, "relate_pairs", "weigh_pairs", "find_facts"} <= set(kernels.COMPILED)
    assert "ingest" not in kernels.COMPILED  # that is where the run itself begins


def test_the_process_ends_with_the_one_that_asked_for_it(tmp_path):
    command = command_of("dedup.cli.compiling", "compile_while_wanted")
    cold = os.environ | {"DEDUP_CACHE_DIR": str(tmp_path)}
    beside = subprocess.Popen(command, stdin=subprocess.PIPE, env=cold)
    beside.stdin.close()  # as the system does when a process ends
    assert beside.wait(60) == 1  # not at the end of its work


def test_both_processes_keep_compiled_code_in_one_folder():
    tell = "from dedup.runtime.kernels import cache_folder; print(cache_folder())"
    modules = ("dedup.cli.compiling", "dedup.detect")
    done = [
        subprocess.run([sys.executable, "-c", f"import {each}; {tell}"], capture_output=True, text=True, check=True)
        for each in modules
    ]
    assert done[0].stdout == done[1].stdout
