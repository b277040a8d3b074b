"""Targets, control totals, units and sizes."""

from __future__ import annotations

from optmodel.messages.code import Code, Stage

FIGURES = (
    Code(
        "E234",
        Stage.SENSE,
        "a target whose filter does not fit",
        why="It is open what the target counts.",
        repair=(
            "Fill Filter by and Filter together, or use all and clear Filter. Receipts are "
            "those of a source."
        ),
        example=(
            'E234  Targets!C5 (metric jobs, Filter)  there is the filter "Optics", but '
            "Filter by does not say with what it is compared. Use one of sector, product, "
            "state, site, source there, or clear the filter."
        ),
    ),
    Code(
        "E235",
        Stage.SENSE,
        "a target whose amount does not fit",
        why=(
            "A share is a part of a whole: it cannot be more than 1, and receipts are "
            "always a share of the calls."
        ),
        repair=(
            "Type forty percent as 40% or 0.4, or choose amount under Amount is. For "
            "receipts choose share."
        ),
        example=(
            "E235  Targets!E5 (metric jobs, Amount)  got 40; expected a share between 0 and"
            " 1. For 40 percent enter 40%."
        ),
    ),
    Code(
        "E236",
        Stage.SENSE,
        "a column whose sum is not its control total",
        stands_alone=False,
        why=(
            "The sum is what the books say. Where it differs, a row is missing, doubled or "
            "mistyped."
        ),
        repair=(
            "Compare the rows that are summed with the books, or correct Total. Blank cells"
            " count nothing, and defaults are not added."
        ),
        example=(
            "E236  Control totals!C5 (sheet Clusters, Total)  Capex (USD m) of Clusters "
            "sums to 620 in 3 rows, expected 700: 80 too little. Compare the rows with your"
            " books, or mend the total."
        ),
    ),
    Code(
        "E237",
        Stage.SENSE,
        "a control total of something that is no column of numbers",
        stands_alone=False,
        why="Without its column a control total checks nothing.",
        repair=(
            "Write the header as it stands in the sheet, with its unit and, of numbered "
            "columns, the number."
        ),
        example=(
            'E237  Control totals!B5 (sheet Clusters, Column)  "Capx (USD m)" is no column '
            'of Clusters. Did you mean "Capex (USD m)"?'
        ),
    ),
    Code(
        "W234",
        Stage.SENSE,
        "outputs in different units that are added up",
        why=(
            "Tons and vehicles are added up as if they were one thing. A limit or target on"
            " their sum means little."
        ),
        repair="Give the clusters one output unit, or ask for each product on its own.",
        example=(
            "W234  Markets!A5 (product fiber, Product)  adds up outputs in different units "
            '("km", "mile"); see Output unit in Clusters.'
        ),
    ),
    Code(
        "W235",
        Stage.SENSE,
        "a target that looks mistyped",
        why=(
            "Every plan meets such a target, or none does: a percentage was probably typed "
            "as a number, or a filter left out."
        ),
        repair=("Type forty percent as 40%. With a share, say under Filter by and Filter of what."),
        example=(
            "W235  Targets!E5 (metric receipts, Amount)  asks for receipts of 40 times the "
            "calls. For 40 percent enter 40%."
        ),
    ),
    Code(
        "W237",
        Stage.SENSE,
        "a limit or target on the output of clusters that have none",
        stands_alone=False,
        why=(
            "What is limited or counted is 0 in every plan: the row limits nothing, or a "
            "target can never be reached."
        ),
        repair="Fill Output (units/year) of the clusters, or delete the row.",
        example=(
            "W237  Markets!A5 (product turbine, Product)  no cluster of turbine has an "
            "Output (units/year) in Clusters: nothing is limited."
        ),
    ),
    Code(
        "W301",
        Stage.SENSE,
        "figures of a cluster far outside those of sourced factories",
        why=(
            "A figure typed in another unit is wrong by a thousand or more, and the plan "
            "follows it."
        ),
        repair=(
            "Check the units of the cells. The ranges and their sources are in the "
            "documentation on sense checks. If the figures are right, nothing has to be "
            "done."
        ),
        example=(
            "W301  Clusters!K7 (cluster TUR-1, Revenue (USD m/year))  Revenue (USD m/year) "
            "per Capex (USD m) is 500,000; sourced factories have 0.167 to 11.8; Operating "
            "cost (USD m/year) per Revenue (USD m/year) is 5e-07; sourced factories have "
            "0.35 to 0.96. Is Revenue in USD?"
        ),
    ),
    Code(
        "W302",
        Stage.SENSE,
        "figures of a site far outside those of sourced sites",
        why="A site with a thousand times its power or land takes everything.",
        repair=(
            "Check the unit: land is in acres, power in MW. If the figure is right, nothing"
            " has to be done."
        ),
        example=(
            "W302  Sites!I5 (site TX-03, Power (MW))  Power (MW) is 600,000; sourced sites "
            "have 800 to 10,000. Is Power in kW?"
        ),
    ),
    Code(
        "W303",
        Stage.SENSE,
        "commitments and capex that differ by a thousand",
        stands_alone=False,
        why=(
            "Money is in millions of US dollars everywhere. A commitment in dollars is no "
            "limit, and one in billions funds nothing."
        ),
        repair=(
            "Check the units of Commitment and of capex. If both are right, nothing has to be done."
        ),
        example=(
            "W303  Funding!C5 (source JPN, Commitment (USD m))  1,000,000,000 is 1,612,903 "
            "times the capex of all clusters (USD 620 m). Is the commitment in USD?"
        ),
    ),
)
