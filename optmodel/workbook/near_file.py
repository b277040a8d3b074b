"""Which workbook is meant by the name of a file that does not exist."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from optmodel.workbook.suggest import nearest

MOST_FILES = 1_000
"""Files of a folder that are looked at."""
MOST_NAMED = 3
"""Workbooks that are named where no name is near; of more, none says anything."""


def near_file(path: Path) -> str:
    """Give a sentence, with a space before it, that helps to find a file; ``""`` where none can."""
    folder = path.parent
    try:
        if not folder.is_dir():
            return f" There is no folder {folder}."
        files = [it.name for it in islice(folder.iterdir(), MOST_FILES)]
    except OSError:
        return ""
    books = {Path(it).stem: it for it in sorted(files) if it.lower().endswith(".xlsx")}
    books = {stem: name for stem, name in books.items() if not name.startswith(("~$", "."))}
    near = nearest(path.stem, books)
    if near:
        return f' Did you mean "{books[near]}"?'
    if 0 < len(books) <= MOST_NAMED:
        return f" The folder has {', '.join(books.values())}."
    return ""
