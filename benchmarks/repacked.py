"""The same parts in another archive: what an accepted file says must not depend on its packing."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from optmodel.workbook.read import read


def difference(content: bytes, path: Path) -> str:
    """Say how a file reads differently once its parts are stored in reverse order.

    Parameters
    ----------
    path
        Holds the file that was accepted; it is overwritten.
    """
    first, findings = read(path)
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(stream, "w") as other:
        for name in reversed(archive.namelist()):
            # A part that nobody reads may be damaged; zipfile raises a dozen kinds then.
            with suppress(Exception):
                other.writestr(name, archive.read(name))
    path.write_bytes(stream.getvalue())
    second, others = read(path)
    if first is None or second is None:
        return f"{[str(it) for it in others if it.is_error]}"
    if findings != others:
        return f"{[str(it) for it in findings]} against {[str(it) for it in others]}"
    same = replace(second, sha256=first.sha256, content=first.content)
    return "" if repr(first) == repr(same) else "the tables differ"
