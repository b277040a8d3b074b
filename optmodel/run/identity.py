"""Run ids, folder names and versions: what tells one run from another."""

from __future__ import annotations

import platform
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from importlib import metadata

from optmodel._version import __version__

LONGEST_NAME_BYTES = 180
"""Bytes of the plan name in a folder name: 60 Japanese characters, or 180 Latin ones. With all
that is put around it, a folder name stays below the 255 bytes that file systems allow."""

LIBRARIES = ("pyomo", "highspy", "numpy", "pandas", "openpyxl", "XlsxWriter")
"""Libraries whose version can change a result."""


def run_id(created: datetime, input_sha256: str) -> str:
    """Join the UTC time and the start of the input's hash: ``20270104T090000Z-1f2e3d4c``."""
    return f"{created:%Y%m%dT%H%M%SZ}-{input_sha256[:8] or 'no-input'}"


def safe_name(plan_name: str) -> str:
    """Keep of a plan name what any file system takes: letters and digits of any script, ``-_``."""
    composed = unicodedata.normalize("NFC", plan_name)
    words = re.sub(r"[^\w-]+", "-", composed).strip("-_")
    short = words.encode()[:LONGEST_NAME_BYTES].decode(errors="ignore")
    return short.rstrip("-_") or "plan"


def versions() -> Mapping[str, str]:
    """Version of the program, of Python and of each library that can change a result."""
    installed = {name: metadata.version(name) for name in LIBRARIES}
    return {"optmodel": __version__, "python": platform.python_version(), **installed}
