"""Carry an older or differently laid out workbook into the current template."""

from __future__ import annotations

from optmodel.workbook.carry.carry import carry
from optmodel.workbook.carry.report import Carried, CarriedSheet

__all__ = ["Carried", "CarriedSheet", "carry"]
