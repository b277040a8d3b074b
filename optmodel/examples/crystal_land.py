"""The original trillion-dollar city on one site north of Phoenix, everything marked fund."""

from __future__ import annotations

from optmodel.examples import us_japan_pledge
from optmodel.examples.source_tables import Row, Sheets, amount, by_key, source_table

SITE_FACTS = "BLM Phoenix District (illustrative, no parcel selected)"


def settings() -> Row:
    """As for Japan's pledge, without price growth, so that what is missing is a round figure."""
    return us_japan_pledge.settings() | {
        "Plan name": "crystal-land",
        "Revenue escalation": 0,
        "Cost escalation": 0,
        "Capex escalation": 0,
        "Tax rate": 0,
        "Maximum sites": None,
        "Maximum starts per period": None,
    }


def sheets() -> Sheets:
    """The city, its one site, the pledge and the capital beside it."""
    return {
        "Clusters": [_cluster(district) for district in source_table("districts")],
        "Sites": [_site()],
        "Funding": [_pledge(), _external_capital()],
    }


def _cluster(district: dict[str, str]) -> Row:
    return {
        "Cluster": district["cluster"],
        "Name": district["name"],
        "Sector": district["sector"],
        "Product": district["name"],
        "Stage": "City",
        "Decision": "fund",
        "Copies": int(district["copies"]),
        "Capex (USD m)": amount(district["capex_musd"]),
        "Build (periods)": int(district["build_quarters"]),
        "Revenue (USD m/year)": amount(district["revenue_musd_year"]),
        "Operating cost (USD m/year)": amount(district["operating_cost_musd_year"]),
        "Land (acres)": amount(district["land_acres"]),
        "Jobs": amount(district["jobs"]),
        "Operator": "SoftBank (superseded concept)",
        "Taxable owner": "no",
        "Source": "the press report of 2025-12-04 (Observer News, after the Wall Street Journal)",
        "Notes": f"estimate: {district['basis']}; the concept named USD 1 trillion and no parts",
    }


def _site() -> Row:
    fact = by_key(source_table("facts_sites"), "site")[SITE_FACTS]
    return {
        "Site": "PHX",
        "Name": "Federal desert north of Phoenix",
        "State": fact["state"],
        "Latitude": float(fact["lat"]),
        "Longitude": float(fact["lon"]),
        "Owner": fact["owner_class"],
        "Decision": "open",
        "Land (acres)": 300_000,
        "Source": fact["source"],
        "Notes": "estimate: about the area of Los Angeles, as the concept said; permit, power and "
        "water are taken as in hand, so that what is missing is money alone",
    }


def _pledge() -> Row:
    pledge = dict(us_japan_pledge.sheets()["Funding"][0])
    return pledge | {
        "Recovery rule": "report",
        "Notes": "The pledge as it stands: 550,000 less 36,000 selected. Recovery is reported, and "
        "there is no limit on calls, so that what is missing is the pledge alone.",
    }


def _external_capital() -> Row:
    """Describe what pays for the rest, by the return that it would ask for."""
    return {
        "Source": "External",
        "Name": "External capital: funds and lenders beside the pledge",
        "Commitment (USD m)": 500_000,
        "Draw": "as spent",
        "Share before recovery": 0.7,
        "Share after recovery": 0.2,
        "Deemed rate": 0.1,
        "Interest from": "call",
        "Vehicle": "cluster",
        "Recovery rule": "report",
        "Source note": "https://www.theenergymag.com/news/2026-03-24/softbank-doe-ohio-ai-power",
        "Notes": "estimate: nobody has offered it. 500,000 is what SoftBank has spoken of for its "
        "campus in Ohio; 70 % of the cash until it has 10 % a year, then 20 %, is what private "
        "capital would ask for at the risk of a new city.",
    }
