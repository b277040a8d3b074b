"""What changed from one input workbook to the other: values, rows, and notes on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from optmodel.comparison.row_pairs import Pair, row_pairs, words_of
from optmodel.workbook import schema
from optmodel.workbook.tables import Record, Tables, Value


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value that differs between two rows of the same key; a blank counts as its default."""

    sheet: str
    row: str
    """Key of the row in words."""
    column: str
    unit: str
    old: Value
    new: Value
    cell_a: str
    """Address inside the sheet, ``""`` where the file of A has no such cell."""
    cell_b: str
    is_note: bool
    """Whether it only tells people where a figure comes from, and bears on no plan."""

    @property
    def address(self) -> str:
        """Where to look: ``Clusters!H5``, or the cell of B where A has none."""
        cell = self.cell_a or self.cell_b
        return f"{self.sheet}!{cell}" if cell else self.sheet


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row that only one input has."""

    sheet: str
    row: str
    change: str
    """``added`` (only in B) or ``removed`` (only in A)."""
    cells: str
    """Its cells in the file that has it, such as ``A5:AC5``."""
    content: str
    """What is typed in it, but for its key and notes."""


@dataclass(frozen=True, slots=True)
class InputChanges:
    """Every difference between two inputs."""

    values: tuple[ValueChange, ...] = ()
    rows: tuple[RowChange, ...] = ()
    notes: tuple[ValueChange, ...] = ()


def input_changes(a: Tables, b: Tables) -> InputChanges:
    """Compare two inputs, settings first, then every sheet in the order of the template."""
    values, rows = list(_setting_changes(a, b)), list[RowChange]()
    for sheet in schema.SHEETS:
        for pair in row_pairs(sheet, a.rows(sheet.name), b.rows(sheet.name)):
            if pair.a is not None and pair.b is not None:
                values += _changes(sheet, pair.a, pair.b, pair.name)
            else:
                rows.append(_row_change(sheet, pair))
    return InputChanges(
        tuple(change for change in values if not change.is_note),
        tuple(rows),
        tuple(change for change in values if change.is_note),
    )


def _setting_changes(a: Tables, b: Tables) -> Iterator[ValueChange]:
    """Compare the settings; their unit is for the reader only."""
    for setting in schema.SETTINGS:
        first, second = a.settings[setting.header], b.settings[setting.header]
        for header in ("Value", "Source", "Notes"):
            if not _same(first[header], second[header]):
                unit = setting.unit if header == "Value" else ""
                note = header != "Value"
                yield _change(first, second, setting.header, header, unit, is_note=note)


def _changes(sheet: schema.Sheet, a: Record, b: Record, name: str) -> Iterator[ValueChange]:
    """Compare two rows column by column; numbered columns may be there in one file only."""
    for header in dict.fromkeys((*a.values, *b.values)):
        if _same(a.values.get(header), b.values.get(header)):
            continue
        column = sheet.find(header)
        note = header in sheet.provenance and header not in sheet.key
        yield _change(a, b, name, header, column.unit if column else "", is_note=note)


def _change(
    a: Record, b: Record, name: str, header: str, unit: str, *, is_note: bool
) -> ValueChange:
    return ValueChange(
        sheet=a.sheet,
        row=name,
        column=header,
        unit=unit,
        old=a.values.get(header),
        new=b.values.get(header),
        cell_a=a.cell(header),
        cell_b=b.cell(header),
        is_note=is_note,
    )


def _same(a: Value, b: Value) -> bool:
    """Whether two values mean the same; 1 and 1.0 do, yes and 1 do not."""
    blank = (None, "")
    return (a in blank and b in blank) or (a == b and isinstance(a, bool) == isinstance(b, bool))


def _row_change(sheet: schema.Sheet, pair: Pair) -> RowChange:
    record = pair.b if pair.a is None else pair.a
    assert record is not None  # noqa: S101 - a pair has at least one row
    apart = {*sheet.key, *sheet.provenance}
    typed = [header for header in record.values if header in record.given and header not in apart]
    said = [f"{header}: {words_of(record[header])}" for header in typed]
    letters = sorted(set(record.letters.values()), key=lambda letter: (len(letter), letter))
    ends = (f"{letters[0]}{record.row}", f"{letters[-1]}{record.row}") if letters else ()
    change = "added" if pair.a is None else "removed"
    return RowChange(sheet.name, pair.name, change, ":".join(ends), "; ".join(said))
