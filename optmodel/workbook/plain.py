"""Characters that XML cannot hold, which spreadsheet programs escape."""

from __future__ import annotations

import re

ESCAPE = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")
"""Such as ``_x000D_``; openpyxl leaves it as it stands."""


def plain(text: str) -> str:
    """Resolve escaped characters of a text; those that are no characters stay as they are."""
    return ESCAPE.sub(_characters, text) if "_x" in text else text


def _characters(match: re.Match[str]) -> str:
    """Give the characters of a run of escapes; two may be the halves of one."""
    codes = [int(code, 16) for code in re.findall(r"_x([0-9A-Fa-f]{4})_", match.group())]
    units = b"".join(code.to_bytes(2, "little") for code in codes)
    try:
        return units.decode("utf-16-le")
    except UnicodeDecodeError:
        return match.group()
