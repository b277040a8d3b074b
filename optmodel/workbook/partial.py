"""What can be said of the rows that are right while others are still wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from optmodel.errors import Finding
from optmodel.workbook.raw import RawSheet
from optmodel.workbook.records import Typing
from optmodel.workbook.schema import (
    SETTINGS,
    SETTINGS_SHEET,
    SHEET_BY_NAME,
    SHEETS,
    Column,
    Kind,
)
from optmodel.workbook.tables import Record, Tables

CALENDAR = frozenset({"First period", "Months per period", "Decision periods", "Horizon periods"})
"""Settings that turn dates into periods."""


def partial_tables(typing: Typing, raw: Mapping[str, RawSheet]) -> Tables | None:
    """Keep the rows that are right and refer only to rows that are.

    Dropped are the rows with a wrong cell or without a required value, every row of a sheet with
    a column that could not be read, and, to a fixed point, the rows that refer to a name that a
    dropped row carries. So a row that is kept stands there as it will when the others are mended.

    Returns
    -------
    Tables or None
        None where the calendar is wrong, on which every date depends, or a required sheet has no
        row left. Another setting that is wrong has some value that is allowed.
    """
    settings = _settings(typing)
    lost = {sheet for sheet, _ in typing.unread}
    if settings is None or SETTINGS_SHEET.name in lost:
        return None
    kept = _Kept(typing).records
    if any(sheet.required and not kept.get(sheet.name) for sheet in SHEETS):
        return None
    return Tables(
        sheets=MappingProxyType(kept),
        settings=MappingProxyType(settings),
        raw=MappingProxyType(dict(raw)),
    )


def _settings(typing: Typing) -> dict[str, Record] | None:
    """Give every setting a value; None where one of the calendar is wrong or missing."""
    wrong = {header for sheet, _, header in typing.wrong if sheet == SETTINGS_SHEET.name}
    wrong |= {it.header for it in SETTINGS if it.required and _is_blank(typing, it.header)}
    if wrong & CALENDAR:
        return None
    return {
        setting.header: _allowed(setting, typing.settings[setting.header], setting.header in wrong)
        for setting in SETTINGS
    }


def _is_blank(typing: Typing, setting: str) -> bool:
    """Whether a setting has no value, whether or not a finding says so."""
    return setting not in typing.settings or typing.settings[setting]["Value"] is None


def _allowed(setting: Column, record: Record, wrong: bool) -> Record:
    if not wrong:
        return record
    value = setting.default
    if value is None:
        value = (setting.minimum or 0.0) if setting.is_numeric else ""
    return replace(record, values=MappingProxyType({**record.values, "Value": value}))


def standing_alone(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Keep what is true whatever else is wrong: no row that is mended could undo it."""
    return tuple(finding for finding in findings if finding.entry.stands_alone)


@dataclass(slots=True)
class _Kept:
    """The rows that are kept, and the names whose rows are not all there."""

    typing: Typing
    records: dict[str, tuple[Record, ...]] = field(default_factory=dict)
    missing: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    """Sheet and header that others refer to, to the names that a dropped row carries."""
    nameless: set[tuple[str, str]] = field(default_factory=set)
    """Sheet and header where the name of a dropped row is not known, so that it may be any."""
    names: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    """Sheet and header to the names that are there, once they are looked for."""

    def __post_init__(self) -> None:
        unread = {sheet for sheet, _ in self.typing.unread}
        wrong = {(sheet, row) for sheet, row, _ in self.typing.wrong}
        for name, records in self.typing.records.items():
            bad = [
                it
                for it in records
                if name in unread or (name, it.row) in wrong or _lacks_something(it)
            ]
            self._drop(name, records, bad)
        while self._drop_dependent():
            pass

    def _drop(self, name: str, records: Iterable[Record], bad: Iterable[Record]) -> None:
        gone = {record.row for record in bad}
        self.records[name] = tuple(it for it in records if it.row not in gone)
        self.names = {key: known for key, known in self.names.items() if key[0] != name}
        for record in bad:
            for header in SHEET_BY_NAME[name].key:
                carried = record[header] if header in record.values else None
                if carried is None or (name, record.row, header) in self.typing.wrong:
                    self.nameless.add((name, header))
                if carried is not None:
                    self.missing.setdefault((name, header), set()).add(str(carried))

    def _drop_dependent(self) -> bool:
        """Drop the rows that refer to what is not all there; say whether there were any."""
        dropped = False
        for name, records in self.records.items():
            bad = [record for record in records if self._is_loose(record)]
            if bad:
                self._drop(name, records, bad)
                dropped = True
        return dropped

    def _is_loose(self, record: Record) -> bool:
        for column in SHEET_BY_NAME[record.sheet].columns:
            if column.kind is not Kind.REFERENCE or column.refers_to is None:
                continue
            name = record[column.header]
            if name is not None and not self._is_whole(str(name), *column.refers_to):
                return True
        return False

    def _is_whole(self, name: str, sheet: str, header: str) -> bool:
        """Whether all rows of a name are there."""
        if name in self.missing.get((sheet, header), ()):
            return False
        several = len(SHEET_BY_NAME[sheet].key) > 1 or header not in SHEET_BY_NAME[sheet].key
        if several and (sheet, header) in self.nameless:
            return False
        if (sheet, header) not in self.names:
            known = (other.text(header) for other in self.records.get(sheet, ()))
            self.names[sheet, header] = frozenset(known)
        return name in self.names[sheet, header]


def _lacks_something(record: Record) -> bool:
    """Whether a row has no value that the checks that follow take for granted."""
    columns = SHEET_BY_NAME[record.sheet].columns
    return any(it.required and it.plain and record.values.get(it.header) is None for it in columns)
