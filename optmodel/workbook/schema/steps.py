"""Sheets about how a cluster goes on from period to period: Profiles and Cash flows."""

from __future__ import annotations

from optmodel.workbook.schema.column import NOTES, SOURCE, Column, Kind, Sheet, cluster_reference

PROFILES = Sheet(
    "Profiles",
    "How capex is spread over the build, and how output grows after the start of operation.",
    (
        Column("Profile", Kind.ID, "Name that Clusters refers to.", required=True),
        Column(
            "Kind",
            Kind.CHOICE,
            "capex = shares of capex, ramp = shares of full output.",
            required=True,
            choices=("capex", "ramp"),
        ),
        Column(
            "Step",
            Kind.FRACTION,
            "Share in each period; capex steps sum to 1, the last ramp step lasts.",
            unit="per period",
            minimum=0,
            maximum=2,
            numbered_from=1,
            spare=12,
        ),
        SOURCE,
        NOTES,
    ),
    key=("Profile", "Kind"),
)

CASH_FLOWS = Sheet(
    "Cash flows",
    "Own cash by period from the start of a cluster; replaces what Clusters gives for the line.",
    (
        cluster_reference(),
        Column(
            "Line",
            Kind.CHOICE,
            "net replaces everything but capex.",
            required=True,
            choices=("capex", "revenue", "operating cost", "net"),
        ),
        Column(
            "Period",
            Kind.NUMBER,
            "Amount in each period from the start of the cluster.",
            unit="USD m",
            blank="0",
            numbered_from=0,
            spare=20,
        ),
        SOURCE,
        NOTES,
    ),
    key=("Cluster", "Line"),
)
