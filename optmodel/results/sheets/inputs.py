"""The sheet Inputs: what was read, with the cell of every value and its source."""

from __future__ import annotations

from optmodel.financials.input_values import InputValues, records
from optmodel.results.layout import Block, Cell, Column, Kind, Report, Row, Sheet, Shown, Tone
from optmodel.workbook import schema
from optmodel.workbook.tables import Record, Tables, Value

KIND_OF = {
    schema.Kind.FRACTION: Kind.SHARE,
    schema.Kind.DATE: Kind.DATE,
}


def inputs(report: Report) -> Sheet:
    """Describe the sheet Inputs."""
    return Sheet(
        "Inputs",
        "Inputs",
        "Echo of the input workbook as it was read: every row with its source and notes (where"
        " estimates are marked), then every value with the cell that it came from.",
        (_rows(report.tables), _values(report.model.core.base.inputs)),
        frozen_columns=3,
    )


def key_of(record: Record) -> str:
    """Return the ids of a row, such as ``FAB / TX-03``."""
    if record.sheet == schema.SETTINGS_SHEET.name and "Setting" in record.values:
        return record.text("Setting")
    known = schema.SHEET_BY_NAME.get(record.sheet)
    headers = known.key if known else ()
    parts = [_words(record.values[header]) for header in headers if header in record.values]
    return " / ".join(part for part in parts if part) or f"row {record.row}"


def span_of(record: Record) -> str:
    """Return the cells of a row that the file has, such as ``A5:AC5``."""
    letters = sorted(set(record.letters.values()), key=lambda letter: (len(letter), letter))
    if not letters:
        return f"row {record.row}"
    return f"{letters[0]}{record.row}:{letters[-1]}{record.row}"


def _provenance(record: Record, notes: bool) -> str:
    known = schema.SHEET_BY_NAME.get(record.sheet)
    keys = known.key if known else ()
    headers = ("Notes",) if notes else ("Source note", "Source")
    for header in headers:
        if header not in keys and record.values.get(header):
            return record.text(header)
    return ""


def _rows(tables: Tables) -> Block:
    columns = (
        Column("Sheet", width=18),
        Column("Cells", width=12),
        Column("Row", width=26),
        Column("Source", Kind.NOTE, width=46),
        Column("Notes", Kind.NOTE, width=46),
        Column("Values typed", Kind.WHOLE, "number"),
    )
    rows = tuple(
        Row(
            (
                record.sheet,
                span_of(record),
                key_of(record),
                _provenance(record, notes=False),
                _provenance(record, notes=True),
                len(record.given),
            )
        )
        for record in records(tables)
    )
    return Block("InputRows", "Rows and their sources", columns, rows)


def _values(values: InputValues) -> Block:
    columns = (
        Column("Sheet", width=18),
        Column("Cell", width=12),
        Column("Row", width=26),
        Column("Column", width=46),
        Column("Value", width=46, tone=Tone.INPUT),
        Column("Unit"),
        Column("Origin"),
    )
    rows = tuple(_value_row(record, header) for record, header in values.entries)
    return Block("InputValues", "Values", columns, rows, settle=values.settle)


def _value_row(record: Record, header: str) -> Row:
    """Give one value with the cell that it came from."""
    typed = header in record.given
    column = _schema_column(record, header)
    return Row(
        (
            record.sheet,
            record.cell(header) if typed else "",
            key_of(record),
            _named(record, header),
            _shown(record.values[header], column, typed=typed),
            column.unit if column else "",
            "typed" if typed else "default",
        )
    )


def _named(record: Record, header: str) -> str:
    return record.text("Setting") if record.sheet == schema.SETTINGS_SHEET.name else header


def _schema_column(record: Record, header: str) -> schema.Column | None:
    if record.sheet == schema.SETTINGS_SHEET.name:
        return schema.SETTING_BY_NAME.get(record.text("Setting"))
    known = schema.SHEET_BY_NAME.get(record.sheet)
    return known.find(header) if known else None


def _shown(value: Value, column: schema.Column | None, *, typed: bool) -> Cell:
    tone = Tone.INPUT if typed else Tone.PLAIN
    if isinstance(value, bool | str):
        return Shown(_words(value), Kind.TEXT, tone)
    kind = KIND_OF.get(column.kind, Kind.GIVEN) if column else Kind.GIVEN
    return Shown(value, kind, tone)


def _words(value: Value) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
