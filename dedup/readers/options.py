"""How inputs are read: what a caller may choose."""

from collections.abc import Callable
from dataclasses import dataclass, fields

from dedup.errors import UsageError
from dedup.readers.fields import FieldMap
from dedup.readers.formats import format_named
from dedup.readers.limits import DEFAULT_LIMITS, Limits


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How inputs are read.

    Attributes:
        input_format: The format of every input, one of those that ``dedup formats`` lists; empty decides for each.
        id_field: Name of the field that holds the id, in JSON, tables and Parquet; empty tries the usual names. So
            do the other names of fields.
        text_field: Of the text.
        title_field: Of the title.
        source_field: Of the source.
        url_field: Of the address.
        published_field: Of the date of publication.
        lang_field: Of the language.
        version_field: Of the version, of which the highest stands.
        modified_field: Of the date of change.
        credit_field: Of the credit line.
        status_field: Of the status, by which an article may be withdrawn.
        keep_canceled: Give withdrawals out too, as articles of status "canceled".
        hold: Give nothing out until everything is read, so that no withdrawal comes too late.
        skip_bad: Count bad records instead of stopping at the first.
        allow_empty: Count a named file without a byte instead of refusing it.
        without: Files that are no articles where a folder holds them: lists, settings.
        fetch: Take addresses on the web as inputs.
        allow_prose: Content of no known format but readable is one text, under any name.
        limits: Bounds beyond which an input is refused.
        notify: Called with one line, from another thread, if a pipe gives nothing for a second.

    Raises:
        UsageError: If a flag is neither True nor False, a name no str, or ``notify`` cannot be called.
        ReaderError: If there is no such format.
    """

    input_format: str = ""
    id_field: str = ""
    text_field: str = ""
    title_field: str = ""
    source_field: str = ""
    url_field: str = ""
    published_field: str = ""
    lang_field: str = ""
    version_field: str = ""
    modified_field: str = ""
    credit_field: str = ""
    status_field: str = ""
    keep_canceled: bool = False
    hold: bool = False
    skip_bad: bool = False
    allow_empty: bool = False
    without: tuple[str, ...] = ()
    fetch: bool = False
    allow_prose: bool = False
    limits: Limits = DEFAULT_LIMITS
    notify: Callable[[str], object] | None = None

    def __post_init__(self) -> None:
        """Refuse values of another type, and a format that does not exist."""
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(item.default, bool) and not isinstance(value, bool):
                raise UsageError(f"{item.name} must be True or False, got {value!r}")
            if isinstance(item.default, str) and not isinstance(value, str):
                raise UsageError(f"{item.name} must be a str, empty if it is not given, got {value!r}")
        if self.notify is not None and not callable(self.notify):
            raise UsageError(f"notify must be a function, or None, got {self.notify!r}")
        if self.input_format:
            format_named(self.input_format)

    def field_map(self) -> FieldMap:
        """Return what makes articles of rows."""
        return FieldMap(
            {
                "id": self.id_field,
                "text": self.text_field,
                "title": self.title_field,
                "source": self.source_field,
                "url": self.url_field,
                "published": self.published_field,
                "lang": self.lang_field,
                "version": self.version_field,
                "modified": self.modified_field,
                "credit": self.credit_field,
                "status": self.status_field,
            }
        )


DEFAULT_OPTIONS = ReadOptions()
