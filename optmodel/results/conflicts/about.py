"""The sheet About: which run it was, what the other sheets show, how to read them."""

from __future__ import annotations

from optmodel.results.conflicts.case import Case
from optmodel.results.layout import Block, Cell, Column, Kind, Link, Row, Sheet, Shown, Tone

CONTENTS = (
    ("Summary", "That no plan is possible, why, and the cheapest repairs, on one printed page"),
    ("Conflict", "The limits and decisions that cannot all be kept, each with its cell"),
    ("Repairs", "What would make a plan possible, the cheapest first"),
    ("Edits", "The cells of the input that each repair changes: what stands there, what to type"),
    ("Before the search", "What was proven impossible before any search, with the cells"),
    ("Log", "Run, versions, options, warnings about the input"),
)
"""Every other sheet in order, and what it shows."""
METHOD = (
    (
        "Proof",
        (
            "That no plan keeps every limit is proven: by the solver, twice, the second time"
            " without presolve and from another random seed; or by the figures alone, as the sheet"
            " Before the search says."
        ),
    ),
    (
        "Conflict",
        (
            "Limits and decisions are given up one after the other, each time with a search for any"
            " plan. What is left cannot be kept together; where the sheet says that nothing can be"
            " left out, each of them has been given up alone and a plan was found. It is not the"
            " least number: another conflict with fewer may be found elsewhere."
        ),
    ),
    (
        "Repairs",
        (
            "For each kind of limit alone: the least by which it has to give way, rounded up to a"
            " figure that a person would type. Where no single one does without giving up a part"
            " of what is asked for (a decision, a target, a rule between clusters), several"
            " together that do."
        ),
    ),
    (
        "Proven repair",
        (
            "The input was changed as the sheet Edits says, read anew, and a plan was found for it."
            " It is some plan, not the best one: solve the changed input for that."
        ),
    ),
    (
        "Price",
        (
            "What a repair is taken to cost, only to put repairs in order: a dollar of pledge"
            " counts as a dollar, everything else by rules of thumb. It is no estimate of a cost."
        ),
    ),
)


def about(case: Case) -> Sheet:
    """Describe the sheet About."""
    return Sheet(
        "About",
        "No plan is possible",
        "Which run this was, where things are, and how they were found.",
        (_run(case), _contents(), _method(), _legend()),
        frozen_columns=0,
    )


def _run(case: Case) -> Block:
    info = case.info
    copy = (
        Link(case.input_copy, "About", "A1", case.input_copy)
        if case.input_copy
        else "none: the input was no file"
    )
    rows: tuple[tuple[str, Cell], ...] = (
        ("Plan name", case.plan_name),
        ("Run id", info.run_id),
        ("Run made (UTC)", f"{info.created:%Y-%m-%d %H:%M:%S}"),
        ("Input file", info.input_file),
        ("Input SHA-256", info.input_sha256),
        ("Copy of the input", copy),
        ("Tool", f"optmodel {info.versions.get('optmodel', '')}"),
    )
    columns = (Column("Item", width=28), Column("Value", Kind.NOTE, width=76))
    return Block("AboutRun", "The run", columns, tuple(map(Row, rows)), filters=False)


def _contents() -> Block:
    columns = (Column("Sheet", width=28), Column("What it shows", Kind.NOTE, width=76))
    rows = tuple(Row((Link(name, name), text)) for name, text in CONTENTS)
    return Block("AboutContents", "Contents", columns, rows, filters=False)


def _method() -> Block:
    columns = (Column("Word", width=28), Column("What is meant", Kind.NOTE, width=76))
    return Block("AboutMethod", "How it was found", columns, tuple(map(Row, METHOD)), filters=False)


def _legend() -> Block:
    rows: tuple[tuple[Cell, Cell], ...] = (
        (Shown("Input", Kind.TEXT, Tone.INPUT), "What stands in the input workbook"),
        (Shown("Repair", Kind.TEXT, Tone.SOLVER), "What a repair would have there"),
        ("Money", "Millions of US dollars (USD m)"),
    )
    columns = (Column("Look", width=28), Column("Meaning", Kind.NOTE, width=76))
    return Block("AboutLegend", "Legend", columns, tuple(map(Row, rows)), filters=False)
