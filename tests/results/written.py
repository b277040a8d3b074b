"""A results workbook with what it was made from, reopened once for formulas and once for values."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from optmodel.plan.plan import Plan
from optmodel.results.write import workbook_bytes
from optmodel.run.info import RunInfo
from optmodel.workbook.tables import Tables
from tests.recalculation.plans import INFO


@dataclass(frozen=True, slots=True)
class Written:
    """A results workbook."""

    plan: Plan
    tables: Tables
    content: bytes
    formulas: Workbook
    values: Workbook


def written(plan: Plan, tables: Tables, info: RunInfo = INFO) -> Written:
    """Write a plan and reopen it."""
    content = workbook_bytes(plan, tables, info)
    return Written(plan, tables, content, *reopened(content))


def reopened(content: bytes) -> tuple[Workbook, Workbook]:
    """Return a workbook with its formulas, and the same with the values that they carry."""
    formulas, values = (
        load_workbook(io.BytesIO(content), data_only=only) for only in (False, True)
    )
    return formulas, values


def values_of(plan: Plan, tables: Tables) -> Workbook:
    """Write a plan and reopen what it shows."""
    return load_workbook(io.BytesIO(workbook_bytes(plan, tables, INFO)), data_only=True)


def parts_of(content: bytes, beginning: str) -> dict[str, str]:
    """Return the parts of the file whose names begin so, as text."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        names = [name for name in parts.namelist() if name.startswith(beginning)]
        return {name: parts.read(name).decode() for name in names}
