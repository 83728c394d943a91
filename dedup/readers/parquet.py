"""Parquet: each row is one article, columns are named as in CSV. Read by pyarrow.

pyarrow ends its process on some damaged files, so it runs apart and hands the rows over.
"""

import io
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from dedup.extras import is_installed, require
from dedup.model import Article
from dedup.readers.fields import BadRowError, FieldMap, one_spelling
from dedup.readers.journal import Journal
from dedup.readers.limits import Limits
from dedup.readers.records import DocumentError
from dedup.readers.source import Source, Stream
from dedup.readers.unreadable import UnreadableError, required
from dedup.runtime.apart import ApartError, ApartLimits, Job, Pool
from dedup.sizes import in_words

_ROWS_AT_ONCE = 256
_OF_TABLES = "; the first line must name the columns"  # what is said of tables, and not true of Parquet
_WHAT = "reading Parquet"


def read_parquet(
    source: Source, stream: Stream, fields: FieldMap, journal: Journal, limits: Limits
) -> Iterator[tuple[int, Article]]:
    """Read one article a row. A file on disk is read piece by piece, one from elsewhere as a whole.

    Yields:
        The number of the row, from 1, and the article. Without an id it gets ``LABEL#N``.

    Raises:
        ReaderError: If pyarrow is not installed, if the file is damaged or has no column for the text; at the first bad
            row, unless the journal skips them.
    """
    if not is_installed("pyarrow"):
        required("pyarrow", source.place, extra="parquet", what=_WHAT)
    apart = ApartLimits(max_bytes=4 << 30, max_input_bytes=limits.max_packed_bytes)
    number = 0
    with Pool(apart, workers=1) as pool:
        for row in _rows(pool, source, stream, fields, limits):
            number += 1
            try:
                article = fields.article(row)
            except BadRowError as exc:
                journal.bad(f"{source.place}:{number}", str(exc))
                continue
            yield number, article if article.id else article._replace(id=f"{source.label}#{number}")


def _rows(
    pool: Pool, source: Source, stream: Stream, fields: FieldMap, limits: Limits
) -> Iterator[Mapping[str, object]]:
    """Return the rows, with the columns that make articles."""
    options: dict[str, object] = {"max_group": limits.max_document_bytes * 4, "max_ratio": limits.max_ratio}
    options |= {"min_bomb": limits.min_bomb_bytes, "names": fields.names}
    raw = b""
    if stream.is_on_disk:
        options["path"] = str(source.path)
    else:
        raw = stream.read(limits.max_packed_bytes, source.place, "Parquet that does not lie on disk")
    try:
        batches = pool.stream(Job("dedup.readers.parquet:columns_and_rows", raw, options))
        fault = fields.header_fault(next(batches))
        if fault:
            raise UnreadableError(source.place, fault.removesuffix(_OF_TABLES))
        for batch in batches:
            yield from batch
    except ApartError as exc:
        raise UnreadableError(source.place, str(exc)) from exc


def columns_and_rows(raw: bytes, options: Mapping[str, Any]) -> Iterator[list[Any]]:
    """Return first the names of all columns, then the rows, some hundred at once; runs apart.

    Rows have the columns that are among ``options["names"]``, in any spelling.

    Raises:
        DocumentError: If the file is damaged, or unpacks to far more than its size.
    """
    arrow = require("pyarrow", extra="parquet", what=_WHAT)
    parquet = require("pyarrow.parquet", extra="parquet", what=_WHAT)
    try:
        file = options.get("path") or io.BytesIO(raw)
        with parquet.ParquetFile(file, memory_map=False, pre_buffer=False) as table:
            for number in range(table.metadata.num_row_groups):
                _check_group(table.metadata.row_group(number), options)
            columns = list(table.schema_arrow.names)
            yield columns
            wanted = [name for name in columns if not {name, one_spelling(name)}.isdisjoint(options["names"])]
            for batch in table.iter_batches(batch_size=_ROWS_AT_ONCE, columns=wanted, use_threads=False):
                yield [{name: _plain(value) for name, value in row.items()} for row in batch.to_pylist()]
    except (arrow.ArrowException, OSError, ValueError, OverflowError) as exc:
        said = str(exc).strip().partition("\n")[0][:200]
        raise DocumentError(f"damaged Parquet ({said}); copy the file again") from exc


def _check_group(group: Any, options: Mapping[str, Any]) -> None:
    """Refuse a row group that claims to unpack to far more than its size."""
    parts = [group.column(number) for number in range(group.num_columns)]
    packed = sum(column.total_compressed_size for column in parts)
    unpacked = sum(column.total_uncompressed_size for column in parts)
    is_bomb = unpacked > options["min_bomb"] and unpacked > options["max_ratio"] * packed
    if unpacked > options["max_group"] or is_bomb:
        raise DocumentError(
            f"a row group of {in_words(unpacked)} from {in_words(packed)}; the limits are "
            f"{in_words(options['max_group'])} and {options['max_ratio']} times the size; "
            "write it with smaller row groups"
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
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value
