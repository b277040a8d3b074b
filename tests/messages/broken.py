"""The broken inputs of all codes, collected from the files by subject."""

from __future__ import annotations

from tests.messages import (
    broken_capacity,
    broken_carry,
    broken_clusters,
    broken_files,
    broken_hostile,
    broken_money,
    broken_plans,
    broken_possible,
    broken_sense,
    broken_structure,
    broken_types,
)
from tests.messages.case import CASES

FILES = (
    broken_files,
    broken_hostile,
    broken_structure,
    broken_types,
    broken_clusters,
    broken_capacity,
    broken_carry,
    broken_money,
    broken_plans,
    broken_possible,
    broken_sense,
)
"""Importing them fills the cases."""

__all__ = ["CASES", "FILES"]
