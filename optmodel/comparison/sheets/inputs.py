"""The sheet Inputs changed: values, rows and notes that differ, with the cell of each side."""

from __future__ import annotations

from collections.abc import Sequence

from optmodel.comparison.inputs import InputChanges, RowChange, ValueChange
from optmodel.comparison.result import Comparison
from optmodel.comparison.row_pairs import words_of
from optmodel.results.layout import Block, Cell, Column, Formula, Kind, Row, Sheet, Shown, Tone
from optmodel.workbook import schema
from optmodel.workbook.tables import Value


def inputs(comparison: Comparison) -> Sheet:
    """Describe the sheet Inputs changed."""
    changes = comparison.inputs or InputChanges()
    compared = comparison.inputs is not None
    empty = "No value differs." if compared else "The inputs could not be compared, see Summary."
    return Sheet(
        "Inputs changed",
        "Inputs changed",
        "What differs between the two input workbooks. Rows are found by their keys; a blank"
        " counts as the default that it stands for.",
        (
            _values(changes.values, empty),
            _rows(changes.rows, "No row was added or removed." if compared else "not compared"),
            _notes(changes.notes, "No note differs." if compared else "not compared"),
        ),
        frozen_columns=2,
    )


def _places() -> tuple[Column, ...]:
    return (Column("Sheet", width=18), Column("Row", Kind.NOTE, width=30))


def _values(changes: Sequence[ValueChange], empty: str) -> Block:
    columns = (
        *_places(),
        Column("Column", Kind.NOTE, width=34),
        Column("Unit", Kind.NOTE, width=16),
        Column("Value in A", Kind.NOTE, width=24, tone=Tone.INPUT),
        Column("Value in B", Kind.NOTE, width=24, tone=Tone.INPUT),
        Column("B less A", width=16),
        Column("Cell in A"),
        Column("Cell in B"),
    )
    rows = tuple(
        Row(
            (
                change.sheet,
                change.row,
                change.column,
                change.unit,
                _shown(change, change.old),
                _shown(change, change.new),
                _difference(change),
                change.cell_a,
                change.cell_b,
            )
        )
        for change in changes
    )
    return Block("InputValues", "Values", columns, rows, empty=empty)


def _rows(changes: Sequence[RowChange], empty: str) -> Block:
    columns = (
        *_places(),
        Column("What is typed in it", Kind.NOTE, width=60),
        Column("Change"),
        Column("Cells"),
    )
    rows = tuple(
        Row((change.sheet, change.row, change.content, change.change, change.cells))
        for change in changes
    )
    return Block("InputRows", "Rows in one input only", columns, rows, empty=empty)


def _notes(changes: Sequence[ValueChange], empty: str) -> Block:
    columns = (
        *_places(),
        Column("Column", width=20),
        Column("Cell in A"),
        Column("Text in A", Kind.NOTE, width=40),
        Column("Text in B", Kind.NOTE, width=40),
        Column("Cell in B"),
    )
    rows = tuple(
        Row(
            (
                change.sheet,
                change.row,
                change.column,
                change.cell_a,
                words_of(change.old),
                words_of(change.new),
                change.cell_b,
            )
        )
        for change in changes
    )
    return Block(
        "InputNotes", "Sources and notes, which bear on no plan", columns, rows, empty=empty
    )


def _shown(change: ValueChange, value: Value) -> Cell:
    """Show a value as it would be typed."""
    if value is None or isinstance(value, bool | str):
        return Shown(words_of(value), Kind.TEXT, Tone.INPUT)
    return Shown(value, _kind(change, value), Tone.INPUT)


def _difference(change: ValueChange) -> Cell:
    """Give the difference of two numbers as a formula; of anything else there is none."""
    old, new = change.old, change.new
    if not (_is_number(old) and _is_number(new)):
        return None
    return Formula("=F{row}-E{row}", float(new) - float(old), _kind(change, old))  # type: ignore[arg-type]


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _kind(change: ValueChange, value: Value) -> Kind:
    if not _is_number(value):
        return Kind.DATE
    if change.sheet == schema.SETTINGS_SHEET.name:
        column: schema.Column | None = schema.SETTING_BY_NAME.get(change.row)
    else:
        column = schema.SHEET_BY_NAME[change.sheet].find(change.column)
    fraction = column is not None and column.kind is schema.Kind.FRACTION
    return Kind.SHARE if fraction else Kind.GIVEN
