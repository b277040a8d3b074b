"""The sheets that list conflict, repairs, their edits, earlier proofs, and the run."""

from __future__ import annotations

from optmodel.conflict.types import Conflict
from optmodel.program.rule_words import explained
from optmodel.results.conflicts.case import Case, shown
from optmodel.results.layout import Block, Column, Kind, Row, Sheet, Shown, Tone

WHAT, WHERE = 62.0, 30.0
"""Widths of sentences and of addresses."""


WORDS = {
    "decision": "Marked in the input",
    "fixed_site": "Site of a cluster",
    "placement": "Where a cluster may stand",
    "permit": "Permit of a site",
    "start_window": "When a cluster may start",
    "operator_choice": "Status of an operator",
}
"""Plain words for the rules that have no line on the sheet Limits of a plan."""


def yes_no(value: bool) -> str:
    """Say a flag in words."""
    return "yes" if value else "no"


def rule_in_words(rule: str) -> str:
    """Say a rule as the sheet Limits of a plan does."""
    return WORDS.get(rule) or explained(rule)


def conflict(case: Case) -> Sheet:
    """Describe the sheet Conflict: a row per cell of each limit or decision."""
    found = case.explanation.conflict
    items = () if found is None else found.items
    rows = tuple(
        Row((number, item.words, case.at(cell), rule_in_words(item.rule), item.rule))
        for number, item in enumerate(items, start=1)
        for cell in item.cells or ("",)
    )
    columns = (
        Column("No.", Kind.WHOLE, width=6),
        Column("Limit or decision", Kind.NOTE, width=WHAT),
        Column("Cell", width=WHERE),
        Column("Kind", width=28),
        Column("Rule", width=24),
    )
    block = Block("Conflict", "What cannot all be kept", columns, rows, empty="Not known.")
    return Sheet(
        "Conflict",
        "Conflict",
        "Limits and decisions that no plan keeps.",
        (block,),
        (),
        (_sure(found),),
    )


def _sure(found: Conflict | None) -> str:
    """Say how much is known of the conflict."""
    if found is None:
        return "The time did not suffice to find a set of limits in conflict."
    if found.irreducible:
        return "They cannot all be kept. None can be left out: without any one, the others can be."
    return "They cannot all be kept, perhaps not even fewer: the time did not suffice to tell."


def repairs(case: Case) -> Sheet:
    """Describe the sheet Repairs: a row per repair."""
    explanation = case.explanation
    rows = tuple(
        Row(
            (
                number,
                repair.words,
                repair.lever,
                repair.price_musd,
                len(repair.edits),
                Shown(yes_no(repair.proven), Kind.VERDICT),
                yes_no(repair.least),
                None if repair.funded is None else repair.funded,
            )
        )
        for number, repair in enumerate(explanation.repairs, start=1)
    )
    columns = (
        Column("No.", Kind.WHOLE, width=6),
        Column("Repair", Kind.NOTE, width=WHAT),
        Column("What gives way", width=22),
        Column("Price", Kind.MONEY, "USD m"),
        Column("Cells", Kind.WHOLE, width=8),
        Column("A plan was found", Kind.VERDICT, width=13),
        Column("Less does not do", width=13),
        Column("Clusters in that plan", Kind.WHOLE, width=12),
    )
    block = Block(
        "Repairs", "Each of these alone makes a plan possible", columns, rows, empty="None found."
    )
    lines = (
        ()
        if explanation.complete
        else ("The search for repairs was cut short: there may be more.",)
    )
    text = "What would make a plan possible, the cheapest first; prices only put them in order."
    return Sheet("Repairs", "Repairs", text, (block,), (), lines)


def edits(case: Case) -> Sheet:
    """Describe the sheet Edits: a row per cell that a repair changes."""
    rows = tuple(
        Row(
            (
                number,
                case.at(edit.cell) if edit.cell else f"{edit.sheet}, a new row or column",
                edit.subject or None,
                edit.header,
                Shown(_plain(edit.old), tone=Tone.INPUT),
                Shown(
                    "nothing: clear the cell" if edit.new is None else _plain(edit.new),
                    tone=Tone.SOLVER,
                ),
                edit.unit or None,
            )
        )
        for number, repair in enumerate(case.explanation.repairs, start=1)
        for edit in repair.edits
    )
    columns = (
        Column("Repair", Kind.WHOLE, width=8),
        Column("Cell", width=WHERE),
        Column("Row", width=30),
        Column("Column", width=30),
        Column("Stands there", Kind.GIVEN, width=18),
        Column("Type", Kind.GIVEN, width=18),
        Column("Unit", width=12),
    )
    block = Block("Edits", "Cells to change for each repair", columns, rows, empty="None.")
    text = (
        "What each repair changes in the input workbook; all cells of one repair belong together."
    )
    return Sheet("Edits", "Edits", text, (block,))


def _plain(value: object) -> str | float:
    found = shown(value)
    return found if isinstance(found, str | float) else str(found)


def before(case: Case) -> Sheet:
    """Describe the sheet of what was proven before the search."""
    rows = tuple(
        Row((it.code, case.at(it.address) if it.cell and not it.cells else it.address, it.message))
        for it in case.explanation.findings
    )
    columns = (
        Column("Code", width=9),
        Column("Cell", width=WHERE),
        Column("What is impossible", Kind.NOTE, width=90),
    )
    block = Block(
        "Impossible", "What was proven before any search", columns, rows, empty="Nothing."
    )
    text = "What the figures alone prove impossible; optmodel check says the same."
    return Sheet("Before the search", "Before the search", text, (block,))


def log(case: Case) -> Sheet:
    """Describe the sheet Log."""
    info = case.info
    said = [
        ("Run id", info.run_id),
        ("Created (UTC)", f"{info.created:%Y-%m-%d %H:%M:%S}"),
        *((f"Version of {name}", version) for name, version in info.versions.items()),
        *((f"Option {name.replace('_', ' ')}", str(value)) for name, value in info.options.items()),
        *(("Warning", warning) for warning in info.warnings),
    ]
    columns = (Column("Item", width=28), Column("Value", Kind.NOTE, width=90))
    block = Block("Log", "The run", columns, tuple(map(Row, said)))
    return Sheet(
        "Log", "Log", "The run, its versions and options, warnings about the input.", (block,)
    )
