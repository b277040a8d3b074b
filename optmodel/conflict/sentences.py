"""An explanation in sentences, for the terminal and for ``reasons`` in run.json."""

from __future__ import annotations

from optmodel.conflict.types import Conflict, Explanation, Repair
from optmodel.conflict.words import listed, named

MOST_ITEMS = 12
"""Items of a conflict that a sentence names; the rest are counted."""
MOST_REPAIRS = 6
"""Repairs on the terminal; the folder of the run has all."""

UNEXPLAINED = (
    "No plan meets every limit (proven), but no single reason was found in the time for it. "
    "Free some of the clusters that are marked fund, and solve again."
)
STOPPED = "No plan meets every limit (proven); the user stopped the search for reasons."


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


def repair_sentence(repair: Repair) -> str:
    """Say what would make a plan possible, and in which cells to type what."""
    cells = ", ".join(edit.cell for edit in repair.edits if edit.cell)
    return f"A plan is possible with: {repair.words}{f' ({cells})' if cells else ''}."


def terminal_sentences(explanation: Explanation) -> tuple[str, ...]:
    """Reasons, then what was proven before the search, then the cheapest repairs."""
    repairs = [repair_sentence(repair) for repair in explanation.repairs[:MOST_REPAIRS]]
    more = len(explanation.repairs) - MOST_REPAIRS
    if more > 0:
        repairs.append(f"{more} more repairs are in the folder of this run.")
    return (*explanation.reasons, *repairs)
