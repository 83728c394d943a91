"""How inputs are read: what a caller may choose."""

from dataclasses import dataclass, fields

from dedup.errors import UsageError
from dedup.readers.fields import FieldMap
from dedup.readers.formats import format_named
from dedup.readers.limits import DEFAULT_LIMITS, Limits


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """How inputs are read. Names of fields matter to JSON, tables and Parquet only."""

    input_format: str = ""  #: a name of ``formats.FORMATS`` for every input; empty decides for each
    id_field: str = ""  #: empty: the usual names are tried
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
    keep_canceled: bool = False  #: give withdrawals out too, as articles of status "canceled"
    hold: bool = False  #: give nothing out until everything is read, so that no withdrawal comes too late
    skip_bad: bool = False  #: count bad records instead of stopping at the first
    allow_empty: bool = False  #: count a named file without a byte instead of refusing it
    without: tuple[str, ...] = ()  #: files that are no articles where a folder holds them: lists, settings
    fetch: bool = False  #: take addresses on the web as inputs
    allow_prose: bool = False  #: content of no known format but readable is one text, under any name
    limits: Limits = DEFAULT_LIMITS

    def __post_init__(self) -> None:
        """Refuse values of another type, and a format that does not exist.

        Raises:
            UsageError: If a flag is neither True nor False, or a name no str.
            ReaderError: If there is no such format.
        """
        for item in fields(self):
            value = getattr(self, item.name)
            if isinstance(item.default, bool) and not isinstance(value, bool):
                raise UsageError(f"{item.name} must be True or False, got {value!r}")
            if isinstance(item.default, str) and not isinstance(value, str):
                raise UsageError(f"{item.name} must be a str, empty if it is not given, got {value!r}")
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
