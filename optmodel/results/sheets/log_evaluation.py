"""Blocks of the sheet Log about an edited plan: where it came from, the edits, what they break."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.evaluation.record import Record
from optmodel.results.layout import Block, Cell, Column, Kind, Report, Row, Shown, finite_or


def evaluation_blocks(report: Report) -> Iterator[Block]:
    """Describe an edited plan; nothing where the plan was searched."""
    record = report.info.evaluation
    if record is None:
        return
    yield _origin(record)
    yield _edits(record)
    yield _broken(record)


def _origin(record: Record) -> Block:
    rows: list[tuple[str, Cell]] = [
        ("Edited results workbook", record.results_file),
        ("Run that wrote it", record.results_run_id),
        ("Value of the edited plan (USD m)", Shown(record.value_musd, Kind.EXACT)),
        ("Added to the plan found (USD m)", _figure(record.from_found_musd)),
        ("Below the proven bound (USD m)", _figure(record.from_bound_musd)),
        ("Limits broken (number)", Shown(len(record.broken), Kind.WHOLE)),
        *((f"Concluded {number}", note) for number, note in enumerate(record.notes, 1)),
    ]
    title = "Edited plan, not searched"
    cells = tuple(Row(pair) for pair in rows)
    return Block("LogEvaluation", title, _pair("Item", "Content"), cells, filters=False)


def _figure(musd: float | None) -> Shown:
    return Shown(finite_or(musd, "unknown"), Kind.EXACT)


def _edits(record: Record) -> Block:
    empty = "not known" if record.edits is None else "none"
    rows = tuple(
        Row((edit.cluster, f"{edit.what}: {edit.before or 'blank'} -> {edit.after or 'blank'}"))
        for edit in record.edits or ()
    )
    title = "What was edited"
    columns = _pair("Cluster or site", "Edit")
    return Block("LogEdits", title, columns, rows, empty=empty, filters=False)


def _broken(record: Record) -> Block:
    rows = tuple(
        Row((broken.rule, f"{broken.description}. Broken: {broken}")) for broken in record.broken
    )
    columns = _pair("Rule", "What breaks it")
    return Block("LogBroken", "Limits that the edited plan breaks", columns, rows, filters=False)


def _pair(first: str, second: str) -> tuple[Column, Column]:
    return Column(first, width=34), Column(second, Kind.NOTE, width=100)
