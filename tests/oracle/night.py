"""Blocks of random workbooks, of which the first run by day and all by night."""

from __future__ import annotations

import pytest


def blocks(day: int, all_of_them: int) -> list[object]:
    """Number the blocks from 0; those from ``day`` on are left to the night."""
    return [
        pytest.param(block, marks=[] if block < day else [pytest.mark.nightly])
        for block in range(all_of_them)
    ]
