"""Rules about shares: who pays which part of a start or of a site's preparation."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from optmodel.audit.case import Case, Violation
from optmodel.audit.least_share import least_shares
from optmodel.audit.shares import Shares, preparation_payers
from optmodel.audit.tolerance import SHARE, ZERO_MUSD


def funding_shares(case: Case) -> Iterator[Violation]:
    """Shares are 0 or more, of sources that pay for such things, and sum to 1.

    So do the shares of each site preparation that costs anything, over the sources that pay for
    preparation; where there is none, the host pays and there are no shares. A pool with interest
    from operation pays for at least a hundred-thousandth of a start or for nothing of it.
    """
    everybody = case.facts.sources
    for start, book in case.known():
        yield from _faults(start.label, book.shares, everybody, must_pay=True)
    payers = preparation_payers(case.facts)
    for opening, spending in case.opened():
        shares = case.preparation_shares[opening]
        costs = sum(spending) > ZERO_MUSD or bool(shares)
        yield from _faults(opening.label, shares, payers, must_pay=bool(payers) and costs)
    yield from least_shares(case)


def maximum_share(case: Case) -> Iterator[Violation]:
    """``share <= maximum share of a cluster`` of the source."""
    for source in case.facts.sources.values():
        for start, _, part in case.paid_starts(source.id):
            over = part - source.maximum_share
            if over > SHARE:
                words = (
                    f"{start.label}: {source.id} pays {part:.9g} of it,"
                    f" may pay {source.maximum_share:.9g}"
                )
                cell = case.facts.source_cell(source.id, "Maximum share of a cluster")
                yield Violation("maximum_share", words, over, cell, "of a cluster")


def _faults(
    label: str, shares: Shares, payers: Collection[str], *, must_pay: bool
) -> Iterator[Violation]:
    """What is wrong with the shares of one thing, the worst of it."""
    for name, part in shares.items():
        if name not in payers and not abs(part) <= SHARE:
            words = f"{label}: {name} does not pay for such things and has {part:.9g}"
            yield Violation("funding_shares", words, abs(part))
        elif part < -SHARE:
            words = f"{label}: {name} has the share {part:.9g}"
            yield Violation("funding_shares", words, -part)
    paid = sum(shares.values())
    # Said this way round so that what is not a number fails.
    if must_pay and not abs(paid - 1.0) <= SHARE:
        words = f"{label}: the shares sum to {paid:.9g}"
        yield Violation("funding_shares", words, abs(paid - 1.0))
