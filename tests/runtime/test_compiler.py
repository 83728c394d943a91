"""How kernels are compiled: as whole trees of calls, of which only what Python calls is kept and run."""

import numpy as np
import pytest
from numba.core import types

from dedup.runtime import compiler, kernels
from dedup.runtime.compiler import compiled
from dedup.runtime.kernels import cache_folder, compile_kernels, run
from dedup.sketch import scatter32
from dedup.tokens import mix63


def halved(x):
    return x // 2


def sum_of_halves(values):
    total = 0
    for k in range(len(values)):
        total += halved(values[k]) + halved(7)
    return total


@pytest.fixture
def tree(monkeypatch, tmp_path):
    """A kernel that calls another one, neither compiled yet, and the folder in which compiled code is kept."""
    monkeypatch.setattr("numba.core.config.CACHE_DIR", str(tmp_path))
    callee = compiled(halved, is_callee=True)
    monkeypatch.setitem(sum_of_halves.__globals__, "halved", callee)
    return compiled(sum_of_halves, is_callee=False), callee, tmp_path


def test_a_tree_of_calls_is_one_program_of_which_the_root_alone_is_kept(tree):
    root, callee, folder = tree
    assert root(np.arange(10)) == 20 + 30
    assert {path.name.split("-")[0] for path in folder.rglob("*.nb?")} == {"test_compiler.sum_of_halves"}
    [library] = [each.library for each in callee.overloads.values()]
    assert library.get_pointer_to_function("anything") == 0


def test_a_literal_is_no_compilation_of_its_own(tree):
    root, callee, _ = tree
    root(np.arange(3))
    assert callee.signatures == [(types.int64,)]


def test_what_an_operation_gives_is_worked_out_once(tree, monkeypatch):
    root, *_ = tree
    monkeypatch.setattr(compiler, "TYPED", {})
    asked = []
    resolve = root.typingctx.resolve_function_type

    def counted(function, arguments, keywords):
        asked.append((function, tuple(arguments)))
        return resolve(function, arguments, keywords)

    monkeypatch.setattr(root.typingctx, "resolve_function_type", counted)
    context = compiler.Remembering(root.typingctx)
    for _ in range(3):
        function = root.typingctx.resolve_value_type(len)
        signature = context.resolve_function_type(function, (types.Array(types.int32, 1, "C"),), {})
        assert signature.return_type == types.intp
    assert len(asked) == 1


def test_frames_of_the_compiler_have_room_in_one_piece():
    assert compiler.with_room(len, "abc") == 3
    assert compiler.with_room.__code__.co_stacksize == compiler.ROOM


def test_kernels_that_python_and_kernels_call_are_the_same():
    compile_kernels()
    values = np.random.default_rng(1).integers(0, 2**32, 50).tolist()
    assert [run(scatter32, True, x) for x in values] == [scatter32(x) for x in values]
    assert [run(mix63, True, x) for x in values] == [mix63(x) for x in values]
    assert not any("callee" in path.name for path in cache_folder().rglob("*.nb?"))
    assert kernels.is_loaded()
