"""What things are called in sentences."""

from __future__ import annotations

import pytest

from optmodel.program.called import called


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("JPN", "pledge JPN"),
        ("Pledge", "Pledge"),
        ("Japan pledge", "Japan pledge"),
        ("Pledged", "pledge Pledged"),
    ],
)
def test_kind_is_said_once(name: str, expected: str) -> None:
    """Tests that the kind is left out where the id has it as a word."""
    assert called("pledge", name) == expected
