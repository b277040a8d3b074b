"""From the value without limits to the plan's, family by family of limits."""

from __future__ import annotations

from collections.abc import Sequence

from optmodel.financials.core import Core
from optmodel.financials.values import Values
from optmodel.live.functions import item_or, least, most
from optmodel.live.records import Records, numbers
from optmodel.results.layout import Column, Kind, Tone

SHEET = "Bridge"
WORDS = {
    "": ("No limits", "Every cluster at its best place and time"),
    "sites": ("Sites", "Land, power and other supplies, preparation, number of clusters"),
    "order": ("Order", "Dependencies, groups, starts in a period"),
    "capacity": ("Capacity", "Builders, markets, operators"),
    "funding": ("Funding", "Commitments, calls, sectors, shares, recovery"),
    "targets": ("Targets", "Those that must be met, prices of the rest"),
}
"""Family of limits to its short name and what belongs to it."""
WHOLE = "Whole", "Clusters cannot be divided; down to the proven bound"
OPEN = "Not proven", "What a better plan could still add; after an edit: the edit as well"
PLAN = "Plan", "Value of the plan as it stands now"


def bridge_of(core: Core, values: Values) -> Records | None:
    """Describe the steps; None where nobody searched, as of a plan that was edited by hand.

    What the solver found are values; the last step and the plan follow the sheet Plan.
    """
    steps = core.base.plan.bridge
    if not steps:
        return None
    shown = [(*WORDS[step.family], step.bound_musd) for step in steps]
    bound = core.base.plan.search.bound
    if bound is not None:
        shown.append((*WHOLE, min(bound, steps[-1].bound_musd)))
    table = Records(core.base.names, SHEET, "Bridge", "br", len(shown) + 2)
    _given(table, shown)
    follows, is_total = table.field("follows").here, table.field("is_total").here
    most_worth = table.field("bound").here
    level = table.add(
        "level",
        Column("Value so far", Kind.MONEY, "USD m"),
        most_worth * (1 - follows) + values.objective * follows,
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


def _given(table: Records, shown: Sequence[tuple[str, str, float]]) -> None:
    """Add what the solver found, and which rows follow the plan."""
    count = len(shown)
    texts = [*(words[:2] for words in shown), OPEN, PLAN]
    table.add("label", Column("Step", width=14), [label for label, _ in texts])
    table.add("words", Column("What it is", width=62), [words for _, words in texts])
    heading = "Most that any plan is worth under the limits so far"
    table.add(
        "bound",
        Column(heading, Kind.MONEY, "USD m", tone=Tone.SOLVER),
        [*(value for _, _, value in shown), None, None],
    )
    follows = [0] * count + [1, 1]
    table.add("follows", Column("Follows the sheet Plan", Kind.WHOLE, "1 or 0"), follows)
    totals = [1] + [0] * count + [1]
    table.add("is_total", Column("Is a value, no step", Kind.WHOLE, "1 or 0"), totals)
