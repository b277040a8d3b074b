"""Which row of the old sheet Settings becomes which row of the new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from optmodel.errors import Finding
from optmodel.workbook.carry.near import NotFilled, carried_into, suggested, told
from optmodel.workbook.carry.old import address
from optmodel.workbook.carry.table import OldTable
from optmodel.workbook.schema import SETTING_BY_NAME, SETTINGS, folded


@dataclass(frozen=True, slots=True)
class OldSettings:
    """The settings of the old workbook."""

    names: Mapping[int, str]
    """Row number to the setting that it sets; other rows are carried below the settings."""
    values: Mapping[str, object]
    """Setting to its value, None where it was left blank."""
    findings: tuple[Finding, ...]
    not_filled: tuple[NotFilled, ...]
    """Settings that were not found, though a row has a near name."""


def settings_of(table: OldTable) -> OldSettings:
    """Find the setting of each row; a near name is taken where only one can be meant."""
    cells = table.page.grid.cells
    by_header = {header: column for column, header in table.headers.items()}
    name_column, value_column = by_header.get("Setting", 0), by_header.get("Value", 0)
    typed = {row: _text(cells[row, name_column].value) for row in table.rows
             if (row, name_column) in cells}  # fmt: skip
    names: dict[int, str] = {}
    by_name = {folded(name): name for name in SETTING_BY_NAME}
    for row, text in typed.items():
        name = by_name.get(folded(text), "")
        if name and name not in names.values():
            names[row] = name
    findings = _near(table, typed, names, name_column)
    missing = [it for it in SETTINGS if it.header not in names.values()]
    not_filled: list[NotFilled] = []
    for row in table.rows:
        if row in names:
            continue
        text, cell = typed.get(row, ""), address((row, name_column or 1))
        name = suggested(text, missing)
        message = told(text, missing, name, "below the settings")
        message = f"is not a setting that the program knows; {message}"
        findings.append(Finding("W255", message, table.page.name, cell, "", text))
        if name:
            not_filled.append(NotFilled("Settings", name, text, f"{table.page.name}!{cell}"))
    values = {
        name: cells[row, value_column].value if (row, value_column) in cells else None
        for row, name in names.items()
    }
    return OldSettings(names, values, tuple(findings), tuple(not_filled))


def _near(
    table: OldTable, typed: Mapping[int, str], names: dict[int, str], column: int
) -> list[Finding]:
    """Take near names for settings that are missing."""
    missing = [it for it in SETTINGS if it.header not in names.values()]
    rest = {row: text for row, text in typed.items() if row not in names}
    findings: list[Finding] = []
    for row, name in carried_into(rest, missing).items():
        names[row] = name
        message = f'carried from the setting "{typed[row]}" into "{name}": check the unit.'
        cell = address((row, column))
        findings.append(Finding("W251", message, table.page.name, cell, "", name))
    return findings


def _text(value: object) -> str:
    return str(value).strip()
