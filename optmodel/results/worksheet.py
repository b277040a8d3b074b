"""A worksheet that takes formulas as they are."""

from __future__ import annotations

from typing import Any

from xlsxwriter.worksheet import Worksheet


class PlainWorksheet(Worksheet):  # type: ignore[misc]
    """A worksheet without the search for functions that are newer than Excel 2010.

    The library looks for some thirty of them in every formula, to mark them for Excel, and takes
    two thirds of the time of a workbook for it. Formulas here use none. Should the library ever
    stop asking for this, nothing but the speed is lost.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> Any:
        """Take the equals sign away."""
        del expand_future_functions
        return formula.removeprefix("=")
