"""Commands that refuse two values of an option that takes one, of which the parser would take the last."""

from typing import Any

from typer.core import TyperCommand, TyperOption


class Once(TyperCommand):
    """A command whose options take one value each, unless they are repeatable."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse the arguments of a command line.

        Raises:
            TyperException: If they are wrong; also if an option that takes one value has two that differ.
        """
        options = [each for each in self.params if isinstance(each, TyperOption)]
        single = [each for each in options if not each.is_flag and not each.multiple and not each.count]
        for option in single:
            option.multiple = True  # the parser keeps all values
        try:
            given, _, _ = self.make_parser(ctx).parse_args(args=list(args))
        finally:
            for option in single:
                option.multiple = False
        for option in single:
            values = dict.fromkeys(given.get(option.name or "", ()))
            if len(values) > 1:
                ctx.fail(f"{option.opts[0]} takes one value, got {' and '.join(map(repr, values))}")
        return super().parse_args(ctx, args)
