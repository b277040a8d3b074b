"""Commitments against what all clusters cost: dollars typed for millions, or billions."""

from __future__ import annotations

from collections.abc import Iterator
from math import fsum

from optmodel.errors import Finding
from optmodel.program.findings import at
from optmodel.sense.sizes import Sizes
from optmodel.workbook.tables import Tables

MUCH = 1000.0
"""A commitment of a thousand times what everything costs was perhaps not typed in millions."""

COMMITMENT = "Commitment (USD m)"


def funding_findings(tables: Tables, sizes: Sizes) -> Iterator[Finding]:
    """Warn of a commitment far above the capex of all clusters, or of all far below it.

    Where clusters cost what sourced factories do, only the commitment can have slipped.
    """
    rows, capex = tables.rows("Funding"), sizes.total_capex_musd
    if capex <= 0:
        return
    for record in rows:
        amount = record.number(COMMITMENT)
        if amount > MUCH * capex:
            other = "" if sizes.is_usual else ", or capex in USD bn"
            message = (
                f"{amount:,.15g} is {amount / capex:,.0f} times the capex of all clusters "
                f"(USD {capex:,.15g} m). Is the commitment in USD{other}?"
            )
            yield at(record, COMMITMENT, "W303", message)
    total = fsum(record.number(COMMITMENT) for record in rows)
    if 0 < total < capex / MUCH:
        other = "" if sizes.is_usual else ", or is capex in USD or in thousands of USD"
        message = (
            f"all commitments together are {total:,.15g}, less than a thousandth of the capex of "
            f"all clusters (USD {capex:,.15g} m). Are commitments in USD bn{other}?"
        )
        yield at(rows[0], COMMITMENT, "W303", message)
