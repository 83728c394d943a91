"""The options that commands share, as typer sees them: words, of which ``settings`` makes numbers and checks them."""

import inspect
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Annotated, Any

import typer

Inputs = Annotated[
    list[str], typer.Argument(help="Files (dedup formats lists what can be read), folders, or - for standard input")
]
Format = Annotated[str | None, typer.Option(metavar="FORMAT", help="Format of the results", show_default="text")]
Output = Annotated[
    list[str] | None,
    typer.Option(metavar="FILE", help="Write to a file; FORMAT:FILE writes one more, repeatable"),
]
OnlyRelation = Annotated[
    list[str] | None,
    typer.Option("--relation", metavar="R", help="Report only this relation, repeatable", show_default="all"),
]
CountingRelation = Annotated[
    list[str] | None,
    typer.Option(
        "--relation", metavar="R", help="A pair of this relation counts as found, repeatable", show_default="by labels"
    ),
]
Window = Annotated[
    str | None, typer.Option(metavar="DAYS", help="Only pairs published at most this many calendar days apart")
]
MinScore = Annotated[
    str | None, typer.Option(metavar="X", help="Only matches and repeats of at least this score, 0 to 1")
]
Ignore = Annotated[
    str | None,
    typer.Option(metavar="FILE", help="Lines and passages that are never evidence, or a listing of furniture"),
]
ParamsFile = Annotated[str | None, typer.Option("--params", metavar="FILE", help="Parameters as a JSON object")]
Workers = Annotated[str | None, typer.Option(metavar="N", help="Threads", show_default="one a core")]
Seed = Annotated[str | None, typer.Option(metavar="N", help="Seed of the signatures", show_default="1")]
Profile = Annotated[
    str | None, typer.Option(metavar="P", help="Kind of texts: news, ocr or short", show_default="news")
]
Against = Annotated[
    list[str] | None,
    typer.Option(metavar="PATH", help="Only pairs of an input with an article of this path, repeatable"),
]
FailOn = Annotated[
    str | None,
    typer.Option(metavar="R", help="Exit with 1 on a match of this relation or a stronger one; any: on every match"),
]
Index = Annotated[
    str | None, typer.Option(metavar="INDEX", help="The index to check against (dedup index add makes one)")
]
Add = Annotated[
    bool | None, typer.Option("--add/--no-add", help="Add the articles to the index too, checked and added as one step")
]
ExcludeSource = Annotated[
    list[str] | None,
    typer.Option(metavar="S", help="No matches with articles of this source, repeatable"),
]
CheckFailOn = Annotated[
    str | None,
    typer.Option(
        "--fail-on",
        metavar="R",
        help="Exit with 1 on a finding of this relation or a stronger one; any: on every finding",
        show_default="near-duplicate",
    ),
]
BaselineFile = Annotated[
    str | None, typer.Option("--baseline", metavar="FILE", help="Accepted findings, which do not fail")
]
PolicyFile = Annotated[
    str | None, typer.Option("--policy", metavar="FILE", help="Allowed reuse, which is reported but does not fail")
]
Reason = Annotated[str | None, typer.Option(metavar="TEXT", help="Why the findings are accepted")]
By = Annotated[str | None, typer.Option(metavar="NAME", help="Who accepts them")]
Expires = Annotated[
    str | None, typer.Option(metavar="DAY", help="The last day on which new entries hold, like 2026-12-31")
]
Fetch = Annotated[
    bool | None, typer.Option("--fetch/--no-fetch", help="Fetch inputs that are addresses on the web (https://...)")
]
SkipBad = Annotated[
    bool | None, typer.Option("--skip-bad/--no-skip-bad", help="Leave out records that cannot be read, and name them")
]
AllowEmpty = Annotated[
    bool | None, typer.Option("--allow-empty/--no-allow-empty", help="Exit with 0 if there is no article")
]
InputFormatName = Annotated[
    str | None,
    typer.Option("--input-format", metavar="F", help="Read every input as this format; dedup formats lists them"),
]
IdField = Annotated[str | None, typer.Option(metavar="NAME", help="Field of the id", show_default="id, guid, url")]
TextField = Annotated[
    str | None, typer.Option(metavar="NAME", help="Field of the text", show_default="text, body, content ...")
]
TitleField = Annotated[
    str | None, typer.Option(metavar="NAME", help="Field of the title", show_default="title, headline ...")
]
SourceField = Annotated[
    str | None, typer.Option(metavar="NAME", help="Field of the source", show_default="source, publisher ...")
]
UrlField = Annotated[str | None, typer.Option(metavar="NAME", help="Field of the URL", show_default="url, link ...")]
PublishedField = Annotated[
    str | None, typer.Option(metavar="NAME", help="Field of the date", show_default="published, date ...")
]
LangField = Annotated[
    str | None, typer.Option(metavar="NAME", help="Field of the language", show_default="lang, language ...")
]
VersionField = Annotated[
    str | None, typer.Option(metavar="NAME", help="Field of the version", show_default="version, revision ...")
]
ModifiedField = Annotated[
    str | None, typer.Option(metavar="NAME", help="Field of the date of change", show_default="modified, updated ...")
]
CreditField = Annotated[
    str | None, typer.Option(metavar="NAME", help="Field of the credit line", show_default="credit, agency ...")
]
StatusField = Annotated[
    str | None, typer.Option(metavar="NAME", help="Field of the status", show_default="status, pubStatus ...")
]
Explain = Annotated[bool | None, typer.Option("--explain/--no-explain", help="Add keys, furniture and thresholds")]
Quiet = Annotated[
    bool | None, typer.Option("--quiet/--no-quiet", "-q", help="Say nothing on standard error but errors")
]
Verbose = Annotated[
    bool | None, typer.Option("--verbose/--no-verbose", "-v", help="Say more; show the traceback of a crash")
]
#: What all commands that read articles have, behind their own options.
READING: dict[str, object] = {
    "fetch": Fetch,
    "input_format": InputFormatName,
    "id_field": IdField,
    "text_field": TextField,
    "title_field": TitleField,
    "source_field": SourceField,
    "url_field": UrlField,
    "published_field": PublishedField,
    "lang_field": LangField,
    "version_field": VersionField,
    "modified_field": ModifiedField,
    "credit_field": CreditField,
    "status_field": StatusField,
    "skip_bad": SkipBad,
    "quiet": Quiet,
    "verbose": Verbose,
}


def with_options(group: Mapping[str, object]) -> Callable[[Callable[..., int]], Callable[..., int]]:
    """Give a command that takes ``**shared`` the options of a group there: typer reads them from its signature."""

    def decorated(command: Callable[..., int]) -> Callable[..., int]:
        signature = inspect.signature(command, eval_str=True)
        own = [part for part in signature.parameters.values() if part.kind is not part.VAR_KEYWORD]
        kind = inspect.Parameter.KEYWORD_ONLY
        shared = [inspect.Parameter(name, kind, default=None, annotation=option) for name, option in group.items()]

        @wraps(command)
        def run(**flags: Any) -> int:
            return command(**flags)

        run.__signature__ = signature.replace(parameters=[*own, *shared])  # type: ignore[attr-defined]
        run.__annotations__ = {part.name: part.annotation for part in (*own, *shared)}
        return run

    return decorated
