"""The results workbook of the plan made by hand, written once and reopened."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from optmodel.plan.plan import Plan
from optmodel.results.write import workbook_bytes
from tests.results.hand_plan import hand_info, hand_plan, hand_tables


def reopened(plan: Plan) -> Workbook:
    """Write a plan with the hand-made tables and stamp, and reopen it."""
    return load_workbook(io.BytesIO(workbook_bytes(plan, hand_tables(), hand_info())))


@pytest.fixture(scope="session")
def workbook() -> Workbook:
    """The proven plan."""
    return reopened(hand_plan())


@pytest.fixture(scope="session")
def reopen() -> Callable[[Plan], Workbook]:
    """Write another plan and reopen it."""
    return reopened
