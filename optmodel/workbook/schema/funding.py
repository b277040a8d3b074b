"""Sheets about money: Funding, Funding calls and Sector limits."""

from __future__ import annotations

from optmodel.workbook.schema.column import NOTES, SOURCE_NOTE, Column, Kind, Sheet

FUNDING_SOURCE = Column(
    "Source",
    Kind.REFERENCE,
    "The funding source.",
    required=True,
    refers_to=("Funding", "Source"),
)

FUNDING = Sheet(
    "Funding",
    "One row per funding source; the first row is the pledge. A cluster is paid by one source or "
    "by several in shares; the host has the rest of the cash.",
    (
        Column("Source", Kind.ID, "Short name of the funding source.", required=True),
        Column("Name", Kind.TEXT, "Full name, for reports."),
        Column(
            "Commitment (USD m)",
            Kind.NUMBER,
            "All that the source pays in.",
            unit="USD m",
            required=True,
            minimum=0,
        ),
        Column(
            "Already committed (USD m)",
            Kind.NUMBER,
            "The part of it that is taken before this plan.",
            unit="USD m",
            default=0.0,
            minimum=0,
        ),
        Column(
            "Last commitment",
            Kind.DATE,
            "No cluster that it pays for starts after the period of this date.",
            blank="no such date",
        ),
        Column(
            "First call",
            Kind.DATE,
            "Any date in the first period with calls.",
            blank="the first period",
        ),
        Column(
            "Last call",
            Kind.DATE,
            "Any date in the last period with calls.",
            blank="the last period of the horizon",
        ),
        Column(
            "Draw",
            Kind.CHOICE,
            "as spent = called when capex is spent, at start = all called at the start.",
            default="as spent",
            choices=("as spent", "at start"),
        ),
        Column(
            "Notice (business days)",
            Kind.WHOLE,
            "Days between the selection notice and the money; the notice date is reported.",
            unit="business days",
            default=0,
            minimum=0,
            maximum=1000,
        ),
        Column(
            "Share before recovery",
            Kind.FRACTION,
            "The source's share of cash until its deemed balance is repaid.",
            unit="of cash",
            default=0.0,
            minimum=0,
            maximum=1,
        ),
        Column(
            "Share after recovery",
            Kind.FRACTION,
            "The source's share of cash after that.",
            unit="of cash",
            blank="as before recovery",
            minimum=0,
            maximum=1,
        ),
        Column(
            "Deemed rate",
            Kind.FRACTION,
            "Annual interest on the deemed balance.",
            unit="a year",
            default=0.0,
            minimum=0,
            maximum=0.3,
        ),
        Column(
            "Interest from",
            Kind.CHOICE,
            "Whether interest accrues from the call or from the start of operation.",
            default="call",
            choices=("call", "operation"),
        ),
        Column(
            "Vehicle",
            Kind.CHOICE,
            "cluster = each cluster repays for itself, pooled = all that it pays for repays it "
            "together, site preparation included.",
            default="cluster",
            choices=("cluster", "pooled"),
        ),
        Column(
            "Recovery target (years)",
            Kind.NUMBER,
            "Longest time from the first call to the last period in which the deemed balance "
            "is repaid.",
            unit="years",
            blank="no target",
            minimum=0,
        ),
        Column(
            "Recovery rule",
            Kind.CHOICE,
            "required = a cluster that misses the target is not paid for (a pool must meet it), "
            "report = it is only shown.",
            blank="required where there is a target",
            choices=("required", "report"),
        ),
        Column(
            "Maximum share of a cluster",
            Kind.FRACTION,
            "Largest part of a cluster that it pays; those of all sources add up to 1 or more.",
            unit="of capital",
            default=1.0,
            minimum=0,
            maximum=1,
        ),
        Column(
            "Pays for site preparation",
            Kind.FLAG,
            "Whether site preparation may be called from it; where no source pays, the host does.",
            default=True,
        ),
        SOURCE_NOTE,
        NOTES,
    ),
    required=True,
    key=("Source",),
)

FUNDING_CALLS = Sheet(
    "Funding calls",
    "What a source can pay per period, from a period on.",
    (
        FUNDING_SOURCE,
        Column("From", Kind.DATE, "Any date in the first period it holds for.", required=True),
        Column(
            "Maximum call (USD m/period)",
            Kind.NUMBER,
            "Most that can be called in a period.",
            unit="USD m/period",
            blank="no limit from there on",
            minimum=0,
        ),
        Column(
            "Carry forward",
            Kind.FLAG,
            "Whether what is not called may be called later.",
            default=False,
        ),
        SOURCE_NOTE,
        NOTES,
    ),
    key=("Source", "From"),
)

SECTOR_LIMITS = Sheet(
    "Sector limits",
    "Least and most that a source pays for the clusters of a sector, over all periods; site "
    "preparation does not count.",
    (
        FUNDING_SOURCE,
        Column(
            "Sector",
            Kind.TEXT,
            "A sector of Clusters, spelled as there.",
            required=True,
            offers=("Clusters", "Sector"),
        ),
        Column(
            "Minimum (USD m)",
            Kind.NUMBER,
            "Least that is called for it.",
            unit="USD m",
            default=0.0,
            minimum=0,
        ),
        Column(
            "Maximum (USD m)",
            Kind.NUMBER,
            "Most that is called for it.",
            unit="USD m",
            blank="no limit",
            minimum=0,
        ),
        SOURCE_NOTE,
        NOTES,
    ),
    key=("Source", "Sector"),
)
