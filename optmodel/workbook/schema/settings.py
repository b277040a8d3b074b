"""The settings: one row each in the sheet Settings."""

from __future__ import annotations

from optmodel.workbook.schema.column import NOTES, SOURCE, Column, Kind, Sheet

MAXIMUM_PERIODS = 1200
"""A hundred years of months; more is a slip of the keyboard and would exhaust memory."""

MAXIMUM_SEED = 2**31 - 1
"""The largest seed that the solver takes."""

SETTINGS = (
    Column("Plan name", Kind.TEXT, "Name of the plan and of its results folder.", required=True),
    Column("First period", Kind.DATE, "Any date inside the first period.", required=True),
    Column(
        "Months per period",
        Kind.WHOLE,
        "Length of a period: 1, 3, 6 or 12 months.",
        unit="months",
        required=True,
        allowed=(1, 3, 6, 12),
    ),
    Column(
        "Decision periods",
        Kind.WHOLE,
        "Periods in which a cluster may start.",
        unit="periods",
        required=True,
        minimum=1,
        maximum=MAXIMUM_PERIODS,
    ),
    Column(
        "Horizon periods",
        Kind.WHOLE,
        "Periods in which cash is counted; at least the decision periods.",
        unit="periods",
        required=True,
        minimum=1,
        maximum=MAXIMUM_PERIODS,
    ),
    Column(
        "Discount rate",
        Kind.FRACTION,
        "Annual rate at which future cash is discounted.",
        unit="a year",
        required=True,
        minimum=0,
        maximum=0.3,
    ),
    Column(
        "Discount timing",
        Kind.CHOICE,
        "Where inside its period cash is taken to fall.",
        default="start",
        choices=("start", "middle", "end"),
    ),
    Column(
        "Perspective",
        Kind.CHOICE,
        "Whose discounted value the plan maximizes.",
        default="Program",
        choices=("Program", "United States", "Japan"),
    ),
    Column(
        "Revenue escalation",
        Kind.FRACTION,
        "Annual growth of prices received, from the first period.",
        unit="a year",
        default=0.0,
        minimum=-0.2,
        maximum=0.3,
    ),
    Column(
        "Cost escalation",
        Kind.FRACTION,
        "Annual growth of operating cost and land rent, from the first period.",
        unit="a year",
        default=0.0,
        minimum=-0.2,
        maximum=0.3,
    ),
    Column(
        "Capex escalation",
        Kind.FRACTION,
        "Annual growth of capex and site preparation, from the first period.",
        unit="a year",
        default=0.0,
        minimum=-0.2,
        maximum=0.3,
    ),
    Column(
        "Tax rate",
        Kind.FRACTION,
        "Tax on the profit of clusters with a taxable owner.",
        unit="of profit",
        default=0.0,
        minimum=0,
        maximum=0.6,
    ),
    Column(
        "Permit confidence",
        Kind.FRACTION,
        "Probability at which permit times are read.",
        unit="probability",
        default=0.8,
        minimum=0.5,
        maximum=0.95,
    ),
    Column(
        "Maximum sites",
        Kind.WHOLE,
        "Most sites that may be opened.",
        unit="sites",
        blank="no limit",
        minimum=0,
    ),
    Column(
        "Maximum starts per period",
        Kind.WHOLE,
        "Most clusters that may start in one period.",
        unit="clusters",
        blank="no limit",
        minimum=0,
    ),
    Column(
        "Payback measured from",
        Kind.CHOICE,
        "Where the clock of simple payback starts.",
        default="first spend",
        choices=("first spend", "first operation"),
    ),
    Column(
        "Optimality gap",
        Kind.FRACTION,
        "Distance between plan and proven bound at which the search may stop.",
        unit="of the value",
        default=0.0001,
        minimum=0,
        maximum=1,
    ),
    Column(
        "Time limit",
        Kind.NUMBER,
        "Longest search.",
        unit="seconds",
        default=3600.0,
        minimum=0,
    ),
    Column(
        "Threads",
        Kind.WHOLE,
        "Threads that large programs are searched on. With 2 or more, two runs may find different "
        "plans, both within the gap.",
        unit="threads",
        default=1,
        minimum=1,
        maximum=256,
    ),
    Column(
        "Random seed",
        Kind.WHOLE,
        "Seed of the search; another seed gives an equally good plan.",
        unit="number",
        default=0,
        minimum=0,
        maximum=MAXIMUM_SEED,
    ),
)

SETTINGS_SHEET = Sheet(
    "Settings",
    "One row per setting. A blank optional value stands for its default.",
    (
        Column("Setting", Kind.ID, "Name of the setting.", required=True),
        Column("Value", Kind.TEXT, "Its value; what is accepted depends on the setting."),
        Column("Unit", Kind.TEXT, "Unit of the value, for the reader; not read by the program."),
        SOURCE,
        NOTES,
    ),
    required=True,
    key=("Setting",),
)
