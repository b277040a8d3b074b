"""A worksheet that takes formulas as they are, and writes cells without detours."""

from __future__ import annotations

import re
from typing import Any

from xlsxwriter.worksheet import Worksheet

SPECIAL = re.compile("[&<>]")


class PlainWorksheet(Worksheet):  # type: ignore[misc]
    """A worksheet without the search for functions that are newer than Excel 2010.

    The library looks for some thirty of them in every formula, to mark them for Excel, and takes
    two thirds of the time of a workbook for it. Formulas here use none. It also looks into every
    attribute of a cell for characters that XML cannot hold; an address, a number of a format and
    a type have none. Should the library ever stop asking for this, nothing but the speed is lost.
    """

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> Any:
        """Take the equals sign away."""
        del expand_future_functions
        return formula.removeprefix("=")

    def _xml_number_element(self, number: float, attributes: Any = ()) -> None:
        """Write a cell with a number."""
        self.fh.write(f"<c{_said(attributes)}><v>{number:.16G}</v></c>")

    def _xml_string_element(self, index: int, attributes: Any = ()) -> None:
        """Write a cell with a text, which stands in the table of texts."""
        self.fh.write(f'<c{_said(attributes)} t="s"><v>{index}</v></c>')

    def _xml_formula_element(self, formula: str, result: Any, attributes: Any = ()) -> None:
        """Write a cell with a formula and its value."""
        value = _escaped(result) if isinstance(result, str) else result
        self.fh.write(f"<c{_said(attributes)}><f>{_escaped(formula)}</f><v>{value}</v></c>")


def _said(attributes: Any) -> str:
    """Write the attributes of a cell."""
    return "".join([f' {key}="{value}"' for key, value in attributes])


def _escaped(text: str) -> str:
    """Return a text as XML holds it."""
    if SPECIAL.search(text) is None:
        return text
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
