"""The sheet Lookups: input rows as tables that formulas can look things up in."""

from __future__ import annotations

from optmodel.results.layout import Report, Sheet


def lookups(report: Report) -> Sheet:
    """Describe the sheet Lookups."""
    model = report.model.core
    tables, profiles = model.lookups, model.lookups.profiles
    blocks = [
        model.settings.table.block("Settings"),
        model.sources.table.block("Terms of the funding sources"),
        tables.clusters.block("Clusters"),
        tables.sites.block("Sites"),
        tables.pairs.block("Placement"),
        tables.operators.block("Operators"),
        tables.fits.block("Candidates to operate clusters"),
        profiles.ramps.block("Ramps of revenue"),
        profiles.spends.block("Spending of capex by period from the start"),
        *(curve.block("Capex profiles, stretched to builds") for curve in profiles.curves),
    ]
    blocks.append(model.holidays.block("Federal holidays of the United States, as observed"))
    if profiles.cash is not None:
        blocks.append(profiles.cash.block("Cash flows as given"))
    return Sheet(
        "Lookups",
        "Lookups",
        "The input as tables that formulas look things up in. Every figure is a formula that"
        " refers to its cell on the sheet Inputs.",
        tuple(blocks),
        frozen_columns=1,
    )
