"""Save a workbook so that equal content gives equal bytes and no half file remains."""

from __future__ import annotations

import io
import os
from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from optmodel.errors import WriteError

STAMP = datetime(2026, 1, 1)  # noqa: DTZ001 - a workbook's stamp has no zone
"""Creation date of every template, so that equal content gives equal bytes."""


def save(workbook: Workbook, path: Path) -> None:
    """Write to a temporary file in the same folder, then rename: no half workbook remains.

    Raises
    ------
    WriteError
        Where the file cannot be written.
    """
    content = _bytes_of(workbook)
    temporary = path.with_name(f".{path.stem}-{os.getpid()}.part")
    try:
        with temporary.open("wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.replace(path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        reason = error.strerror or type(error).__name__
        raise WriteError(f"{path} cannot be written: {reason}.") from error


def _bytes_of(workbook: Workbook) -> bytes:
    """Serialize with fixed times: ``Workbook.save`` would write the time of day in."""
    workbook.properties.created = workbook.properties.modified = STAMP
    draft = io.BytesIO()
    ExcelWriter(workbook, ZipFile(draft, "w", ZIP_DEFLATED)).save()
    final = io.BytesIO()
    with ZipFile(draft) as archive, ZipFile(final, "w", ZIP_DEFLATED) as stamped:
        for name in archive.namelist():
            entry = ZipInfo(name, date_time=STAMP.timetuple()[:6])
            entry.compress_type = ZIP_DEFLATED
            stamped.writestr(entry, archive.read(name))
    return final.getvalue()
