"""The sheet Settings: one typed record per setting, defaults filled in."""

from __future__ import annotations

from types import MappingProxyType

from optmodel.errors import Finding
from optmodel.workbook.raw import RawRow, RawSheet
from optmodel.workbook.records import BLANK, Typing, type_cell
from optmodel.workbook.schema import SETTING_BY_NAME, SETTINGS, Column, folded
from optmodel.workbook.suggest import nearest
from optmodel.workbook.tables import Record, Value

SHEET = "Settings"


def add_settings(typing: Typing, raw: RawSheet) -> None:
    """Type every setting; the ones that are missing get their default or a finding."""
    lost = [header for header in ("Setting", "Value") if header not in raw.letters]
    if lost:
        typing.findings += _lost(typing, lost)
        typing.unread |= {(SHEET, header) for header in lost}
        return
    rows: dict[str, RawRow] = {}
    for row in raw.rows:
        name = _setting_name(typing, raw, row)
        if not name:
            continue
        if name in rows:
            cell = f"{raw.letters['Setting']}{row.number}"
            earlier = f"{raw.letters['Setting']}{rows[name].number}"
            message = f"{name} stands in {earlier} already. Keep one of the two."
            involved = (f"{SHEET}!{earlier}",)
            typing.findings.append(
                Finding("E115", message, SHEET, cell, "", name, involved=involved)
            )
            typing.wrong.add((SHEET, row.number, name))
        else:
            rows[name] = row
    for setting in SETTINGS:
        typing.settings[setting.header] = _setting(typing, raw, setting, rows.get(setting.header))


def _lost(typing: Typing, headers: list[str]) -> list[Finding]:
    """Say which columns are missing, unless their headers are said to be misspelled."""
    return [
        Finding("E123", f'the required column "{it}" is missing. Add it.', SHEET, "", "", it)
        for it in headers
        if (SHEET, it) not in typing.unread
    ]


def _setting_name(typing: Typing, raw: RawSheet, row: RawRow) -> str:
    """Find the setting that a row is about; ``""`` with a finding where there is none."""
    value = row.cells.get("Setting", BLANK).value
    text = str(value).strip() if value is not None else ""
    for name in SETTING_BY_NAME:
        if folded(name) == folded(text):
            return name
    cell = f"{raw.letters['Setting']}{row.number}"
    if not text:
        message = "is blank, but the row has a value. Name the setting."
        typing.findings.append(Finding("E101", message, SHEET, cell, "", "Setting"))
        return ""
    near = nearest(text, SETTING_BY_NAME)
    advice = f' Did you mean "{near}"?' if near else " Remove the row."
    message = f'"{text}" is not a setting.{advice}'
    typing.findings.append(Finding("E116", message, SHEET, cell, "", "Setting"))
    return ""


def _setting(typing: Typing, raw: RawSheet, setting: Column, row: RawRow | None) -> Record:
    values: dict[str, Value] = {
        "Setting": setting.header,
        "Value": setting.default,
        "Unit": setting.unit or None,
        "Source": None,
        "Notes": None,
    }
    if row is None:
        misspelled = _misspelled(typing, setting)
        if misspelled or setting.required:
            typing.wrong.add((SHEET, 0, setting.header))
        if setting.required and not misspelled:
            message = f"the required setting {setting.header} is missing. Add a row for it."
            typing.findings.append(Finding("E101", message, SHEET, "", "", setting.header))
        return Record(SHEET, 0, MappingProxyType(values), MappingProxyType({}), frozenset())
    cell = row.cells.get("Value", BLANK)
    place = Finding("", "", SHEET, f"{raw.letters['Value']}{row.number}", "", setting.header)
    values["Value"], wrong = type_cell(typing, column=setting, cell=cell, place=place)
    if wrong:
        typing.wrong.add((SHEET, row.number, setting.header))
    for header in ("Source", "Notes"):
        note = row.cells.get(header, BLANK)
        values[header] = None if note.blank or note.uncalculated else str(note.value).strip()
    given = frozenset(header for header, found in row.cells.items() if not found.blank)
    return Record(SHEET, row.number, MappingProxyType(values), raw.letters, given)


def _misspelled(typing: Typing, setting: Column) -> bool:
    """Whether a finding already suggests this setting for another row."""
    hint = f'Did you mean "{setting.header}"?'
    return any(found.code == "E116" and hint in found.message for found in typing.findings)
