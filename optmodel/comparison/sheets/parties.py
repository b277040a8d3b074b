"""The parties as the sheets of a comparison name them."""

from __future__ import annotations

from optmodel.comparison.party import ByParty
from optmodel.comparison.result import Comparison
from optmodel.results.names import HOST, LONGEST_TITLE

PARTIES: tuple[str, ...] = tuple(ByParty.__slots__)
"""The program first, then those that share it."""
PLAIN = {"program": "Program", "united_states": HOST, "other": "Other sources"}


def party_title(comparison: Comparison, party: str) -> str:
    """Return the name of a party for a header; the pledge has that of its row in B."""
    pledge = comparison.b.pledge
    taken = {title.casefold() for title in PLAIN.values()}
    fits = len(pledge) <= LONGEST_TITLE and pledge.casefold() not in taken
    return PLAIN.get(party, pledge if fits else "Pledge")
