"""Sheets about outside capacity: Construction, Construction use, Markets, Operators and fit."""

from __future__ import annotations

from optmodel.workbook.schema.column import NOTES, SOURCE, Column, Kind, Sheet

CONSTRUCTION = Sheet(
    "Construction",
    "What there is of a construction resource, from a period on.",
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
    supported=False,
)

CONSTRUCTION_USE = Sheet(
    "Construction use",
    "Use of a construction resource by period from the start of a cluster.",
    (
        Column(
            "Cluster",
            Kind.REFERENCE,
            "The cluster.",
            required=True,
            refers_to=("Clusters", "Cluster"),
        ),
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
            "Use in each period from the start; may run on after the build.",
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
    supported=False,
)

MARKETS = Sheet(
    "Markets",
    "Most of a product that can be sold, from a period on.",
    (
        Column("Product", Kind.TEXT, "As in Clusters.", required=True),
        Column("From", Kind.DATE, "Any date in the first period it holds for.", required=True),
        Column(
            "Maximum output (units/year)",
            Kind.NUMBER,
            "Most output of all clusters together.",
            unit="units/year",
            required=True,
            minimum=0,
        ),
        SOURCE,
        NOTES,
    ),
    key=("Product", "From"),
    supported=False,
)

OPERATORS = Sheet(
    "Operators",
    "Companies that may run clusters, and how much each can carry.",
    (
        Column("Operator", Kind.ID, "Short name of the company.", required=True),
        Column(
            "Status",
            Kind.CHOICE,
            "How far talks have come; a declined operator is out.",
            default="in talks",
            choices=("committed", "in talks", "declined"),
        ),
        Column(
            "Maximum clusters",
            Kind.WHOLE,
            "Most clusters that it can run.",
            unit="clusters",
            blank="no limit",
            minimum=0,
        ),
        Column(
            "Maximum capital (USD m)",
            Kind.NUMBER,
            "Most capital that it can carry.",
            unit="USD m",
            blank="no limit",
            minimum=0,
        ),
        SOURCE,
        NOTES,
    ),
    key=("Operator",),
    supported=False,
)

OPERATOR_FIT = Sheet(
    "Operator fit",
    "Which operators can run a cluster; a funded cluster with rows here has exactly one of them.",
    (
        Column(
            "Cluster",
            Kind.REFERENCE,
            "The cluster.",
            required=True,
            refers_to=("Clusters", "Cluster"),
        ),
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
            "Added to capex under this operator.",
            unit="USD m",
            default=0.0,
            minimum=0,
        ),
        Column(
            "Extra operating cost (USD m/year)",
            Kind.NUMBER,
            "Added to operating cost under this operator.",
            unit="USD m/year",
            default=0.0,
            minimum=0,
        ),
        SOURCE,
        NOTES,
    ),
    key=("Cluster", "Operator"),
    supported=False,
)
