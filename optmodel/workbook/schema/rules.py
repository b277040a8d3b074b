"""Sheets about order and choice: Dependencies, Groups, Group rules, Synergies, Targets."""

from __future__ import annotations

from optmodel.workbook.schema.column import NOTES, SOURCE, Column, Kind, Sheet


def _cluster(header: str, meaning: str) -> Column:
    """A required reference to a cluster."""
    return Column(header, Kind.REFERENCE, meaning, required=True, refers_to=("Clusters", "Cluster"))


DEPENDENCIES = Sheet(
    "Dependencies",
    "A cluster starts only after another one.",
    (
        _cluster("Cluster", "The cluster that waits."),
        _cluster("Needs", "The cluster that it waits for."),
        Column(
            "Timing",
            Kind.CHOICE,
            "Counted from the start of the other or from the end of its build.",
            default="start",
            choices=("start", "finish"),
        ),
        Column(
            "Lag (periods)",
            Kind.WHOLE,
            "Further periods to wait.",
            unit="periods",
            default=0,
            minimum=0,
            maximum=1200,
        ),
        Column("Same site", Kind.FLAG, "Whether both must stand at the same site.", default=False),
        SOURCE,
        NOTES,
    ),
)

GROUPS = Sheet(
    "Groups",
    "Which clusters belong to a group; one row per member.",
    (
        Column("Group", Kind.ID, "Name of the group.", required=True),
        _cluster("Cluster", "A member; each of its copies counts one."),
        SOURCE,
        NOTES,
    ),
    key=("Group", "Cluster"),
)

GROUP_RULES = Sheet(
    "Group rules",
    "How many clusters of a group start by a date.",
    (
        Column(
            "Group",
            Kind.REFERENCE,
            "The group.",
            required=True,
            refers_to=("Groups", "Group"),
        ),
        Column(
            "Rule",
            Kind.CHOICE,
            "Sense of the rule.",
            required=True,
            choices=("at most", "at least", "exactly"),
        ),
        Column(
            "Count", Kind.WHOLE, "Number of clusters.", unit="clusters", required=True, minimum=0
        ),
        Column(
            "By",
            Kind.DATE,
            "Any date in the period by whose end it holds.",
            blank="the last decision period",
        ),
        SOURCE,
        NOTES,
    ),
)

SYNERGIES = Sheet(
    "Synergies",
    "What two clusters gain where both operate at the same site.",
    (
        _cluster("Cluster A", "One of the two."),
        _cluster("Cluster B", "The other."),
        Column(
            "Benefit (USD m/year)",
            Kind.NUMBER,
            "Gain while both operate.",
            unit="USD m/year",
            default=0.0,
            minimum=0,
        ),
        Column(
            "Capex saving (USD m)",
            Kind.NUMBER,
            "Capex that the second one saves.",
            unit="USD m",
            default=0.0,
            minimum=0,
        ),
        SOURCE,
        NOTES,
    ),
    key=("Cluster A", "Cluster B"),
    supported=False,
)

TARGETS = Sheet(
    "Targets",
    "What the plan must reach or stay under.",
    (
        Column(
            "Metric",
            Kind.CHOICE,
            "What is counted.",
            required=True,
            choices=("jobs", "output", "clusters", "capex", "value"),
        ),
        Column(
            "Filter by",
            Kind.CHOICE,
            "What the filter is compared with.",
            default="all",
            choices=("all", "sector", "product", "state", "site", "source"),
        ),
        Column("Filter", Kind.TEXT, "The sector, product, state, site or source."),
        Column(
            "Sense",
            Kind.CHOICE,
            "Sense of the target.",
            required=True,
            choices=("at least", "at most"),
        ),
        Column(
            "Amount",
            Kind.NUMBER,
            "The amount, in the unit of the metric.",
            unit="as the metric",
            required=True,
            minimum=0,
        ),
        Column(
            "By",
            Kind.DATE,
            "Any date in the period by whose end it holds.",
            blank="the last period",
        ),
        Column(
            "Strength",
            Kind.MUST_OR_NUMBER,
            "must, or a price for each unit missed.",
            unit="USD m/unit",
            default="must",
            minimum=0,
        ),
        SOURCE,
        NOTES,
    ),
    supported=False,
)
