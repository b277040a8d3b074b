"""Candidate clusters of the industrial parks, from factory templates and estimates."""

from __future__ import annotations

from datetime import date
from math import ceil

from optmodel.examples.source_tables import Row, amount, by_key, filled, number, source_table

MONTHS_PER_QUARTER = 3

FACTS_COLUMNS = {
    "capex_musd": "capex_musd",
    "sales_musd_year": "annual_revenue_musd_or_estimate",
    "ebitda_margin": "ebitda_margin",
    "build_months": "build_months",
    "land_acres": "acres",
    "power_mw": "power_mw",
    "water_mgd": "water_mgd",
    "jobs": "jobs",
}
"""Column of ``clusters.csv`` to the column of the facts that it stands in for, where blank."""


def cluster_rows(*, on_market_terms: bool = False) -> list[Row]:
    """The rows of Clusters for quarters.

    Parameters
    ----------
    on_market_terms
        Without the offtake prices above the template and without support.
    """
    facts = _facts()
    market = {"offtake_premium": "", "support": ""} if on_market_terms else {}
    return [
        _cluster_row(spec | market, facts[spec["facts_row"]]) for spec in source_table("clusters")
    ]


def profile_rows() -> list[Row]:
    """The rows of Profiles: capex as S-curves, ramps by year repeated for its quarters."""
    rows: list[Row] = []
    for spec in source_table("profiles"):
        row: Row = {"Profile": spec["profile"], "Kind": spec["kind"]}
        for step, share in enumerate(spec["steps"].split(), start=1):
            row[f"Step {step}"] = float(share)
        rows.append({**row, "Notes": spec["basis"]})
    return rows


def _facts() -> dict[str, dict[str, str]]:
    """Rows of facts by the name of the plant (factories) or of the project (candidates)."""
    factories = by_key(source_table("facts_factories"), "example_plant")
    return factories | by_key(source_table("facts_candidates"), "name")


def _figure(spec: dict[str, str], fact: dict[str, str], column: str) -> float:
    """A figure of one plant: the estimate of this project where given, else the fact."""
    return amount(spec[column] or fact[FACTS_COLUMNS[column]])


def _cluster_row(spec: dict[str, str], fact: dict[str, str]) -> Row:
    """One row of Clusters.

    Sales are entered net of the costs that move with output (material, fuel, bought parts), so
    that a plant in its ramp neither buys nor sells what it does not make; operating cost is
    what is left and is paid in full from the first day. At full output the difference is EBITDA.
    """
    plants = int(spec["plants"])
    sales, cost = _sales_and_cost(spec, fact)
    moving = cost * amount(spec["moving_cost_share"])
    premium = number(spec["offtake_premium"]) or 0.0
    return filled(
        {
            "Cluster": spec["cluster"],
            "Name": spec["name"],
            "Sector": spec["sector"],
            "Product": spec["product"],
            "Stage": f"Stage {spec['stage']}",
            "Copies": int(spec["copies"]),
            "Capex (USD m)": plants * _figure(spec, fact, "capex_musd"),
            "Build (periods)": ceil(_figure(spec, fact, "build_months") / MONTHS_PER_QUARTER),
            "Capex profile": spec["capex_profile"],
            "Revenue (USD m/year)": round(plants * (sales * (1 + premium) - moving), 2),
            "Operating cost (USD m/year)": round(plants * (cost - moving), 2),
            "Sustaining capex (% of capex/year)": amount(spec["sustaining_capex_year"]),
            "Ramp profile": spec["ramp_profile"],
            "Life (years)": amount(spec["life_years"]),
            "Land (acres)": plants * _figure(spec, fact, "land_acres"),
            "Power (MW)": plants * _figure(spec, fact, "power_mw"),
            "Water (mgd)": round(plants * _figure(spec, fact, "water_mgd"), 3),
            "Workers": plants * _figure(spec, fact, "jobs"),
            "Jobs": plants * _figure(spec, fact, "jobs"),
            "Output (units/year)": plants * amount(spec["output_year"]),
            "Output unit": spec["output_unit"],
            "Maximum payback (years)": number(spec["maximum_payback_years"]),
            "Earliest start": _day(spec["earliest_start"]),
            "Site": spec["site"],
            "Operator": spec["operator"],
            "Support (% of capex)": number(spec["support"]),
            "Taxable owner": spec["taxable_owner"],
            "Source": fact["source"],
            "Notes": _notes(spec, fact, sales, cost),
        }
    )


def _sales_and_cost(spec: dict[str, str], fact: dict[str, str]) -> tuple[float, float]:
    """Yearly sales of one plant at the template's prices and all its cost, USD m."""
    sales = _figure(spec, fact, "sales_musd_year")
    return sales, sales * (1 - _figure(spec, fact, "ebitda_margin"))


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _notes(spec: dict[str, str], fact: dict[str, str], sales: float, cost: float) -> str:
    """How the row was made, in words; an estimate says so."""
    plants = int(spec["plants"])
    block = f"{plants} plants, each: " if plants > 1 else ""
    moving = amount(spec["moving_cost_share"])
    premium = number(spec["offtake_premium"])
    price = f" sold {premium:.0%} above it under offtake contracts," if premium else ""
    return (
        f"estimate: {spec['basis']}. From facts row '{spec['facts_row']}' "
        f"({_mark(fact)}). {block}sales {sales:g} at the template's price,{price} cost {cost:g}; "
        f"{moving:.0%} of the cost moves with output and is taken off revenue here; "
        f"blank-in-source figures are estimates."
    )


def _mark(fact: dict[str, str]) -> str:
    """Whether the facts call the row sourced or estimated."""
    return fact.get("sourced_or_estimate") or fact.get("amount_basis") or ""
