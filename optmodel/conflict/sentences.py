"""An explanation in sentences, for the terminal and for ``reasons`` in run.json."""

from __future__ import annotations

from collections.abc import Sequence

from optmodel.conflict.types import Conflict, Edit, Explanation, Repair
from optmodel.conflict.words import figure, listed, named
from optmodel.errors import Finding
from optmodel.workbook.tables import Value

MOST_ITEMS = 12
"""Items of a conflict that a sentence names; the rest are counted."""
MOST_FINDINGS = 3
"""Proofs from before the search that are said; most repeat what the conflict says."""
MOST_EDITS = 4
"""Cells that a repair is shown with; one with more is said in words only."""
MOST_REPAIRS = 6
"""Repairs on the terminal; the folder of the run has all."""

UNEXPLAINED = (
    "No plan meets every limit (proven), but no single reason was found in the time for it. "
    "Free some of the clusters that are marked fund, and solve again."
)
STOPPED = "No plan meets every limit (proven); the user stopped the search for reasons."


def is_telling(conflict: Conflict) -> bool:
    """Whether a conflict says something: a long list that time did not suffice to cut does not."""
    return conflict.irreducible or len(conflict.items) <= MOST_ITEMS


def conflict_sentence(conflict: Conflict) -> str:
    """Say which limits and decisions cannot all be kept, with their cells."""
    items = [named(item) for item in conflict.items[:MOST_ITEMS]]
    more = len(conflict.items) - MOST_ITEMS
    if more > 0:
        items.append(f"and {more} more, see run.json")
    if len(conflict.items) == 1:
        return f"This alone cannot be kept, whatever else gives way: {items[0]}."
    less = "" if conflict.irreducible else " (perhaps fewer: the time did not suffice to tell)"
    return f"These cannot all be kept{less}: {listed(items)}."


def finding_sentences(findings: Sequence[Finding]) -> tuple[str, ...]:
    """What was proven impossible before the search, as ``check`` says it."""
    said = [str(finding) for finding in findings[:MOST_FINDINGS]]
    more = len(findings) - MOST_FINDINGS
    return (*said, *([f"{more} more in conflicts.xlsx."] if more > 0 else []))


def repair_sentence(repair: Repair) -> str:
    """Say what would make a plan possible, and in which cells to type what, if they are few."""
    cells = "see the sheet Edits of conflicts.xlsx"
    if len(repair.edits) <= MOST_EDITS:
        cells = listed([_typed(edit) for edit in repair.edits])
    return f"A plan is possible with: {repair.words} ({cells})."


def _typed(edit: Edit) -> str:
    """Say an edit as ``Funding!C5: 550,000 -> 562,400``."""
    where = edit.cell or f"{edit.sheet}, {edit.header}"
    return f"{where}: {_shown(edit.old)} -> {_shown(edit.new)}"


def _shown(value: Value) -> str:
    """A value as a person would type it; a blank cell in words."""
    if value is None or value == "":
        return "blank"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return figure(value) if isinstance(value, int | float) else str(value)


def sentences(explanation: Explanation) -> tuple[str, ...]:
    """Reasons, then the cheapest repairs."""
    repairs = [repair_sentence(repair) for repair in explanation.repairs[:MOST_REPAIRS]]
    more = len(explanation.repairs) - MOST_REPAIRS
    if more > 0:
        repairs.append(f"{more} more repairs are in the folder of this run.")
    return (*explanation.reasons, *repairs)
