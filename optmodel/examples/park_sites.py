"""Candidate sites of the industrial parks: federal land as published, and what was estimated."""

from __future__ import annotations

from optmodel.examples.permit_time import remaining_months
from optmodel.examples.source_tables import Row, amount, by_key, filled, number, source_table

OWN_PERMIT = "own"
"""Route of a site whose permit times stand in ``sites.csv`` itself."""


def site_rows() -> list[Row]:
    """The rows of Sites for quarters."""
    facts = by_key(source_table("facts_sites"), "site")
    routes = by_key(source_table("facts_permits"), "route")
    return [
        _site_row(spec, facts.get(spec["facts_site"], {}), routes) for spec in source_table("sites")
    ]


def placement_rows(known: set[str]) -> list[Row]:
    """The rows of Placement: every cluster of a line at every site of the line.

    Lines about the same pair are joined into one row, because the contract has one row a pair.

    Parameters
    ----------
    known
        Ids of the clusters that are in the workbook; pairs of others are left out.
    """
    pairs: dict[tuple[str, str], Row] = {}
    for line in source_table("placement"):
        for cluster in line["clusters"].split():
            for site in line["sites"].split():
                if cluster in known:
                    row = pairs.setdefault((cluster, site), {"Cluster": cluster, "Site": site})
                    _join(row, line)
    return list(pairs.values())


def _join(row: Row, line: dict[str, str]) -> None:
    """Add what a line says to the row of a pair."""
    note = f"estimate: {line['basis']}"
    row |= filled(
        {
            "Allowed": line["allowed"],
            "Extra capex (USD m)": number(line["extra_capex_musd"]),
            "Extra margin (USD m/year)": number(line["extra_margin_musd_year"]),
            "Land (acres)": number(line["land_acres"]),
            "Power (MW)": number(line["power_mw"]),
            "Water (mgd)": number(line["water_mgd"]),
        }
    )
    row["Notes"] = f"{row['Notes']}; {note}" if "Notes" in row else note


def _site_row(spec: dict[str, str], fact: dict[str, str], routes: dict[str, dict[str, str]]) -> Row:
    median, p80, permit_note = _permit(spec, routes)
    return filled(
        {
            "Site": spec["site"],
            "Name": spec["name"],
            "State": fact.get("state", spec["state"]),
            "Latitude": number(fact.get("lat", spec["latitude"])),
            "Longitude": number(fact.get("lon", spec["longitude"])),
            "Owner": fact.get("owner_class", spec["owner"]),
            "Decision": spec["decision"],
            "Land (acres)": amount(spec["land_acres"]),
            "Power (MW)": number(spec["power_mw"]),
            "Water (mgd)": number(spec["water_mgd"]),
            "Workers": number(spec["workers"]),
            "Permit median (months)": median,
            "Permit P80 (months)": p80,
            "Preparation cost (USD m)": amount(spec["preparation_musd"]),
            "Preparation (periods)": int(spec["preparation_quarters"]),
            "Capex factor": amount(spec["capex_factor"]),
            "Operating cost factor": amount(spec["operating_cost_factor"]),
            "Land rent (USD/acre/year)": amount(spec["land_rent_usd_acre_year"]),
            "Maximum clusters": number(spec["maximum_clusters"]),
            "Source": fact.get("source", spec["source"]),
            "Notes": _notes(spec, fact, permit_note),
        }
    )


def _permit(
    spec: dict[str, str], routes: dict[str, dict[str, str]]
) -> tuple[float | None, float | None, str]:
    """Median and P80 in months from January 2027, and where they come from."""
    if spec["permit_route"] == OWN_PERMIT:
        return number(spec["permit_median_months"]), number(spec["permit_p80_months"]), ""
    route = routes[spec["permit_route"]]
    elapsed = amount(spec["months_elapsed"])
    median, p80 = _whole_route(spec, route)
    left = remaining_months(median, p80, elapsed)
    passed = f", what is left after the {elapsed:g} months that have passed" if elapsed else ""
    note = (
        f"permit route '{spec['permit_route']}', {median:g} months median and {p80:g} P80"
        f"{passed} ({route['sourced_or_estimate']}, {route['source']})"
    )
    return round(left[0], 1), round(left[1], 1), note


def _whole_route(spec: dict[str, str], route: dict[str, str]) -> tuple[float, float]:
    """Months of the whole route: the site's own figures where it has them."""
    return (
        amount(spec["permit_median_months"] or route["median_months"]),
        amount(spec["permit_p80_months"] or route["p80_months"]),
    )


def _notes(spec: dict[str, str], fact: dict[str, str], permit_note: str) -> str:
    """What is estimated, and what the facts say about acres, power and water."""
    published = "; ".join(
        text
        for text in (
            _published("acres", fact.get("acres_available", ""), fact.get("acres_basis", "")),
            _published(
                "MW", fact.get("power_mw_available_or_planned", ""), fact.get("power_basis", "")
            ),
        )
        if text
    )
    parts = (
        f"estimate: {spec['basis']}; preparation cost, factors and rent are estimates",
        f"published: {published}" if published else "",
        permit_note,
    )
    return ". ".join(part for part in parts if part) + "."


def _published(what: str, figure: str, basis: str) -> str:
    return f"{figure} {what} ({basis})" if figure else ""
