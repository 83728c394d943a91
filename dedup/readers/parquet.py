"""Parquet: each row is one article, columns are named as in CSV. Read by pyarrow."""

import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from dedup.errors import ReaderError
from dedup.extras import require
from dedup.model import Article
from dedup.readers.fields import BadRowError, FieldMap
from dedup.readers.journal import Journal
from dedup.readers.limits import Limits, in_words
from dedup.readers.source import Source, Stream
from dedup.readers.unreadable import UnreadableError

MAGIC = b"PAR1"
_ROWS_AT_ONCE = 1024
_OF_TABLES = "; the first line must name the columns"  # what is said of tables, and not true of Parquet


def read_parquet(
    source: Source, stream: Stream, fields: FieldMap, journal: Journal, limits: Limits
) -> Iterator[tuple[int, Article]]:
    """Read one article a row. A file on disk is read piece by piece, one from elsewhere as a whole.

    Yields:
        The number of the row, from 1, and the article. Without an id it gets ``LABEL#N``.

    Raises:
        MissingExtraError: If pyarrow is not installed.
        ReaderError: If the file is damaged or has no column for the text; at the first bad
            row, unless the journal skips them.
    """
    arrow = require("pyarrow", extra="parquet", what="reading Parquet")
    parquet = require("pyarrow.parquet", extra="parquet", what="reading Parquet")
    number = 0
    try:
        with parquet.ParquetFile(_file(source, stream, limits), memory_map=False) as table:
            columns = list(table.schema_arrow.names)
            missing = fields.missing_columns(columns)
            if missing:
                raise ReaderError(f"{source.place}: {missing.removesuffix(_OF_TABLES)}")
            _check_sizes(table, source, limits)
            for batch in table.iter_batches(batch_size=_ROWS_AT_ONCE, columns=fields.wanted(columns)):
                for row in batch.to_pylist():
                    number += 1
                    try:
                        article = fields.article({name: _plain(value) for name, value in row.items()})
                    except BadRowError as exc:
                        journal.bad(f"{source.place}:{number}", str(exc))
                        continue
                    yield number, article if article.id else article._replace(id=f"{source.label}#{number}")
    except (arrow.ArrowException, OSError, ValueError, OverflowError, UnicodeDecodeError) as exc:
        raise UnreadableError(source.place, f"damaged Parquet ({_first_line(exc)}); copy the file again") from exc
    except MemoryError as exc:
        raise UnreadableError(source.place, "this Parquet file needs more memory than there is; split it") from exc


def _file(source: Source, stream: Stream, limits: Limits) -> Any:
    """Return what pyarrow opens: the path of a file on disk, else all bytes."""
    if stream.is_on_disk:
        return str(source.path)
    return io.BytesIO(stream.read(limits.max_packed_bytes, source.place, "Parquet that does not lie on disk"))


def _check_sizes(table: Any, source: Source, limits: Limits) -> None:
    """Refuse a file that claims to unpack to far more than its size."""
    groups = [table.metadata.row_group(number) for number in range(table.metadata.num_row_groups)]
    for group in groups:
        columns = [group.column(number) for number in range(group.num_columns)]
        packed = sum(column.total_compressed_size for column in columns)
        unpacked = sum(column.total_uncompressed_size for column in columns)
        if unpacked > limits.max_document_bytes * 4 or (
            unpacked > limits.min_bomb_bytes and unpacked > limits.max_ratio * packed
        ):
            raise UnreadableError(
                source.place,
                f"a row group of {in_words(unpacked)} from {in_words(packed)}; the limits are "
                f"{in_words(limits.max_document_bytes * 4)} and {limits.max_ratio} times the size; "
                "write it with smaller row groups",
            )


def _plain(value: object) -> object:
    """Return a value of a column as a row of JSON would hold it."""
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(item) for name, item in value.items()}
    return value


def _first_line(exc: Exception) -> str:
    """Return what a library says, in one short line."""
    return str(exc).strip().partition("\n")[0][:200]
