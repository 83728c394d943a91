"""The program ``dedup``: finds the command, prints errors, decides the exit code.

Only this module prints errors. Commands import what they need when they run, so that
``--help`` loads no numerical library.
"""

import atexit
import contextlib
import errno
import os
import sys
import traceback
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from dedup.cli.bands import bands
from dedup.cli.baseline import baseline
from dedup.cli.check import check
from dedup.cli.compare import compare
from dedup.cli.evaluate import evaluate
from dedup.cli.find import find
from dedup.cli.formats import formats
from dedup.cli.index_app import index_app
from dedup.cli.output import discard_standard_output, why_unwritten
from dedup.cli.run import CLEAN, CRASHED, INTERRUPTED, WRONG
from dedup.cli.talk import write_line
from dedup.cli.tune import tune
from dedup.errors import DedupError

_PLAIN_HELP = {"help_option_names": ["--help", "-h"]}

#: Commands whose help a wrong use points at.
COMMANDS = ("find", "compare", "check", "index", "baseline", "evaluate", "tune", "formats", "bands")

#: Errors of what is printed to standard output; files turn theirs into errors of ours, with their names.
_UNWRITABLE = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)

#: What the system says of a path that it does not let us use, also where we only look whether it is there.
_BARRED = {
    errno.EACCES: "permission denied; give yourself permission to it and to the folders that it lies in",
    errno.EPERM: "permission denied; give yourself permission to it and to the folders that it lies in",
    errno.ENAMETOOLONG: "the name is too long; choose a shorter one",
}

app = typer.Typer(
    name="dedup",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings=_PLAIN_HELP,
)
app.command()(find)
app.command()(compare)
app.command()(check)
app.add_typer(baseline, name="baseline")
app.command()(bands)
app.add_typer(index_app)
app.command()(evaluate)
app.command()(tune)
app.command()(formats)


def _print_version(is_asked: bool) -> None:
    """Print the version and leave."""
    if is_asked:
        from dedup.version import version

        print(f"dedup {version()}")
        raise typer.Exit(CLEAN)


@app.callback(invoke_without_command=True)
def dedup(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version")
    ] = False,
) -> None:
    """Say how news articles are related: copies, excerpts, shared passages, templates, twin reports.

    Results go to standard output, all else to standard error. Exit codes: 0 done,
    1 findings at or above --fail-on, 2 wrong usage or input, 3 internal error,
    4 nothing to check, 130 interrupted.
    """
    if context.invoked_subcommand is None:
        print(context.get_help(), file=sys.stderr)
        raise typer.Exit(WRONG)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line.

    Args:
        arguments: Without the program's name; None takes those of this process.

    Returns:
        The exit code, as the README has it; never 0 or 1 after a crash.
    """
    arguments = sys.argv[1:] if arguments is None else list(arguments)
    code = CLEAN
    try:
        code = _invoke(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except BrokenPipeError:
        discard_standard_output()
        return code
    except KeyboardInterrupt:
        return INTERRUPTED
    except OSError as exc:
        discard_standard_output()
        return _refuse(f"standard output cannot be written: {why_unwritten(exc)}")
    return code


def program() -> NoReturn:
    """Run the command line of this process and leave it at once.

    Python would take down object by object what a large run made, which takes a twentieth of its time; the
    system takes it back as a whole. What asked to be called at the end of the process is called. numpy's linear
    algebra, for which the program has no large work, gets no threads of its own: they spin while they wait.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    code = main()
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError, ValueError):  # no stream, or one that was closed
            stream.flush()
    os._exit(code)


def _invoke(arguments: Sequence[str]) -> int:
    """Run the command and turn what it raises into a message and a code."""
    try:
        command = typer.main.get_command(app)
        with command.make_context("dedup", list(arguments)) as context:
            code = command.invoke(context)
        return code if isinstance(code, int) else CLEAN
    except typer.Exit as exc:
        return exc.exit_code
    except typer.Abort:
        return INTERRUPTED
    except typer.TyperException as exc:
        return _refuse(f"{_usage(exc)} (dedup {_command(arguments)}--help says more)")
    except DedupError as exc:
        return _refuse(str(exc))
    except BrokenPipeError:
        raise
    except MemoryError:
        _print_line("not enough memory for so much at once; take less, or add it to an index (dedup index add)")
        return CRASHED
    except (Exception, SystemExit) as exc:  # nothing here exits by itself
        if isinstance(exc, OSError) and exc.errno in _UNWRITABLE and exc.filename is None:
            raise
        if isinstance(exc, OSError) and exc.filename is not None and exc.errno in _BARRED:
            return _refuse(f"{os.fsdecode(exc.filename)}: {_BARRED[exc.errno]}")
        if isinstance(exc, FileNotFoundError) and _is_working_folder_gone():
            return _refuse("the working directory has been removed; change to one that is there")
        return _crash(exc, arguments)


def _usage(exc: typer.TyperException) -> str:
    """Return what is wrong with a command line; of an argument that is missing also what it is."""
    said, what = exc.format_message(), getattr(getattr(exc, "param", None), "help", None)
    return f"{said.rstrip('.')}: {what}" if what and said.startswith("Missing argument") else said


def _is_working_folder_gone() -> bool:
    """True if the folder in which the command was given is no more; no relative path leads anywhere then."""
    try:
        os.getcwd()
    except FileNotFoundError:
        return True
    return False


def _refuse(message: str) -> int:
    """Print an error that the user can act on."""
    _print_line(message)
    return WRONG


def _crash(exc: BaseException, arguments: Sequence[str]) -> int:
    """Print an error that is ours."""
    by_environment = os.environ.get("DEDUP_VERBOSE") in ("1", "true", "yes", "on")
    is_verbose = bool({"--verbose", "-v"} & set(arguments)) or (by_environment and "--no-verbose" not in arguments)
    if is_verbose:
        traceback.print_exc()
    asked = "the traceback above" if is_verbose else "what --verbose adds to this"
    _print_line(f"internal error: {type(exc).__name__}: {exc}; please report the command, its input and {asked}")
    return CRASHED


def _print_line(message: str) -> None:
    """Print a message on one line of standard error."""
    write_line(" ".join(message.split()))


def _command(arguments: Sequence[str]) -> str:
    """Return the command that was meant, for pointing at its help; of a group of commands the one within it."""
    if not arguments or arguments[0] not in COMMANDS:
        return ""
    group = getattr(typer.main.get_command(app), "commands", {}).get(arguments[0])
    if len(arguments) > 1 and arguments[1] in getattr(group, "commands", {}):
        return f"{arguments[0]} {arguments[1]} "
    return f"{arguments[0]} "


if __name__ == "__main__":
    program()
