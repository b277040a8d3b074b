"""The industrial parks under Japan's pledge: USD 550 bn, called by 19 January 2029."""

from __future__ import annotations

from datetime import date

from optmodel.examples.industrial_parks import park_sheets
from optmodel.examples.park_operators import (
    operator_fit_rows,
    operator_rows,
    without_operator,
)
from optmodel.examples.source_tables import Row, Sheets, amount, by_key, source_table

DEADLINE = date(2029, 1, 19)
"""Money moves "from time to time" until then."""


def settings() -> Row:
    """The sheet Settings; docs/examples.md gives the reason of each value."""
    return {
        "Plan name": "us-japan-pledge",
        "First period": date(2027, 1, 1),
        "Months per period": 3,
        "Decision periods": 9,
        "Horizon periods": 100,
        "Discount rate": 0.08,
        "Discount timing": "middle",
        "Perspective": "Program",
        "Revenue escalation": 0.02,
        "Cost escalation": 0.02,
        "Capex escalation": 0.03,
        "Tax rate": 0.21,
        "Permit confidence": 0.6,
        "Maximum sites": 16,
        "Maximum starts per period": 30,
        "Payback measured from": "first spend",
        "Optimality gap": 0.003,
        "Time limit": 300,
        "Threads": 2,
        "Random seed": 0,
    }


def sheets() -> Sheets:
    """The parks, who could run them, and the terms of the pledge."""
    parks = park_sheets()
    fits = operator_fit_rows({str(row["Cluster"]) for row in parks["Clusters"]})
    return {
        **parks,
        "Clusters": without_operator(parks["Clusters"], fits),
        "Operators": operator_rows(),
        "Operator fit": fits,
        "Funding": [_pledge()],
        "Funding calls": _yearly_capacity(),
    }


def selected_musd() -> float:
    """What the President has selected so far, USD m."""
    amounts = (
        float(row["amount_bn_usd"])
        for row in source_table("facts_allocations")
        if row["stage"] == "selected by the President"
    )
    return round(sum(amounts) * 1000, 1)


def pledge_facts(country: str) -> dict[str, str]:
    """What is published about a country's pledge."""
    return by_key(source_table("facts_pledges"), "pledge")[country]


def _pledge() -> Row:
    facts = pledge_facts("Japan")
    return {
        "Source": "Japan",
        "Name": "Japan's pledge: JBIC loans and equity, NEXI-covered bank loans",
        "Commitment (USD m)": 1000 * amount(facts["directed_cash_bn_usd"]),
        "Already committed (USD m)": selected_musd(),
        "Last commitment": DEADLINE,
        "Last call": DEADLINE,
        "Draw": "at start",
        "Notice (business days)": 45,
        "Share before recovery": 0.5,
        "Share after recovery": 0.1,
        "Deemed rate": 0.055,
        "Interest from": "call",
        "Vehicle": "cluster",
        "Recovery target (years)": 20,
        "Recovery rule": "required",
        "Pays for site preparation": "yes",
        "Source note": facts["source"],
        "Notes": "36,000 are selected: Portsmouth gas 33,300, GulfLink 2,100, diamond 600. Shares "
        "and notice sourced. estimate: 5.5 % deemed rate; interest from the call, because the "
        "memorandum pays back principal and accrued interest; drawn at start, because the money "
        "moves by 19 January 2029 and the lending facility ends in March 2029; 20 years as a "
        "requirement, because the lenders may not lend at a loss (Korea's terms name 20 years).",
    }


def _yearly_capacity() -> list[Row]:
    """What Japan's lenders can pay a quarter; carried forward inside a fiscal year.

    JBIC's plan for fiscal 2026 is JPY 8.58 tn, of which about 1.5 tn is its usual business;
    7.08 tn at 152.7 are USD 46.4 bn, a third of each investment, so 139 bn a year or 34.8 bn a
    quarter; the 33.8 bn selected but not yet lent take 3.8 bn of that a quarter.
    """
    basis = (
        "estimate: JBIC plan JPY 8.58 tn less 1.5 tn of usual business, at 152.7, a third of each "
        "investment: 34,800 a quarter, less 3,800 for what is selected already. "
    )
    years = (
        (date(2027, 1, 1), "no", "Last quarter of fiscal 2026, its budget ends in March."),
        (date(2027, 4, 1), "yes", "Fiscal 2027: what a quarter does not use, the next one may."),
        (date(2028, 4, 1), "no", "First quarter of fiscal 2028: nothing comes over from 2027."),
        (date(2028, 7, 1), "yes", "Rest of fiscal 2028, to the deadline."),
    )
    return [
        {
            "Source": "Japan",
            "From": day,
            "Maximum call (USD m/period)": 31_000,
            "Carry forward": carry,
            "Source note": "https://forincs.com/headlinet.php?src=eco%2F2025122600226.xml",
            "Notes": basis + words,
        }
        for day, carry, words in years
    ]
