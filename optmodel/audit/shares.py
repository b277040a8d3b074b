"""Who pays which part: shares as they are claimed, or the only source for everything."""

from __future__ import annotations

from collections.abc import Mapping

from optmodel.audit.facts import Facts, Steps
from optmodel.audit.tolerance import PAYS

Shares = Mapping[str, float]
"""Source id to the part that it pays."""


def only_source(facts: Facts) -> Shares:
    """Everything to the only source; nothing where several could share."""
    return dict.fromkeys(facts.sources, 1.0) if len(facts.sources) == 1 else {}


def preparation_payers(facts: Facts) -> list[str]:
    """Ids of the sources that pay for site preparation; none = the host pays."""
    return [name for name, source in facts.sources.items() if source.pays_preparation]


def only_preparation_payer(facts: Facts) -> Shares:
    """Everything to the only source that pays for site preparation, if there is just one."""
    payers = preparation_payers(facts)
    return {payers[0]: 1.0} if len(payers) == 1 else {}


def paying(facts: Facts, shares: Shares) -> dict[str, float]:
    """The known sources that pay a part, in the order of Funding."""
    parts = {name: shares.get(name, 0.0) for name in facts.sources}
    return {name: part for name, part in parts.items() if abs(part) > PAYS}


def scaled(steps: Steps, part: float) -> Steps:
    """A part of a flow."""
    return steps if part == 1.0 else tuple(part * amount for amount in steps)


def total(flows: list[Steps], horizon: int) -> Steps:
    """(H,) sum of flows."""
    return tuple(sum((flow[h] for flow in flows), 0.0) for h in range(horizon))
