"""Amounts and times that are far from the rest of the program: another unit, perhaps."""

from __future__ import annotations

from optmodel.messages.code import Code, Stage

SIZES = (
    Code(
        "W305",
        Stage.SENSE,
        "a factor of a site that looks like a percentage",
        why=(
            "The factor multiplies all cost of the kind at the site. At 95 for 95 percent "
            "nothing is ever built there, at 0 everything costs nothing."
        ),
        repair=(
            "Enter 0.95 for 95 percent, 1.05 for five percent more, and nothing for no "
            "difference. If the factor is right, nothing has to be done."
        ),
        example=(
            "W305  Sites!P5 (site TX-03, Capex factor)  Capex factor is 95 times the usual "
            "cost. For 95 percent of it enter 0.95."
        ),
    ),
    Code(
        "W306",
        Stage.SENSE,
        "money that is far out of proportion to what clusters cost",
        why=(
            "Money is in millions of US dollars everywhere. A benefit in dollars outweighs "
            "everything else, a limit in dollars limits nothing, and one in billions allows "
            "nothing."
        ),
        repair=(
            "Check the unit of the cell. If the amount is right, nothing has to be done. Where "
            "there is no limit, leave the cell blank."
        ),
        example=(
            "W306  Synergies!C5 (cluster CAB-1, Benefit (USD m/year))  5,000,000 is 25,000 "
            "times what the larger of CAB-1 and TUR-1 earns a year or costs (USD 200 m). "
            "Was it typed in USD? The column is in USD m."
        ),
    ),
    Code(
        "W307",
        Stage.SENSE,
        "a time that is too long for its unit",
        why=(
            "Days typed for months hold a site back for decades, and months typed for years set "
            "a target that everything meets."
        ),
        repair=(
            "Check the unit in the header. If the time is right, nothing has to be done. Where "
            "there is no target, leave the cell blank."
        ),
        example=(
            "W307  Clusters!O7 (cluster TUR-1, Life (years))  Life (years) is 240: more "
            "than 100 years. Was it typed in months?"
        ),
    ),
    Code(
        "W308",
        Stage.SENSE,
        "a land rent that is hardly one for an acre",
        why="The rent is in dollars for an acre a year, unlike all other money.",
        repair="Check the unit of the cell. If the rent is right, nothing has to be done.",
        example=(
            "W308  Sites!R6 (site Oak Ridge, Land rent (USD/acre/year))  0.0012 is less "
            "than a cent for an acre. Was it typed in USD m? The column is in "
            "USD/acre/year."
        ),
    ),
    Code(
        "W309",
        Stage.SENSE,
        "cash flows far from what the cluster costs and earns",
        why=(
            "A row in Cash flows replaces what Clusters says. In another unit it outweighs "
            "everything else, or makes the cluster cost next to nothing."
        ),
        repair=(
            "Check the unit of the row, and of capex and revenue in Clusters. If all are right, "
            "nothing has to be done."
        ),
        example=(
            "W309  Cash flows!D5 (cluster TUR-1, Period 1)  in a period it is 100,000,000, "
            "but what TUR-1 earns a year or costs is USD 200 m in Clusters. Was the row "
            "typed in USD? It is in USD m."
        ),
    ),
)
