"""Interruptions while modules are loaded."""

import contextlib
import os
import signal
import threading

import pytest

from dedup.runtime.interrupts import interrupts_held


@pytest.fixture(autouse=True)
def python_handles():
    """Python's own handler, which jobs in the background do not have."""
    kept = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, kept)


def interrupted_import():
    """Be interrupted where what is raised gets lost, as in modules written in C."""
    with contextlib.suppress(KeyboardInterrupt):
        os.kill(os.getpid(), signal.SIGINT)


def load(then):
    """Load modules, interrupted in the middle."""
    with interrupts_held():
        interrupted_import()
        then()


def test_an_interruption_while_modules_load_is_raised_behind_them():
    loaded = []
    with pytest.raises(KeyboardInterrupt):
        load(lambda: loaded.append("all"))
    assert loaded == ["all"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_without_one_nothing_is_raised():
    with interrupts_held():
        pass
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_error_goes_first():
    with pytest.raises(ZeroDivisionError):
        load(lambda: 1 // 0)


def test_handlers_of_others_and_other_threads_are_left_alone():
    came = []
    signal.signal(signal.SIGINT, lambda *_: came.append(1))
    with interrupts_held():
        os.kill(os.getpid(), signal.SIGINT)
    assert came == [1]
    signal.signal(signal.SIGINT, signal.default_int_handler)
    seen = []

    def beside():
        with interrupts_held():
            seen.append(signal.getsignal(signal.SIGINT) is signal.default_int_handler)

    thread = threading.Thread(target=beside)
    thread.start()
    thread.join()
    assert seen == [True]
