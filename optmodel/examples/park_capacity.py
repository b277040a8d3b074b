"""What outside parties can carry: power in steps, builders and markets of the industrial parks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from optmodel.examples.source_tables import Row, amount, by_key, source_table

FIRST_YEAR, LAST_YEAR = 2027, 2035
"""Years of the demand scenarios that the calendar of the parks knows; the last one lasts."""
INDEX_BASE = 100.0
"""The index of demand in 2025."""


def site_supply_rows() -> list[Row]:
    """The rows of Site supply: what a site has from which day on."""
    sites = by_key(source_table("facts_sites"), "site")
    return [
        {
            "Site": line["site"],
            "Resource": line["resource"],
            "From": date.fromisoformat(line["from"]),
            "Available": amount(line["available"]),
            "Source": sites[line["facts_site"]]["source"],
            "Notes": f"estimate: {line['basis']}; {sites[line['facts_site']]['power_basis']}",
        }
        for line in source_table("site_supply")
    ]


def construction_rows() -> list[Row]:
    """The rows of Construction."""
    return [
        {
            "Resource": line["resource"],
            "From": date.fromisoformat(line["from"]),
            "Capacity": amount(line["capacity"]),
            "Notes": f"estimate: {line['basis']}",
        }
        for line in source_table("construction")
    ]


def construction_use_rows(clusters: Sequence[Row]) -> list[Row]:
    """The rows of Construction use: the same in every period of a cluster's build."""
    build = {str(row["Cluster"]): int(str(row["Build (periods)"])) for row in clusters}
    return [
        _construction_use_row(line, cluster, build[cluster])
        for line in source_table("construction_use")
        for cluster in line["clusters"].split()
        if cluster in build
    ]


def market_rows() -> list[Row]:
    """The rows of Markets: a share of what the country needs, growing with the base case.

    Need of 2025 x index of the year / 100 x share that one program can sell.
    """
    years = {int(line["year"]): line for line in source_table("facts_demand")}
    return [
        {
            "Product": line["product"],
            "From": date(year, 1, 1),
            "Maximum output (units/year)": round(
                amount(line["need_2025_year"])
                * amount(years[year]["index_hyperscaler_capex_2025_100"])
                / INDEX_BASE
                * amount(line["share"]),
                2,
            ),
            "Notes": f"estimate: {line['basis']}; grown with the base case of demand "
            f"({years[year]['anchor']}), of which the program sells {amount(line['share']):.0%} "
            "at most",
        }
        for line in source_table("markets")
        for year in range(FIRST_YEAR, LAST_YEAR + 1)
    ]


def _construction_use_row(line: dict[str, str], cluster: str, build: int) -> Row:
    steps = {f"Step {step}": amount(line["use"]) for step in range(1, build + 1)}
    return {
        "Cluster": cluster,
        "Resource": line["resource"],
        **steps,
        "Notes": f"estimate: {line['basis']}",
    }
