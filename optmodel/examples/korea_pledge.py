"""The same parks under Korea's terms: one pool, chosen by January 2029, 20 bn a year."""

from __future__ import annotations

from datetime import date

from optmodel.examples import us_japan_pledge
from optmodel.examples.industrial_parks import park_sheets
from optmodel.examples.source_tables import Row, Sheets, amount


def settings() -> Row:
    """As for Japan's pledge, under its own name."""
    return us_japan_pledge.settings() | {"Plan name": "korea-pledge", "Optimality gap": 0.02}


def sheets() -> Sheets:
    """The parks and the terms of the pledge."""
    return {**park_sheets(), "Funding": [_pledge()], "Funding calls": [_yearly_cap()]}


def _pledge() -> Row:
    facts = us_japan_pledge.pledge_facts("Korea")
    return {
        "Source": "Korea",
        "Name": "Korea's pledge: the part paid in cash",
        "Commitment (USD m)": 1000 * amount(facts["directed_cash_bn_usd"]),
        "Last commitment": date(2029, 1, 31),
        "Draw": "as spent",
        "Notice (business days)": 45,
        "Share before recovery": 0.5,
        "Share after recovery": 0.1,
        "Deemed rate": 0.055,
        "Interest from": "call",
        "Vehicle": "pooled",
        "Recovery target (years)": 20,
        "Recovery rule": "required",
        "Pays for site preparation": "yes",
        "Source note": facts["source"],
        "Notes": "Of 350,000 in all, 150,000 is shipbuilding and not here. Chosen by January 2029, "
        "paid after it, so there is no last call. Korea's umbrella vehicle pools the risk of its "
        "projects, so one balance is kept for all of them. "
        "estimate: 5.5 % deemed rate as for Japan; 20 years as a requirement, because "
        "only commercially reasonable projects are taken and the shares may be renegotiated "
        "where principal and interest are not back in 20 years.",
    }


def _yearly_cap() -> Row:
    facts = us_japan_pledge.pledge_facts("Korea")
    return {
        "Source": "Korea",
        "From": date(2027, 1, 1),
        "Maximum call (USD m/period)": 1000 * amount(facts["annual_cap_bn_usd"]) / 4,
        "Carry forward": "no",
        "Source note": facts["source"],
        "Notes": "At most 20,000 a year, a quarter of it each quarter; unused room is not carried "
        "forward, because the cap protects the won in every year.",
    }
