"""Money that what must be funded takes at least, against what sources can pay at most."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum

import numpy as np

from optmodel.economics.funding import commitment_left
from optmodel.errors import Finding
from optmodel.program.call_windows import call_windows
from optmodel.program.policy import SectorLimit
from optmodel.program.program import Program, Source
from optmodel.sense.outlook import Outlook, Row, by_choices, exceeds
from optmodel.sense.words import address, cells_of, finding, listed, named, number

COMMITMENT = "Commitment (USD m)"


def money_findings(outlook: Outlook) -> Iterator[Finding]:
    """Find sources that cannot pay for what they alone may pay for and must be funded.

    Each cluster takes at least the capital of its cheapest option. A source pays at most what is
    left of its commitment, at most what can be called from it in all, and at most its maximum
    share of each cluster. That others want money as well, and site preparation, only makes it
    worse. What costs more than the least makes it worse too: limits stay, shares grow slower.
    """
    program = outlook.program
    for able, rows in by_choices((row, payers(outlook, row)) for row in outlook.forced()):
        sources = [program.sources[index] for index in sorted(able)]
        needed = fsum(row.copies * least_capital(outlook, row) for row in rows)
        offered = fsum(_most(program, source, needed) for source in sources)
        if exceeds(needed, offered):
            yield _short(program, sources, rows, needed, offered)
            return


def sector_findings(outlook: Outlook) -> Iterator[Finding]:
    """Find limits by sector that what must be funded exceeds, or that nothing could reach."""
    for index, source in enumerate(outlook.program.sources):
        for limit in source.sector_limits:
            inside = [row for row in outlook.rows if row.cluster.sector == limit.sector]
            yield from _above(outlook, index, limit, [row for row in inside if row.must])
            yield from _below(outlook, index, limit, inside)


def payers(outlook: Outlook, row: Row) -> frozenset[int]:
    """Sources that may pay for a part of some option of a row."""
    payable = np.asarray(outlook.options.payable[row.options].any(axis=0))
    return frozenset(np.flatnonzero(payable).tolist())


def least_capital(outlook: Outlook, row: Row) -> float:
    """Capital of the cheapest option, USD m, nominal."""
    return float(outlook.options.capital_musd[row.options].min())


def least_share(outlook: Outlook, row: Row, source: int) -> float:
    """Part of a row that a source pays at least: what the others that may pay leave."""
    others = payers(outlook, row) - {source}
    return max(0.0, 1.0 - fsum(outlook.program.sources[it].maximum_share for it in others))


def _most(program: Program, source: Source, needed: float) -> float:
    """The most that a source pays of clusters that take so much."""
    most = min(commitment_left(source), source.maximum_share * needed)
    horizon = program.calendar.horizon_periods
    windows = call_windows(source, horizon)
    if sum(len(window.periods) for window in windows) < horizon:
        return most  # some period has no limit
    return min(most, fsum(it for window in windows for it in window.maximum_musd))


def _short(
    program: Program, sources: Sequence[Source], rows: Sequence[Row], needed: float, offered: float
) -> Finding:
    names = listed(source.id for source in sources)
    what = "what is left to call" if len(sources) == 1 else "what can be called together"
    only = "" if len(sources) == len(program.sources) else f", which only {names} may pay for,"
    message = (
        f"{named(rows)}{only} must be funded and take{'s' if len(rows) == 1 else ''} at least "
        f"USD {number(needed)} m of capital; {what} is USD {number(offered)} m of {names}, at "
        f"least USD {number(needed - offered)} m too little (more may be missing). Raise the "
        "commitment, or free a cluster."
    )
    headers = (COMMITMENT, "Already committed (USD m)", "Maximum share of a cluster")
    money = [address(source.cells, it) for source in sources for it in headers]
    calls = [limit.cell for source in sources for limit in source.call_limits]
    return finding(
        "E315",
        message,
        address(sources[0].cells, COMMITMENT),
        key=f"source {sources[0].id}",
        column=COMMITMENT,
        involved=(*money, *calls, *cells_of(rows, "Decision", "Capex (USD m)")),
    )


def _above(
    outlook: Outlook, source: int, limit: SectorLimit, rows: Sequence[Row]
) -> Iterator[Finding]:
    """Say where a source must pay more for a sector than it may."""
    paid = {
        row: least_share(outlook, row, source) * row.copies * least_capital(outlook, row)
        for row in rows
        if row.can
    }
    least, most = fsum(paid.values()), limit.maximum_musd
    if most is None or not exceeds(least, most):
        return
    who, paying = outlook.program.sources[source].id, [row for row, part in paid.items() if part]
    message = (
        f"{who} may pay at most USD {number(most)} m for {limit.sector}, but {named(paying)} must "
        f"be funded and would take at least USD {number(least)} m of it."
    )
    yield _of_limit(limit, "Maximum (USD m)", message, paying)


def _below(
    outlook: Outlook, source: int, limit: SectorLimit, rows: Sequence[Row]
) -> Iterator[Finding]:
    """Say where a source must pay more for a sector than there is to pay for."""
    own = outlook.program.sources[source]
    able = [row for row in rows if row.can and source in payers(outlook, row)]
    capital = outlook.options.capital_musd
    most = fsum(row.copies * own.maximum_share * float(capital[row.options].max()) for row in able)
    blamed = any(row.must and not row.can for row in rows)
    if blamed or not exceeds(limit.minimum_musd, most):
        return
    message = (
        f"{own.id} must pay at least USD {number(limit.minimum_musd)} m for {limit.sector}, but "
        f"all clusters of {limit.sector} that could be funded take at most USD {number(most)} m "
        "of it."
    )
    yield _of_limit(limit, "Minimum (USD m)", message, able)


def _of_limit(limit: SectorLimit, header: str, message: str, rows: Sequence[Row]) -> Finding:
    """Make a finding about a cell of Sector limits."""
    return finding(
        "E316",
        message,
        address(limit.cells, header),
        key=f"sector {limit.sector}",
        column=header,
        involved=cells_of(rows, "Decision"),
    )
