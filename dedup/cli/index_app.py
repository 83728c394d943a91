"""``dedup index``: the commands that keep a persistent index, registered under one name."""

import typer

from dedup.cli.index_add import add
from dedup.cli.index_care import info, rebuild, repair, verify
from dedup.cli.index_copy import backup, restore
from dedup.cli.index_remove import expire, forget, remove

index_app = typer.Typer(
    name="index",
    rich_markup_mode=None,
    no_args_is_help=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


@index_app.callback()
def index() -> None:
    """Keep a persistent index of articles, for dedup check."""


for command in (add, remove, expire, forget, info, verify, repair, rebuild, backup, restore):
    index_app.command()(command)
