"""The archive around the parts: judged before anything is unpacked, and unpacked within bounds."""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from types import TracebackType
from typing import IO

from optmodel.workbook.guard.limits import (
    HIGHEST_RATIO,
    LARGEST_EXPANDED,
    MEGABYTE,
    MOST_ENTRIES,
    MOST_TAGS,
)
from optmodel.workbook.guard.refusal import RefusedError, damaged, too_much

LOCAL_HEADER = 30
"""Bytes in front of the name of an entry."""
ENCRYPTED = 0x1
"""Flag of an entry with a password."""
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
"""What spreadsheet programs use; the others can ask for gigabytes of memory."""


class Archive:
    """An archive whose directory was judged, and what may still be unpacked from it."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except Exception as error:  # zipfile raises a dozen kinds for flipped bits
            raise damaged("it is cut off or not a whole archive") from error
        self._left = LARGEST_EXPANDED
        self._tags = MOST_TAGS
        entries = self._zip.infolist()
        _judge(entries, self._zip.start_dir)
        self._entries = {_path(entry): entry for entry in entries if not entry.is_dir()}

    def __enter__(self) -> Archive:
        """Return itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the archive."""
        self._zip.close()

    @property
    def names(self) -> frozenset[str]:
        """Paths of the parts."""
        return frozenset(self._entries)

    def __contains__(self, path: str) -> bool:
        return path in self._entries

    def open(self, path: str) -> IO[bytes]:
        """Open a part; what is read of it is at most as long as the directory says."""
        entry = self._entries.get(path)
        if entry is None:
            raise damaged(f"the part {path} is missing")
        try:
            return self._zip.open(entry)
        except Exception as error:
            raise damaged(f"the part {path} cannot be unpacked") from error

    def spend(self, piece: bytes) -> None:
        """Count what was unpacked, in bytes and in tags, against what is allowed."""
        self._left -= len(piece)
        if self._left < 0:
            limit = LARGEST_EXPANDED // MEGABYTE
            raise RefusedError(
                "E910", f"unpacks to more than {limit} MB (zip bomb). Save it again in Excel."
            )
        self._tags -= piece.count(b"<")
        if self._tags < 0:
            raise too_much(f"more than {MOST_TAGS // 2:,} cells and other elements")


def _path(entry: zipfile.ZipInfo) -> str:
    return entry.filename.replace("\\", "/")


def _judge(entries: list[zipfile.ZipInfo], end: int) -> None:
    """Refuse what no spreadsheet program packs.

    The sizes of the directory bound what is read, because reading stops at the size that an
    entry declares; where it declares too little, its check sum does not fit.
    """
    reason = (
        f"more than {MOST_ENTRIES:,} parts"
        if len(entries) > MOST_ENTRIES
        else _expansion(entries) or _names(entries) or _overlap(entries, end)
    )
    if reason:
        raise RefusedError(
            "E910", f"is built like an attack (zip bomb): {reason}. Save it again in Excel."
        )
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise RefusedError("E906", "has a password. Save it without one.")
    if any(entry.compress_type not in METHODS for entry in entries):
        raise damaged("it is packed in a way that Excel does not use")


def _expansion(entries: list[zipfile.ZipInfo]) -> str:
    if sum(entry.file_size for entry in entries) > LARGEST_EXPANDED:
        return f"it unpacks to more than {LARGEST_EXPANDED // MEGABYTE} MB"
    for entry in entries:
        if entry.file_size > MEGABYTE and entry.file_size > HIGHEST_RATIO * entry.compress_size:
            return f"{_short(entry)} unpacks to more than {HIGHEST_RATIO} times its size"
    return ""


def _names(entries: list[zipfile.ZipInfo]) -> str:
    for entry in entries:
        path = _path(entry)
        if path.startswith("/") or path[1:2] == ":" or ".." in path.split("/"):
            return f"{_short(entry)} lies outside the file"
    for path, times in Counter(_path(entry).casefold() for entry in entries).items():
        if times > 1:
            return f"{path[:60]} is there {times} times"
    return ""


def _overlap(entries: list[zipfile.ZipInfo], end: int) -> str:
    """Find an entry that shares its bytes with the next one."""
    ordered = sorted(entries, key=lambda entry: entry.header_offset)
    starts = [entry.header_offset for entry in ordered[1:]] + [end]
    for entry, start in zip(ordered, starts, strict=True):
        if entry.header_offset + LOCAL_HEADER + entry.compress_size > start:
            return f"{_short(entry)} overlaps another part"
    return ""


def _short(entry: zipfile.ZipInfo) -> str:
    return _path(entry)[:60]
