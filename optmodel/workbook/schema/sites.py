"""Sheets about sites: Sites, Site supply and Placement."""

from __future__ import annotations

from optmodel.workbook.schema.column import NOTES, SOURCE, Column, Kind, Sheet, cluster_reference

SITES = Sheet(
    "Sites",
    "One row per candidate site (parcel of land).",
    (
        Column("Site", Kind.ID, "Short name that other sheets refer to.", required=True),
        Column("Name", Kind.TEXT, "Full name, for reports."),
        Column("State", Kind.TEXT, "State, for targets and reports."),
        Column("Latitude", Kind.NUMBER, "North.", unit="degrees", minimum=-90, maximum=90),
        Column("Longitude", Kind.NUMBER, "East.", unit="degrees", minimum=-180, maximum=180),
        Column("Owner", Kind.TEXT, "Who owns the land."),
        Column(
            "Decision",
            Kind.CHOICE,
            "free = the model decides, open = is opened, closed = is not.",
            default="free",
            choices=("free", "open", "closed"),
        ),
        Column(
            "Land (acres)",
            Kind.NUMBER,
            "Land that clusters may use.",
            unit="acres",
            required=True,
            minimum=0,
        ),
        Column(
            "Power (MW)", Kind.NUMBER, "Power on offer.", unit="MW", blank="no limit", minimum=0
        ),
        Column(
            "Water (mgd)", Kind.NUMBER, "Water on offer.", unit="mgd", blank="no limit", minimum=0
        ),
        Column(
            "Workers", Kind.NUMBER, "Workers on offer.", unit="people", blank="no limit", minimum=0
        ),
        Column(
            "Permit median (months)",
            Kind.NUMBER,
            "Permit time that is met half of the time, from the first period.",
            unit="months",
            blank="permit in hand",
            minimum=0,
        ),
        Column(
            "Permit P80 (months)",
            Kind.NUMBER,
            "Permit time that is met four times in five.",
            unit="months",
            blank="permit in hand",
            minimum=0,
        ),
        Column(
            "Preparation cost (USD m)",
            Kind.NUMBER,
            "Cost of opening the site.",
            unit="USD m",
            default=0.0,
            minimum=0,
        ),
        Column(
            "Preparation (periods)",
            Kind.WHOLE,
            "Periods from the opening to the first possible start.",
            unit="periods",
            default=0,
            minimum=0,
            maximum=1200,
        ),
        Column(
            "Capex factor",
            Kind.NUMBER,
            "Multiplies capex here.",
            unit="times",
            default=1.0,
            minimum=0,
        ),
        Column(
            "Operating cost factor",
            Kind.NUMBER,
            "Multiplies operating cost here.",
            unit="times",
            default=1.0,
            minimum=0,
        ),
        Column(
            "Land rent (USD/acre/year)",
            Kind.NUMBER,
            "Rent paid while operating, in dollars (not millions).",
            unit="USD/acre/year",
            default=0.0,
            minimum=0,
        ),
        Column(
            "Maximum clusters",
            Kind.WHOLE,
            "Most clusters at the site.",
            unit="clusters",
            blank="no limit",
            minimum=0,
        ),
        SOURCE,
        NOTES,
    ),
    required=True,
    key=("Site",),
)

SITE_SUPPLY = Sheet(
    "Site supply",
    "What a site offers of a resource from a period on, until its next row; before the first row "
    "Sites holds, and for a further resource no limit.",
    (
        Column("Site", Kind.REFERENCE, "The site.", required=True, refers_to=("Sites", "Site")),
        Column(
            "Resource",
            Kind.TEXT,
            "Land, Power, Water, Workers, or the NAME of a `Use: NAME` column in Clusters.",
            required=True,
            offered=("Land", "Power", "Water", "Workers"),
        ),
        Column("From", Kind.DATE, "Any date in the first period it holds for.", required=True),
        Column(
            "Available",
            Kind.NUMBER,
            "What is on offer, in the unit of the resource.",
            unit="units",
            required=True,
            minimum=0,
        ),
        SOURCE,
        NOTES,
    ),
    key=("Site", "Resource", "From"),
)

PLACEMENT = Sheet(
    "Placement",
    "What differs for a cluster at a site; a pair without a row is allowed, as in Clusters.",
    (
        cluster_reference(),
        Column("Site", Kind.REFERENCE, "The site.", required=True, refers_to=("Sites", "Site")),
        Column("Allowed", Kind.FLAG, "Whether it may stand there.", default=True),
        Column(
            "Extra capex (USD m)",
            Kind.NUMBER,
            "Added to its capex here.",
            unit="USD m",
            default=0.0,
            minimum=0,
        ),
        Column(
            "Extra margin (USD m/year)",
            Kind.NUMBER,
            "Added to its margin here while operating.",
            unit="USD m/year",
            default=0.0,
            minimum=0,
        ),
        Column(
            "Land (acres)",
            Kind.NUMBER,
            "Land used here.",
            unit="acres",
            blank="as in Clusters",
            minimum=0,
        ),
        Column("Power (MW)", Kind.NUMBER, "Power used here.", unit="MW", blank="as in Clusters"),
        Column("Water (mgd)", Kind.NUMBER, "Water used here.", unit="mgd", blank="as in Clusters"),
        Column("Workers", Kind.NUMBER, "Workers used here.", unit="people", blank="as in Clusters"),
        SOURCE,
        NOTES,
    ),
    key=("Cluster", "Site"),
)
