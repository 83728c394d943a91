"""Goes through a folder: which files lie below it, by their real names where a link leads to them, too.

It opens nothing. What a thing is that is no folder, whoever reads it finds out.
"""

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

_HIDDEN = (".", "~$")  # "~$" begins the files by which Word locks a document that is open


class Below(NamedTuple):
    """What lies below a folder and is no folder."""

    path: Path
    inside: tuple[str, ...]  #: its path inside the folder
    is_linked: bool  #: it is a link, or lies in a folder that is one


def is_hidden(name: str) -> bool:
    """Return whether a file or folder of this name is passed over.

    >>> is_hidden(".profile"), is_hidden("~$report.docx"), is_hidden("report.docx")
    (True, True, False)
    """
    return name.startswith(_HIDDEN)


def files_below(folder: Path, refused: Callable[[OSError], None]) -> list[Below]:
    """Return what lies below a folder: its files sorted by name, then its folders, one after the other.

    Links to folders are followed and each folder is gone through once: by its real name if it has one
    below ``folder``, else by the first of the links to it.

    Args:
        folder: To go through.
        refused: Called with the error where a folder cannot be read; it may raise, or return to go on.
    """
    found: list[Below] = []
    visited: set[tuple[int, int]] = set()
    waiting, links = [Below(folder, (), False)], list[Below]()
    while waiting or links:
        if not waiting:
            links.sort(key=lambda link: folder_order(link.inside), reverse=True)
            waiting.append(links.pop())
        here = waiting.pop()
        try:
            status = here.path.stat()
            if (status.st_dev, status.st_ino) in visited:
                continue
            with os.scandir(here.path) as listing:
                entries = [entry for entry in listing if not is_hidden(entry.name)]
        except OSError as exc:
            refused(exc)
            continue
        visited.add((status.st_dev, status.st_ino))
        for entry in entries:
            is_link = entry.is_symlink()
            below = Below(here.path / entry.name, (*here.inside, entry.name), here.is_linked or is_link)
            (found if not _is_folder(entry) else links if is_link else waiting).append(below)
    return sorted(found, key=lambda below: folder_order(below.inside))


def folder_order(inside: tuple[str, ...]) -> list[tuple[bool, str]]:
    """Return the key that sorts paths as a folder is gone through: its files, then its folders."""
    *folders, file = inside
    return [*((True, folder) for folder in folders), (False, file)]


def _is_folder(entry: os.DirEntry[str]) -> bool:
    """True for a folder and a link to one; a link that leads nowhere is none."""
    try:
        return entry.is_dir()
    except OSError:
        return False
