"""The sheet Log: everything needed to see how the run went, and to run it again."""

from __future__ import annotations

from optmodel.results.layout import Block, Cell, Column, Kind, Report, Row, Sheet, Shown, finite_or
from optmodel.results.sheets.log_evaluation import evaluation_blocks

LAST_LINES = 40
"""Lines of the solver's log that are shown: its final table and report."""

PROVEN_BOUND, FOUND_VALUE = "Solver's bound (USD m)", "Value of the plan found (USD m)"
"""Labels by which an evaluation of the edited workbook finds what the search proved and found."""


def log(report: Report) -> Sheet:
    """Describe the sheet Log."""
    return Sheet(
        "Log",
        "Log",
        "Run, versions, options as read back from the solver, timings, the solver's last lines and"
        " the warnings about the input.",
        (
            _run(report),
            *evaluation_blocks(report),
            _options(report),
            _seconds(report),
            _warnings(report),
            _solver(report),
        ),
        frozen_columns=0,
    )


def _run(report: Report) -> Block:
    info, search = report.info, report.plan.search
    rows: list[tuple[str, Cell]] = [
        ("Run id", info.run_id),
        ("Made (UTC)", f"{info.created:%Y-%m-%d %H:%M:%S}"),
        ("Input file", info.input_file),
        ("Input SHA-256", info.input_sha256),
        ("Outcome", search.outcome.value),
        ("Why it ended", search.reason),
        ("Solver's own words", search.status_text),
        ("Solver's value (USD m)", Shown(finite_or(search.value, "none"), Kind.EXACT)),
        (PROVEN_BOUND, Shown(finite_or(search.bound, "none"), Kind.EXACT)),
        (FOUND_VALUE, Shown(finite_or(found_value(report), "unknown"), Kind.EXACT)),
        ("Nodes (number)", Shown(search.nodes, Kind.WHOLE)),
    ]
    versions = dict(info.versions) | dict(search.versions)
    rows += [(f"Version of {name}", version) for name, version in versions.items()]
    cells = tuple(Row(pair) for pair in rows)
    return Block("LogRun", "Run and versions", _pair("Item", "Content"), cells, filters=False)


def found_value(report: Report) -> float | None:
    """Return the value of the plan that the search found, also where another one is shown."""
    record = report.info.evaluation
    return report.plan.value_musd if record is None else record.found_value_musd


def _options(report: Report) -> Block:
    asked = [("asked for", name, value) for name, value in report.info.options.items()]
    read_back = [("read back", name, value) for name, value in report.plan.search.options.items()]
    rows = tuple(Row((f"{name} ({kind})", str(value))) for kind, name, value in asked + read_back)
    columns = _pair("Option", "Setting")
    return Block("LogOptions", "Options", columns, rows, filters=False)


def _seconds(report: Report) -> Block:
    columns = (Column("Stage", width=34), Column("Time", Kind.NOTE, "seconds", width=100))
    rows = tuple(
        Row((name, Shown(finite_or(value, "unknown"), Kind.YEARS)))
        for name, value in report.plan.seconds.items()
    )
    return Block("LogSeconds", "Timings", columns, rows, filters=False)


def _warnings(report: Report) -> Block:
    rows = tuple(
        Row((f"Warning {number}", text)) for number, text in enumerate(report.info.warnings, 1)
    )
    columns = _pair("Warning", "Text")
    return Block("LogWarnings", "Warnings about the input", columns, rows, filters=False)


def _solver(report: Report) -> Block:
    lines = [line.rstrip() for line in report.plan.search.log.splitlines() if line.strip()]
    first = max(0, len(lines) - LAST_LINES)
    rows = tuple(
        Row((f"Line {number}", text)) for number, text in enumerate(lines[first:], first + 1)
    )
    columns = (Column("Line", width=34), Column("Text of the solver", Kind.VERBATIM, width=100))
    return Block("LogSolver", "The solver's last lines", columns, rows, filters=False)


def _pair(first: str, second: str) -> tuple[Column, Column]:
    return Column(first, width=34), Column(second, Kind.NOTE, width=100)
