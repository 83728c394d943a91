"""How numba compiles a kernel: its own stages, but none of the work that kernels have no use for.

As it comes, numba makes each function that another one calls a program of its own: it is optimised and turned into
machine code, then linked into its caller and optimised again, at every level. Of kernels only those that Python calls
are run. So a callee stays a module of plain instructions here, and a whole tree of calls is optimised and turned into
machine code once. Rewriting of array expressions, pruning of counted references and closures are left out, since
kernels have none, and what an operation on some types gives is worked out once, not at each operator.

Built on what numba offers for this: a compiler class with its own list of passes ("Customizing the Compiler" in its
developer manual) and a code library. This module imports numba, so it is itself imported only where code is compiled.
"""

from collections.abc import Callable, Hashable
from typing import Any

from numba import njit
from numba.core import types
from numba.core.codegen import JITCodeLibrary
from numba.core.compiler import CompilerBase, DefaultPassBuilder
from numba.core.compiler_machinery import PassManager, register_pass
from numba.core.typed_passes import NativeLowering
from numba.core.types import unliteral

from dedup.runtime.lowering import CalleeLower, KernelLower

#: Slots for the frames of Python functions that numba calls from its innermost loops. CPython hands them out in pieces
#: of 16 kB, and a call at the edge of one maps and unmaps a page: 220,000 times, up to a seventh of the time.
ROOM = (1 << 17) + 1
TYPED: dict[Hashable, Any] = {}  #: the types of an operation on some types
_Linked = Any  # a module of LLVM


def compiled(twin: Callable[..., Any], *, is_callee: bool, is_seldom: bool = False) -> Any:
    """Return what compiles a kernel when it is called first, and from then on is the compiled one.

    Nothing counts references: the arrays live as long as the call, and at each call from kernel to kernel that was a
    locked instruction for each array, on one counter for all threads.

    Args:
        twin: The function to compile; the names in its globals are those of compiled callees.
        is_callee: Whether kernels call it, or Python. What Python calls is kept in the cache folder, with its callees.
        is_seldom: Whether loops call it seldom, which therefore are compiled without it.
    """
    callee = _SeldomCompiler if is_seldom else _CalleeCompiler
    dispatcher = njit(
        nogil=True, cache=not is_callee, error_model="numpy", no_cpython_wrapper=is_callee, no_cfunc_wrapper=True,
        no_rewrites=True, _nrt=False, pipeline_class=callee if is_callee else _Compiler,
    )(twin)  # fmt: skip
    return _without_literals(dispatcher)


def _without_literals(dispatcher: Any) -> Any:
    """Keep numba from compiling a kernel again for each literal that another one passes to it.

    ``f(x, 0)`` and ``f(x, 1)`` would be two compilations; this halves the time of the first run.
    """
    template = dispatcher.get_call_template

    def plain(arguments: Any, keywords: Any) -> Any:
        return template([unliteral(a) for a in arguments], {k: unliteral(v) for k, v in keywords.items()})

    dispatcher.get_call_template = plain
    return dispatcher


class _Tree(JITCodeLibrary):  # type: ignore[misc]
    """The code of a kernel and of all that it calls, optimised at once."""

    def _optimize_functions(self, ll_module: _Linked) -> None:
        """Leave functions as they are until all are together."""
        ll_module.data_layout = self._codegen._data_layout

    def _optimize_final_module(self) -> None:
        """Optimise once; the cheap round before it gathers counted references, of which there are none."""
        passes, builder = self._codegen._module_pass_manager()
        passes.run(self._final_module, builder)


class _Callee(_Tree):
    """The code of a kernel that kernels call: there to be linked, never run by itself."""

    _shared_module: _Linked
    marks: tuple[str, ...] = ()  #: of the function

    def _ensure_finalized(self) -> None:
        """Nothing is to be done before it is linked."""

    def get_pointer_to_function(self, name: str) -> int:
        """Say that there is no machine code."""
        del name
        return 0

    @property
    def codegen(self) -> "_NoEnvironment":
        """What numba would tell of the Python objects that the machine code uses."""
        return _NoEnvironment()

    def _get_module_for_linking(self) -> _Linked:
        """The function and those that it calls, for any number of callers."""
        if self._shared_module is None:
            for library in dict.fromkeys(self._linking_libraries):
                self._final_module.link_in(library._get_module_for_linking(), preserve=True)
            for function in self._final_module.functions:
                if not function.is_declaration and function.linkage.name == "external":
                    function.linkage = "linkonce_odr"
                    for mark in self.marks:
                        function.add_function_attribute(mark)
            self._shared_module = self._final_module
        return self._shared_module


class _Seldom(_Callee):
    """The code of a callee that stays out of the loops that call it."""

    marks = ("noinline", "cold")


class _NoEnvironment:
    """Takes the place of the code generator of code that is never run by itself."""

    def set_env(self, name: str, environment: object) -> None:
        """Forget the Python objects of a function; kernels use none."""


class Remembering:
    """A typing context that keeps the types of operations, which numba works out at each operator anew."""

    def __init__(self, context: Any) -> None:
        """Ask ``context`` for what is not known yet."""
        self._context = context

    def __getattr__(self, name: str) -> Any:
        """Return what the context itself has."""
        return getattr(self._context, name)

    def resolve_function_type(self, function: Any, arguments: Any, keywords: Any) -> Any:
        """Return the signature of a call, or None; calls of kernels are compiled, so they are asked for each time."""
        if keywords or isinstance(function, types.Dispatcher):
            return self._context.resolve_function_type(function, arguments, keywords)
        key = (function, tuple(arguments))
        known = TYPED.get(key)
        if known is None:
            known = TYPED[key] = self._context.resolve_function_type(function, arguments, keywords)
        return known


@register_pass(mutates_CFG=True, analysis_only=False)
class _Lowering(NativeLowering):  # type: ignore[misc]
    """numba's pass that writes instructions, with ours."""

    _name = "kernel_lowering"
    lowering_class = KernelLower


@register_pass(mutates_CFG=True, analysis_only=False)
class _CalleeLowering(NativeLowering):  # type: ignore[misc]
    """The same for callees."""

    _name = "callee_lowering"
    lowering_class = CalleeLower


class _Compiler(CompilerBase):  # type: ignore[misc]
    """Compiles what Python calls."""

    library: type[_Tree] = _Tree
    lowering: type[NativeLowering] = _Lowering

    def define_pipelines(self) -> list[Any]:
        """The usual passes, with a library, a typing context and instructions of ours."""
        state = self.state
        state.library = self.library(state.targetctx.codegen(), state.func_id.func_qualname)
        state.library.enable_object_caching()
        state.typingctx = Remembering(state.typingctx)
        passes = PassManager("kernel")
        for each, description in DefaultPassBuilder.define_nopython_pipeline(state).passes:
            passes.add_pass(self.lowering if each is NativeLowering else each, description)
        passes.finalize()
        return [passes]

    def compile_extra(self, func: Any) -> Any:
        """Compile with room for many frames in one piece."""
        return with_room(super().compile_extra, func)


class _CalleeCompiler(_Compiler):
    """Compiles what kernels call."""

    library: type[_Tree] = _Callee
    lowering = _CalleeLowering


class _SeldomCompiler(_CalleeCompiler):
    """Compiles what they call seldom."""

    library = _Seldom


def with_room(function: Callable[[Any], Any], argument: Any) -> Any:
    """Call a function with room for many frames behind this one: see ``ROOM``."""
    return function(argument)


with_room.__code__ = with_room.__code__.replace(co_stacksize=ROOM)
