"""Sheets about outside capacity: Construction, Construction use, Markets, Operators and fit."""

from __future__ import annotations

from optmodel.workbook.schema.column import NOTES, SOURCE, Column, Kind, Sheet, cluster_reference

CONSTRUCTION = Sheet(
    "Construction",
    "What there is of a construction resource per period, from a period on until its next row; no "
    "limit before the first.",
    (
        Column("Resource", Kind.ID, "Name of the construction resource.", required=True),
        Column("From", Kind.DATE, "Any date in the first period it holds for.", required=True),
        Column(
            "Capacity",
            Kind.NUMBER,
            "Available per period.",
            unit="units/period",
            required=True,
            minimum=0,
        ),
        SOURCE,
        NOTES,
    ),
    key=("Resource", "From"),
)

CONSTRUCTION_USE = Sheet(
    "Construction use",
    "Use of a construction resource by period from the start of a cluster.",
    (
        cluster_reference(),
        Column(
            "Resource",
            Kind.REFERENCE,
            "The construction resource.",
            required=True,
            refers_to=("Construction", "Resource"),
        ),
        Column(
            "Step",
            Kind.NUMBER,
            "Use of each copy in each period from the start; may run on after the build.",
            unit="units/period",
            blank="0",
            minimum=0,
            numbered_from=1,
            spare=12,
        ),
        SOURCE,
        NOTES,
    ),
    key=("Cluster", "Resource"),
)

MARKETS = Sheet(
    "Markets",
    "Most of a product that can be sold, from a period on until its next row; no limit before the "
    "first.",
    (
        Column(
            "Product",
            Kind.TEXT,
            "A product of Clusters, spelled as there.",
            required=True,
            offers=("Clusters", "Product"),
        ),
        Column("From", Kind.DATE, "Any date in the first period it holds for.", required=True),
        Column(
            "Maximum output (units/year)",
            Kind.NUMBER,
            "Most output, with the ramp, of all clusters of the product together.",
            unit="units/year",
            required=True,
            minimum=0,
        ),
        SOURCE,
        NOTES,
    ),
    key=("Product", "From"),
)

OPERATORS = Sheet(
    "Operators",
    "Companies that may run clusters, and how much each can carry.",
    (
        Column("Operator", Kind.ID, "Short name of the company.", required=True),
        Column(
            "Status",
            Kind.CHOICE,
            "How far talks have come; a declined operator runs nothing, the others may.",
            default="in talks",
            choices=("committed", "in talks", "declined"),
        ),
        Column(
            "Maximum clusters",
            Kind.WHOLE,
            "Most clusters that it can run; each copy counts one.",
            unit="clusters",
            blank="no limit",
            minimum=0,
        ),
        Column(
            "Maximum capital (USD m)",
            Kind.NUMBER,
            "Most capital (capex less support) of all clusters that it runs.",
            unit="USD m",
            blank="no limit",
            minimum=0,
        ),
        SOURCE,
        NOTES,
    ),
    key=("Operator",),
)

OPERATOR_FIT = Sheet(
    "Operator fit",
    "Which operators can run a cluster; a funded cluster with rows here has exactly one of them.",
    (
        cluster_reference(),
        Column(
            "Operator",
            Kind.REFERENCE,
            "The operator.",
            required=True,
            refers_to=("Operators", "Operator"),
        ),
        Column(
            "Extra capex (USD m)",
            Kind.NUMBER,
            "Added to capex under this operator, spread as capex; no site factor.",
            unit="USD m",
            default=0.0,
            minimum=0,
        ),
        Column(
            "Extra operating cost (USD m/year)",
            Kind.NUMBER,
            "Added to operating cost under this operator; no site factor.",
            unit="USD m/year",
            default=0.0,
            minimum=0,
        ),
        SOURCE,
        NOTES,
    ),
    key=("Cluster", "Operator"),
)
