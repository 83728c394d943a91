"""The program as a process: imports, pipes, signals."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = ("numpy", "numba", "sklearn", "scipy", "datasketch", "orjson", "rich", "charset_normalizer")


def start(*arguments, **options):
    environment = {key: value for key, value in os.environ.items() if not key.startswith("DEDUP_")}
    command = [sys.executable, "-m", "dedup.cli.app", *arguments]
    return subprocess.Popen(command, cwd=ROOT, env=environment, **options)


@pytest.mark.parametrize("arguments", [["--help"], ["find", "--help"], ["--version"]])
def test_help_loads_no_numerical_library(arguments):
    code = f"import sys; from dedup.cli.app import main; main({arguments!r}); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert not set(HEAVY) & set(done.stderr.split())


def test_package_runs_as_a_module():
    by_package = subprocess.run([sys.executable, "-m", "dedup", "--version"], cwd=ROOT, capture_output=True)
    out, _ = start("--version", stdout=subprocess.PIPE).communicate()
    assert (by_package.returncode, by_package.stdout) == (0, out)
    wrong = subprocess.run([sys.executable, "-m", "dedup", "find", "absent.jsonl"], cwd=ROOT, capture_output=True)
    assert wrong.returncode == 2


def test_help_is_plain_text():
    process = start("find", "--help", stdout=subprocess.PIPE)
    out, _ = process.communicate()
    assert process.returncode == 0
    assert out.isascii()
    assert b"\x1b" not in out
    assert b"Example: dedup find today.jsonl --format jsonl" in out


def test_reader_that_goes_away_is_no_error():
    process = start("bands", "--format", "json", stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait() == 0


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [["bands"], ["formats"], ["--version"], ["find", "--help"]])
def test_full_disk_is_an_error(arguments):
    with open("/dev/full", "wb") as full:
        process = start(*arguments, stdout=full, stderr=subprocess.PIPE)
        _, err = process.communicate()
    assert process.returncode == 2
    assert b"cannot be written" in err


@pytest.mark.parametrize("closed", ["1>&-", "2>&-", "1>&- 2>&-"])
def test_closed_streams_are_no_crash_and_what_cannot_be_written_is_no_success(closed):
    done = subprocess.run(
        f"{sys.executable} -m dedup.cli.app bands {closed}", shell=True, cwd=ROOT, capture_output=True
    )
    said = b"dedup: standard output is closed; --output FILE writes to a file\n"
    assert done.returncode == (2 if "1>" in closed else 0)
    assert done.stderr == (said if closed == "1>&-" else b"")


def test_interruption_exits_130_without_a_traceback():
    kept = signal.signal(signal.SIGINT, signal.default_int_handler)  # jobs in the background ignore it
    process = start("find", "-", stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    signal.signal(signal.SIGINT, kept)
    process.stdin.write(b'{"id": "a", "text": "' + b"word " * 60_000)  # more than a pipe holds: it is being read
    process.stdin.flush()
    time.sleep(0.5)  # until it waits for more
    process.send_signal(signal.SIGINT)
    _, err = process.communicate()
    assert process.returncode == 130
    assert b"Traceback" not in err


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs /dev/full")
def test_an_error_that_nobody_can_hear_is_still_an_error(tmp_path):
    command = [sys.executable, "-m", "dedup.cli.app", "find", str(tmp_path / "nowhere.txt")]
    with open("/dev/full", "w") as full:
        assert subprocess.run(command, stderr=full, stdout=subprocess.PIPE, check=False).returncode == 2


def test_closed_standard_input_is_an_error_of_the_input():
    command = f"{sys.executable} -m dedup.cli.app find - <&-"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert (done.returncode, b"standard input is closed" in done.stderr) == (2, True)


@pytest.mark.parametrize(
    "arguments", [["find", "."], ["find", "a"], ["find", __file__, "--input-format", "html"], ["evaluate", "a", "b"]]
)
def test_a_working_directory_that_is_gone_is_an_error_of_the_user(tmp_path, arguments):
    gone = tmp_path / "gone"
    gone.mkdir()
    code = f"import os, sys; sys.path.insert(0, {str(ROOT)!r}); from dedup.cli.app import main; os.rmdir(os.getcwd()); "
    code += f"sys.exit(main({arguments!r}))"
    done = subprocess.run([sys.executable, "-c", code], cwd=gone, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (
        2, "dedup: the working directory has been removed; change to one that is there\n"
    )  # fmt: skip


def test_an_installation_that_cannot_load_is_no_finding(tmp_path):
    (tmp_path / "typer.py").write_text("raise ImportError('no such library')")
    environment = os.environ | {"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", "dedup", "find", "seeds"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (3, b"dedup: cannot be loaded: no such library; install it anew\n")


def test_nothing_is_loaded_before_an_interruption_is_caught():
    code = "import sys; before = set(sys.modules); import dedup.__main__; print(*sorted(set(sys.modules) - before))"
    done = subprocess.run([sys.executable, "-S", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["dedup", "dedup.__main__"]


def test_interruption_while_the_program_is_loaded_exits_130_without_a_word(tmp_path):
    (tmp_path / "typer.py").write_text("raise KeyboardInterrupt")
    environment = os.environ | {"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-m", "dedup", "find", "seeds"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, b"", b"")
