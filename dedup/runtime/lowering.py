"""How the instructions of a kernel are written: no more of them than its lines ask for.

numba writes for all of Python: it counts references, keeps variables on the stack until their last use, passes an array
as seven values, and asks after each call whether there was an error. Kernels have no use for any of it, and what is not
written needs neither be printed, parsed nor optimised away: two fifths as many instructions for the same machine code.

Built on what numba offers for this: a data model, a calling convention and a lowering class ("Customizing the
Compiler" and "Low-level extension API" in its manual). This module imports numba, so it is itself imported only where
code is compiled.
"""

from collections import Counter
from collections.abc import Hashable
from typing import Any

from llvmlite.ir import Constant, IRBuilder, Undefined
from numba.core import cgutils, ir, types
from numba.core.analysis import compute_use_defs
from numba.core.callconv import CPUCallConv
from numba.core.datamodel import ArgPacker, default_manager
from numba.core.datamodel.models import ArrayModel
from numba.core.lowering import Lower
from numba.np.numpy_support import as_dtype

_OF_LOOPS = ("getiter", "iternext", "pair_first", "pair_second")
_WRITERS: dict[Hashable, Any] = {}  # what writes the instructions of an operation on some types


class _Array(ArrayModel):  # type: ignore[misc]
    """An array, which kernels pass to one another as its address and its length, two values of numba's seven."""

    def get_argument_type(self) -> tuple[Any, Any]:
        """The types of both."""
        return self._model("data").get_argument_type(), self._model("nitems").get_argument_type()

    def as_argument(self, builder: Any, value: Any) -> tuple[Any, Any]:
        """Take both out of an array."""
        return self.get(builder, value, "data"), self.get(builder, value, "nitems")

    def from_argument(self, builder: Any, value: tuple[Any, Any]) -> Any:
        """Make an array of both: it has one dimension and no gaps, and is nobody's."""
        start, length = value
        size = length.type(as_dtype(self.fe_type.dtype).itemsize)
        parts = {"nitems": length, "itemsize": size, "data": start, "shape": length, "strides": size}
        array = cgutils.get_null_value(self.get_value_type())
        for field, part in parts.items():
            at = self.get_field_position(field)
            array = builder.insert_value(array, part, [at, 0] if field in ("shape", "strides") else at)
        return array

    def _model(self, field: str) -> Any:
        return self.get_model(self.get_field_position(field))


_MODELS = default_manager.copy()
_MODELS.register(types.Array, _Array)


class _Call(CPUCallConv):  # type: ignore[misc]
    """How kernels call kernels: with short arrays, and never asking whether there was an error, for none raises one."""

    def _get_arg_packer(self, argtypes: Any) -> ArgPacker:
        return ArgPacker(_MODELS, argtypes)

    def declare(self, module: Any, described: Any) -> Any:
        """Name a kernel in a module."""
        kind = self.get_function_type(described.restype, described.argtypes)
        return cgutils.get_or_insert_function(module, kind, described.mangled_name)

    def call(self, builder: Any, described: Any, values: Any) -> Any:
        """Call a kernel, and return its value."""
        with builder.goto_entry_block():
            place = builder.alloca(self.get_return_type(described.restype).pointee)
        excuse = self._get_excinfo_argument(builder.function)
        arguments = self._get_arg_packer(described.argtypes).as_arguments(builder, values)
        builder.call(self.declare(builder.module, described), [place, excuse, *arguments])
        return self.context.get_returned_value(builder, described.restype, builder.load(place))


class KernelLower(Lower):  # type: ignore[misc]
    """Writes the instructions of a kernel.

    An item of an array is one addition and one access to memory: numba would also ask whether the index is negative,
    and count from the end. No kernel has such an index. A variable that gets its value once is that value: numba would
    keep all that more than one block uses on the stack, and clear them behind their last use, for references to count.
    """

    def _find_singly_assigned_variable(self) -> None:
        """Find the variables that need no place on the stack: those with one assignment, which comes before each use.

        It does in the order of running: numba has given variables of which that is not so several names. Blocks are
        written in the order of the lines, so what a block uses of a later one has to have a place.
        """
        assigned = Counter(
            statement.target.name for block in self.blocks.values() for statement in block.find_insts(ir.Assign)
        )
        uses = compute_use_defs(self.blocks)
        home = {name: label for label, names in uses.defmap.items() for name in names}
        early = {name for label, names in uses.usemap.items() for name in names if label <= home.get(name, label)}
        self._singly_assigned_vars = {name for name in home if assigned[name] == 1} - early
        self._blk_local_varmap: dict[str, Any] = {}

    def _alloca_var(self, name: str, fetype: Any) -> None:
        """Make a place on the stack."""
        if name not in self.varmap and name not in self._singly_assigned_vars:
            self.varmap[name] = self._place(self.context.get_value_type(fetype))

    def _place(self, kind: Any) -> Any:
        with self.builder.goto_entry_block():
            return self.builder.alloca(kind)

    def storevar(self, value: Any, name: str, argidx: int | None = None) -> None:
        """Give a variable its value; what it had before is not asked for."""
        del argidx
        if name in self._singly_assigned_vars:
            self._blk_local_varmap[name] = value
        else:
            self.builder.store(value, self.getvar(name))

    def delvar(self, name: str) -> None:
        """Do nothing behind the last use of a variable."""

    def lower_inst(self, inst: Any) -> None:
        """Write a line. A kernel that raises, or asserts, is refused: nobody asks it whether it did."""
        if isinstance(inst, ir.StaticRaise | ir.DynamicRaise):
            raise NotImplementedError("kernels do not raise errors, nor assert")
        super().lower_inst(inst)

    def _lower_call_normal(self, fnty: Any, expr: Any, signature: Any) -> Any:
        """Call a function."""
        if not isinstance(fnty, types.Dispatcher):
            name = getattr(fnty, "typing_key", None)
            if name is int:
                return self._cast_var(expr.args[0], signature.return_type)
            if name is range:
                return self._range(signature.return_type, expr.args)
            return super()._lower_call_normal(fnty, expr, signature)
        kernel = fnty.dispatcher.get_compile_result(signature)
        self.context.add_linking_libs([kernel.library])
        values = self.fold_call_args(fnty, signature, expr.args, expr.vararg, expr.kws)
        return _Call(self.context).call(self.builder, kernel.fndesc, values)

    def lower_binop(self, resty: Any, expr: Any, op: Any) -> Any:
        """Write an operation on two values; how that is done for their types is looked up once."""
        signature, context = self.fndesc.calltypes[expr], self.context
        write = _WRITERS.get((op, signature.args))
        if write is None:
            function = context.typing_context.resolve_value_type(op)
            call = function.get_call_type(context.typing_context, signature.args, {})
            write = _WRITERS[op, signature.args] = context.get_function(function, call)
        values = [self._cast_var(side, kind) for side, kind in zip((expr.lhs, expr.rhs), signature.args, strict=True)]
        return context.cast(self.builder, write(self.builder, values), signature.return_type, resty)

    def _range(self, kind: Any, arguments: Any) -> Any:
        """Make a range: its first number, what it ends before, and the step."""
        parts = [self._cast_var(argument, kind.dtype) for argument in arguments]
        if len(parts) == 1:
            parts.insert(0, parts[0].type(0))
        if len(parts) == 2:
            parts.append(parts[0].type(1))
        return self._struct(kind, parts)

    def lower_expr(self, resty: Any, expr: Any) -> Any:
        """Work out an expression. Loops over ranges take a quarter of the instructions that numba writes for them."""
        builder, kind = self.builder, self.typeof(expr.value.name) if expr.op in _OF_LOOPS else None
        if expr.op == "getiter" and isinstance(kind, types.RangeType):
            first, stop, step = (builder.extract_value(self.loadvar(expr.value.name), k) for k in range(3))
            place = self._place(first.type)
            builder.store(first, place)
            return self._struct(resty, [place, stop, step])
        if expr.op == "iternext" and isinstance(kind, types.RangeIteratorType):
            place, stop, step = (builder.extract_value(self.loadvar(expr.value.name), k) for k in range(3))
            at = builder.load(place)
            builder.store(builder.add(at, step), place)
            is_up = builder.icmp_signed(">", step, step.type(0))
            is_on = builder.select(is_up, builder.icmp_signed("<", at, stop), builder.icmp_signed(">", at, stop))
            return self._struct(resty, [at, is_on])
        if isinstance(kind, types.Pair):
            return builder.extract_value(self.loadvar(expr.value.name), int(expr.op == "pair_second"))
        return super().lower_expr(resty, expr)

    def _struct(self, kind: Any, parts: list[Any]) -> Any:
        value = Constant(self.context.get_value_type(kind), Undefined)
        for k, part in enumerate(parts):
            value = self.builder.insert_value(value, part, k)
        return value

    def lower_getitem(self, resty: Any, expr: Any, value: Any, index: Any, signature: Any) -> Any:
        """Load an item."""
        array = self.typeof(value.name)
        if not (isinstance(array, types.Array) and isinstance(self.typeof(index.name), types.Integer)):
            return super().lower_getitem(resty, expr, value, index, signature)
        item = self.context.unpack_value(self.builder, array.dtype, self._item(array, value, index))
        return self.context.cast(self.builder, item, array.dtype, resty)

    def lower_setitem(self, target_var: Any, index_var: Any, value_var: Any, signature: Any) -> None:
        """Store an item; kernels store nothing else."""
        array = self.typeof(target_var.name)
        value = self.loadvar(value_var.name)
        value = self.context.cast(self.builder, value, self.typeof(value_var.name), array.dtype)
        self.context.pack_value(self.builder, array.dtype, value, self._item(array, target_var, index_var))

    def _item(self, array: Any, variable: Any, index: Any) -> Any:
        """The place of an item in memory; arrays have one dimension and no gaps."""
        data = self.context.data_model_manager[array].get_field_position("data")
        start = self.builder.extract_value(self.loadvar(variable.name), data)
        at = self.context.cast(self.builder, self.loadvar(index.name), self.typeof(index.name), types.intp)
        return self.builder.gep(start, [at])


class CalleeLower(KernelLower):
    """Writes the instructions of a kernel that only kernels call."""

    @property
    def call_conv(self) -> _Call:
        """How it is called."""
        return _Call(self.context)

    def setup_function(self, fndesc: Any) -> None:
        """Begin the function."""
        self.function = self.call_conv.declare(self.module, fndesc)
        self.entry_block = self.function.append_basic_block("entry")
        self.builder = IRBuilder(self.entry_block)
        self.call_helper = self.call_conv.init_call_helper(self.builder)
