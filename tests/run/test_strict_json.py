"""Tests of JSON that every reader takes."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from types import MappingProxyType

import numpy as np
import pytest

from optmodel.run.strict_json import strict_json
from optmodel.search.result import Outcome


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (float("nan"), None),
        (float("inf"), None),
        (-float("inf"), None),
        (0.1 + 0.2, 0.30000000000000004),
        (np.float64(1 / 3), 1 / 3),
        (np.array([1.5, np.nan]), [1.5, None]),
        (np.int64(7), 7),
        (True, True),
        (date(2029, 1, 19), "2029-01-19"),
        (datetime(2029, 1, 19, 12, tzinfo=UTC), "2029-01-19T12:00:00+00:00"),
        (Outcome.OPTIMAL, "optimal"),
        (MappingProxyType({"a": (1, 2)}), {"a": [1, 2]}),
        ("日本", "日本"),
    ],
)
def test_values_are_unrounded_and_finite(value: object, expected: object) -> None:
    """Tests that numbers keep every digit and what is not finite is null."""
    assert json.loads(strict_json({"value": value})) == {"value": expected}


def test_text_is_not_escaped() -> None:
    """Tests that a person can read names of any script in the file."""
    assert "日本" in strict_json(["日本"])
