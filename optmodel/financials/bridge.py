"""From the value without limits to the plan's, family by family of limits."""

from __future__ import annotations

from optmodel.financials.core import Core
from optmodel.financials.values import Values
from optmodel.live.functions import item_or, least, most
from optmodel.live.records import Records, numbers
from optmodel.results.layout import Column, Kind, Tone
from optmodel.search.bridge import BridgeStep

SHEET = "Bridge"
WORDS = {
    "": "Every cluster at its best place and time",
    "sites": "Sites: land, power and other supplies, preparation, number of clusters",
    "order": "Order: dependencies, groups, starts in a period",
    "capacity": "Capacity: builders, markets, operators",
    "funding": "Funding: commitments, calls, sectors, shares, recovery",
    "targets": "Targets: those that must be met, prices of the rest",
}
"""Family of limits in words."""
WHOLE, PLAN = "Clusters are whole; what is not proven", "Value of the plan"


def bridge_of(core: Core, values: Values) -> Records | None:
    """Describe the steps; None where nobody searched, as of a plan that was edited by hand.

    What the solver found are values; the last step and the plan follow the sheet Plan.
    """
    steps = core.base.plan.bridge
    if not steps:
        return None
    table = Records(core.base.names, SHEET, "Bridge", "br", len(steps) + 2)
    _given(table, steps)
    follows, is_total = table.field("follows").here, table.field("is_total").here
    bound = table.field("bound").here
    level = table.add(
        "level",
        Column("Value so far", Kind.MONEY, "USD m"),
        bound * (1 - follows) + values.objective * follows,
    )
    number = numbers(table, table.field("label"))
    before = table.add(
        "before", Column("Value before", Kind.MONEY, "USD m"), item_or(level.range, number - 1)
    )
    down, up = level.here, before.here
    step = 1 - is_total
    table.add("change", Column("Change", Kind.MONEY, "USD m"), step * (down - up))
    table.add("total", Column("Bar: value", Kind.MONEY, "USD m"), is_total * down)
    carried = most(0, least(up, down)) + least(0, most(up, down))
    table.add("base", Column("Bar: not drawn", Kind.MONEY, "USD m"), step * carried)
    above = most(0, up) - most(0, down)
    table.add("above", Column("Bar: taken away", Kind.MONEY, "USD m"), step * above)
    below = least(0, down) - least(0, up)
    table.add("below", Column("Bar: taken away below zero", Kind.MONEY, "USD m"), step * below)
    return table


def _given(table: Records, steps: tuple[BridgeStep, ...]) -> None:
    """Add what the solver found, and which rows follow the plan."""
    count = len(steps)
    labels = [WORDS[step.family] for step in steps]
    table.add("label", Column("Step", width=62), [*labels, WHOLE, PLAN])
    bounds = [step.bound_musd for step in steps]
    table.add(
        "bound",
        Column("Most that any plan is worth under the limits so far", Kind.MONEY, "USD m",
               tone=Tone.SOLVER),
        [*bounds, None, None],
    )  # fmt: skip
    follows = [0] * count + [1, 1]
    table.add("follows", Column("Follows the sheet Plan", Kind.WHOLE, "1 or 0"), follows)
    totals = [1] + [0] * count + [1]
    table.add("is_total", Column("Is a value, no step", Kind.WHOLE, "1 or 0"), totals)
