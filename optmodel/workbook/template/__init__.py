"""The input workbook as a template writes it: every sheet, empty or filled with given rows."""

from __future__ import annotations

from optmodel.workbook.template.starter import write_starter
from optmodel.workbook.template.write import write_template

__all__ = ["write_starter", "write_template"]
