"""Formats whose libraries are optional: what is said when one is missing."""

import builtins
import sys

import pytest
from extra_formats import BRIDGE, read

from dedup.errors import MissingExtraError, ReaderError
from dedup.extras import is_installed, require


@pytest.mark.parametrize(
    ("name", "module", "command"),
    [("a.parquet", "pyarrow", "parquet"), ("a.warc", "fastwarc", "warc")],
)
def test_missing_library_gives_the_command_that_installs_it(tmp_path, monkeypatch, name, module, command):
    (tmp_path / name).write_bytes(b"PAR1 WARC/1.0")
    imported = builtins.__import__

    def without(wanted, *args, **kwargs):
        if wanted.startswith(module):
            raise ImportError(wanted)
        return imported(wanted, *args, **kwargs)

    monkeypatch.setattr("importlib.import_module", lambda wanted: without(wanted))
    with pytest.raises(MissingExtraError, match=rf"needs {module}: pip install 'newsdedup\[{command}\]'"):
        require(module, extra=command, what="reading this")


def test_the_package_is_named_where_the_module_has_another_name(monkeypatch):
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtraError, match=r"reading DOCX needs python-docx: pip install 'newsdedup\[office\]'"):
        require("docx", extra="office", what="reading DOCX")


@pytest.mark.parametrize(
    ("name", "start", "module", "extra"),
    [("a.parquet", b"PAR1", "pyarrow", "parquet"), ("a.warc", b"WARC/1.0\r\n", "fastwarc", "warc")],
)
def test_file_that_needs_a_missing_library_is_named_and_loses_no_other(
    tmp_path, monkeypatch, name, start, module, extra
):
    (tmp_path / name).write_bytes(start)
    (tmp_path / "z.txt").write_text(BRIDGE)
    monkeypatch.setitem(sys.modules, module, None)
    monkeypatch.setitem(sys.modules, f"{module}.warc", None)
    said = rf"{name}: reading \w+ needs {module}: pip install 'newsdedup\[{extra}\]' \(--skip-bad goes on"
    with pytest.raises(ReaderError, match=said):
        read(tmp_path)
    articles, reading = read(tmp_path, skip_bad=True)
    assert [article.text for article in articles] == [BRIDGE]
    assert [rejected.place for rejected in reading.rejected] == [str(tmp_path / name)]


def test_module_that_is_there_is_given():
    assert require("json", extra="x", what="this").dumps([]) == "[]"
    assert is_installed("json")
    assert not is_installed("no_such_module.inside")
