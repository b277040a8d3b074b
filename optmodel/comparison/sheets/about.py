"""The sheet About: what was compared, how, and how to read it."""

from __future__ import annotations

from datetime import datetime

from optmodel._version import __version__
from optmodel.comparison.result import Comparison
from optmodel.comparison.side import Side
from optmodel.results.layout import Block, Cell, Column, Kind, Link, Row, Sheet, Shown, Tone

CONTENTS = (
    ("Summary", "Values, the bridge between them and what changed, on one printed page"),
    ("Inputs changed", "Every value, row and note that differs, with its cell in both files"),
    ("Clusters", "Every cluster that a plan funds: where, when and worth what in A and in B"),
    ("Sites", "Every site that a plan opens, and when"),
    ("Limits", "Limits that begin or cease to bind, and those that bind in both"),
    ("Values", "Values by party, their parts, the bridge by party and the figures of its chart"),
)
"""Every other sheet in order, and what it shows."""

METHOD = (
    (
        "Differences",
        "B less A throughout. A positive figure is more in B.",
    ),
    (
        "Bridge",
        (
            "The value to a party is the sum over its clusters, less site preparation, with"
            " synergies and what pools pay out; the objective also loses the prices of missed"
            " targets. Each of these terms stands in exactly one step, with what it is in B less"
            " what it is in A, so that the steps add up to the difference to the cent."
        ),
    ),
    (
        "Steps",
        (
            "A cluster in both plans stands under the first of these that is so: other site,"
            " other start, other operator or shares, same decision. One that moved and whose"
            " figures changed as well counts as moved with all of its difference."
        ),
    ),
    (
        "Copies",
        "Copies of a cluster are equal, so the most alike of both plans are taken for the same.",
    ),
    (
        "Rows of inputs",
        (
            "Found by their keys, not by position; a row whose key changed counts as removed and"
            " added. A blank counts as the default that it stands for."
        ),
    ),
    (
        "Chance",
        (
            "A search ends when its gap is small enough. A difference in value below the two gaps"
            " together may come from the searches and not from the inputs."
        ),
    ),
)


def about(comparison: Comparison, created: datetime) -> Sheet:
    """Describe the sheet About."""
    return Sheet(
        "About",
        "Comparison of two plans",
        "Which runs were compared, how, and where things are.",
        (_runs(comparison, created), _contents(), _method(), _legend()),
        frozen_columns=0,
    )


def _runs(comparison: Comparison, created: datetime) -> Block:
    a, b = comparison.a, comparison.b
    rows: tuple[tuple[str, Cell, Cell], ...] = (
        ("Folder", a.folder.name, b.folder.name),
        ("Run id", a.run_id, b.run_id),
        ("Run made (UTC)", a.created[:19], b.created[:19]),
        ("Input file", a.input_file, b.input_file),
        ("Input SHA-256", a.input_sha256, b.input_sha256),
        ("Copy of the input", _copy(a), _copy(b)),
        ("Status", a.status, b.status),
        ("Why the search ended", a.reason, b.reason),
        ("Perspective", a.perspective, b.perspective),
        ("Tool of the run", _tool(a), _tool(b)),
        *_options(a, b),
        ("Compared with", f"optmodel {__version__}", None),
        ("Compared (UTC)", f"{created:%Y-%m-%d %H:%M:%S}", None),
    )
    columns = (Column("Item", width=28), *(Column(name, Kind.NOTE, width=60) for name in "AB"))
    return Block(
        "AboutRuns", "The runs", columns, tuple(Row(cells) for cells in rows), filters=False
    )


def _copy(side: Side) -> str:
    return "read" if side.tables is not None else "none that could be read"


def _tool(side: Side) -> str:
    return f"optmodel {side.versions.get('optmodel', '')}"


def _options(a: Side, b: Side) -> list[tuple[str, str, str]]:
    """Give the options of the search as used, the same ones too."""
    return [
        (f"Option {name.replace('_', ' ')}", _option(a, name), _option(b, name))
        for name in dict.fromkeys((*a.options, *b.options))
    ]


def _option(side: Side, name: str) -> str:
    return str(side.options.get(name, ""))


def _contents() -> Block:
    columns = (Column("Sheet", width=28), Column("What it shows", Kind.NOTE, width=60))
    rows = tuple(Row((Link(name, name), text)) for name, text in CONTENTS)
    return Block("AboutContents", "Contents", columns, rows, filters=False)


def _method() -> Block:
    columns = (Column("Method", width=28), Column("What it does", Kind.NOTE, width=60))
    return Block("AboutMethod", "Method", columns, tuple(map(Row, METHOD)), filters=False)


def _legend() -> Block:
    rows: tuple[tuple[Cell, Cell], ...] = (
        (Shown("Input", Kind.TEXT, Tone.INPUT), "A value typed in an input workbook"),
        ("Plain", "A figure of a run, or computed from figures of the runs"),
        (Shown("Total", Kind.TEXT, Tone.TOTAL), "A sum"),
        ("Money", "Millions of US dollars (USD m); values are net present values"),
        ("Sign", "Value and receipts are positive, cost is negative; a bracket is a minus"),
    )
    columns = (Column("Look", width=28), Column("Meaning", Kind.NOTE, width=60))
    return Block("AboutLegend", "Legend", columns, tuple(map(Row, rows)), filters=False)
