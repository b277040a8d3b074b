"""JSON as the standard has it: no NaN, no infinity, dates as ISO text, numbers unrounded."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from datetime import date


def strict_json(document: object) -> str:
    """Write a document as JSON text; what is not finite becomes null."""
    return json.dumps(_plain(document), allow_nan=False, ensure_ascii=False, indent=2)


def _plain(value: object) -> object:
    """Turn arrays, NumPy numbers, dates and mappings into what JSON knows."""
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if hasattr(value, "tolist"):
        # An array or a number of NumPy, which is not imported here: the command starts quicker.
        return _plain(value.tolist())
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return _plain_number(value) if isinstance(value, float) else _plain_word(value)


def _plain_number(value: float) -> float | None:
    """Keep a finite number; NaN and infinity become None."""
    return float(value) if math.isfinite(value) else None


def _plain_word(value: object) -> object:
    """Keep what JSON knows; dates and anything else become text."""
    if value is None or isinstance(value, bool | int | str):
        return value
    return value.isoformat() if isinstance(value, date) else str(value)
