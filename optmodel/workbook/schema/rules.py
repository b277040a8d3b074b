"""Sheets about order and choice: Dependencies, Groups, Group rules, Synergies, Targets."""

from __future__ import annotations

from optmodel.workbook.schema.column import NOTES, SOURCE, Column, Kind, Sheet, cluster_reference

DEPENDENCIES = Sheet(
    "Dependencies",
    "A cluster starts only after another one.",
    (
        cluster_reference("Cluster", "The cluster that waits; each of its copies does."),
        cluster_reference("Needs", "The cluster that it waits for; one of its copies is enough."),
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
        Column(
            "Maximum lag (periods)",
            Kind.WHOLE,
            "It starts no later than this after the moment that the lag is counted from.",
            unit="periods",
            blank="any time later",
            minimum=0,
            maximum=1200,
        ),
        SOURCE,
        NOTES,
    ),
)

GROUPS = Sheet(
    "Groups",
    "Which clusters belong to a group; one row per member.",
    (
        Column("Group", Kind.ID, "Name of the group.", required=True),
        cluster_reference("Cluster", "A member; each of its copies counts one."),
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
        Column(
            "Same site",
            Kind.FLAG,
            "Counted site by site: at most = at every site, at least = at one site or more, "
            "exactly = so many in all, and all at one site.",
            default=False,
        ),
        SOURCE,
        NOTES,
    ),
)

SYNERGIES = Sheet(
    "Synergies",
    "What two clusters gain at the same site, once per site however many copies stand there; "
    "for the program and the United States, in no vehicle.",
    (
        cluster_reference("Cluster A", "One of the two."),
        cluster_reference("Cluster B", "The other; a pair stands in one row, in either order."),
        Column(
            "Benefit (USD m/year)",
            Kind.NUMBER,
            "Gain while at least one copy of each operates; grows with the revenue escalation.",
            unit="USD m/year",
            default=0.0,
            minimum=0,
        ),
        Column(
            "Capex saving (USD m)",
            Kind.NUMBER,
            "Saved in the period in which the second of them starts; grows with the capex "
            "escalation. No call and no deemed balance is lowered by it.",
            unit="USD m",
            default=0.0,
            minimum=0,
        ),
        SOURCE,
        NOTES,
    ),
    key=("Cluster A", "Cluster B"),
)

TARGETS = Sheet(
    "Targets",
    "What the plan must reach or stay under by a date, or pays a price for missing.",
    (
        Column(
            "Metric",
            Kind.CHOICE,
            "jobs and output at full rate of what operates by the date, clusters started by then, "
            "capex spent by then (before support), value = NPV of clusters started by then, "
            "receipts of a source by then as a share of its calls by then.",
            required=True,
            choices=("jobs", "output", "clusters", "capex", "value", "receipts"),
        ),
        Column(
            "Filter by",
            Kind.CHOICE,
            "What the filter is compared with; by source, a cluster counts with the share that "
            "the source pays. Receipts are always by source.",
            default="all",
            choices=("all", "sector", "product", "state", "site", "source"),
        ),
        Column(
            "Filter",
            Kind.TEXT,
            "The sector, product, state, site or source; required with Filter by, but for "
            "receipts.",
            blank="with Filter by all everything; for receipts the first source",
        ),
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
            "The amount in the unit of the metric (USD m for capex and value), or a share.",
            unit="as the metric, or a share",
            required=True,
            minimum=0,
        ),
        Column(
            "Amount is",
            Kind.CHOICE,
            "share = a fraction of the same metric by the same date without the filter; receipts "
            "are always a share, of the calls.",
            default="amount",
            choices=("amount", "share"),
        ),
        Column(
            "By",
            Kind.DATE,
            "Any date in the period by whose end it holds.",
            blank="the last period of the horizon",
        ),
        Column(
            "Strength",
            Kind.MUST_OR_NUMBER,
            "must, or a price for each unit of the metric missed (USD m for receipts), "
            "not discounted.",
            unit="USD m/unit",
            default="must",
            minimum=0,
        ),
        SOURCE,
        NOTES,
    ),
)
