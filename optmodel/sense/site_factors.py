"""Factors of sites that look like percentages."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.errors import Finding
from optmodel.program.findings import at
from optmodel.workbook.tables import Tables

FACTORS = ("Capex factor", "Operating cost factor")
LEAST, MOST = 0.2, 5.0
"""No site makes the same factory five times cheaper or dearer."""

PERCENT = 20.0
"""From here on the whole cost was probably meant as a percentage, below it what is added."""


def factor_findings(tables: Tables) -> Iterator[Finding]:
    """Ask about factors far from 1: percentages, or the part that is added."""
    for record in tables.rows("Sites"):
        amounts = {header: record.number(header) for header in FACTORS}
        odd = [header for header, amount in amounts.items() if not LEAST <= amount <= MOST]
        if odd:
            said = " ".join(_asked(header, amounts[header]) for header in odd)
            involved = tuple(record.address(header) for header in odd[1:])
            yield at(record, odd[0], "W305", said, involved)


def _asked(header: str, factor: float) -> str:
    """Word it by what was probably meant."""
    if factor == 0:
        return f"{header} is 0: it costs nothing here. Clear the cell for no difference."
    said = f"{header} is {factor:g} times the usual cost."
    if factor >= PERCENT:
        return f"{said} For {factor:g} percent of it enter {factor / 100:g}."
    more = factor / 100 if factor > MOST else factor
    return f"{said} For {100 * more:.4g} percent more enter {1 + more:.4g}."
