"""The small good workbook of the tests of the reader."""

from __future__ import annotations

from tests.workbook.conftest import workbook, written

__all__ = ["workbook", "written"]
