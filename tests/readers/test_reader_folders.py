"""What is read of a folder: hidden names, links, folders inside that cannot be read."""

import errno
import os
import sys
import zipfile

import pytest

from dedup.errors import ReaderError
from dedup.readers.collect import ReadOptions, read_articles, read_beside

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs symbolic links")
SAID = "The ferry stays in the harbour."


def names_and_notes(*inputs, **options):
    reading = read_articles(inputs, ReadOptions(**options))
    return [article.id for article in reading], list(reading.notes)


@pytest.fixture
def folder(tmp_path):
    """A folder of two articles, one of them in a folder below."""
    (tmp_path / "in" / "real").mkdir(parents=True)
    (tmp_path / "in" / "m.txt").write_text(SAID)
    (tmp_path / "in" / "real" / "n.txt").write_text("The old bridge closes on Monday.")
    return tmp_path / "in"


@pytest.mark.parametrize("link", ["a.txt", "z.txt"])
def test_a_link_to_a_file_that_is_read_is_no_second_article(folder, link):
    (folder / link).symlink_to("m.txt")
    note = f"{folder}/{link}: the same file as {folder}/m.txt, by a link; skipped"
    assert names_and_notes(folder) == (["m.txt", "real/n.txt"], [note])


def test_a_link_named_beside_its_file_is_no_second_article(folder):
    (folder / "a.txt").symlink_to("m.txt")
    assert names_and_notes(folder / "a.txt", folder / "m.txt")[0] == ["m.txt"]


def test_a_link_to_a_file_elsewhere_is_read_once_by_its_own_name(folder, tmp_path):
    (tmp_path / "far.txt").write_text("Ships.")
    for link in ("a.txt", "b.txt"):
        (folder / link).symlink_to(tmp_path / "far.txt")
    names, notes = names_and_notes(folder)
    assert names == ["a.txt", "m.txt", "real/n.txt"]
    assert notes == [f"{folder}/b.txt: the same file as {folder}/a.txt, by a link; skipped"]


@pytest.mark.parametrize("link", ["linked", "a", "z"])
def test_a_folder_is_read_by_its_real_name(folder, link):
    (folder / link).symlink_to("real")
    assert names_and_notes(folder)[0] == ["m.txt", "real/n.txt"]


def test_a_link_to_a_folder_that_is_named_too_gives_no_second_articles(folder, tmp_path):
    (tmp_path / "beside").mkdir()
    (tmp_path / "beside" / "link").symlink_to(folder)
    assert names_and_notes(tmp_path / "beside", folder)[0] == ["m.txt", "real/n.txt"]


def test_a_link_in_an_archive_to_an_input_is_that_article(folder, tmp_path):
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "old.txt").symlink_to(folder / "m.txt")
    inputs, archive = read_beside([[folder], [tmp_path / "archive"]])
    assert [article.id for article in inputs] == ["m.txt", "real/n.txt"]
    assert [article.id for article in archive] == ["m.txt"]


def test_two_sides_of_a_comparison_may_be_a_file_and_a_link_to_it(folder):
    (folder / "a.txt").symlink_to("m.txt")
    left, right = read_beside([[folder / "a.txt"], [folder / "m.txt"]], may_clash=True)
    assert [article.id for article in (*left, *right)] == ["a.txt", "m.txt"]


def test_files_by_which_word_locks_a_document_are_passed_over(folder):
    (folder / "~$m.docx").write_bytes(b"\x05Ana")
    with zipfile.ZipFile(folder / "z.zip", "w") as packed:
        packed.writestr("~$m.docx", b"\x05Ana")
        packed.writestr("p.txt", "Ships.")
    assert names_and_notes(folder) == (["m.txt", "z.zip/p.txt", "real/n.txt"], [])


@pytest.fixture
def locked(folder, monkeypatch):
    """The folder below, which cannot be read; for root the refusal is made up."""
    below, scandir = folder / "real", os.scandir

    def refusing(path):
        if os.fspath(path) == os.fspath(below):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    return below


def test_a_folder_that_cannot_be_read_is_refused_or_skipped_with_a_note(folder, locked):
    why = f"{locked}: not readable; give yourself permission to read it"
    with pytest.raises(ReaderError) as caught:
        names_and_notes(folder)
    assert str(caught.value) == f"{why} (--skip-bad goes on without what cannot be read)"
    assert names_and_notes(folder, skip_bad=True) == (["m.txt"], [f"{why}, skipped"])


def test_a_named_folder_that_cannot_be_read_is_always_refused(locked):
    with pytest.raises(ReaderError) as caught:
        names_and_notes(locked, skip_bad=True)
    assert str(caught.value) == f"{locked}: not readable; give yourself permission to read it"


def test_a_bad_file_in_a_folder_says_how_to_go_on(folder):
    (folder / "n.docx").write_bytes(b"no zip")
    with pytest.raises(ReaderError, match=r"n.docx: damaged .*\(--skip-bad goes on without what cannot be read\)"):
        names_and_notes(folder)
    assert names_and_notes(folder, skip_bad=True)[0] == ["m.txt", "real/n.txt"]


def test_a_bad_file_that_was_named_does_not(folder):
    path = folder / "n.docx"
    path.write_bytes(b"no zip")
    with pytest.raises(ReaderError) as caught:
        names_and_notes(path)
    assert "--skip-bad" not in str(caught.value)
