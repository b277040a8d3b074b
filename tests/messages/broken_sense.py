"""Figures that cannot be right together: units, control totals, dates."""

from __future__ import annotations

from datetime import date

from openpyxl import Workbook

from tests.messages.case import fill, in_workbook, put

CAPEX = {"Sheet": "Clusters", "Column": "Capex (USD m)"}


@in_workbook("E236", "Control totals!C5")
def row_lost(book: Workbook) -> None:
    """The books have a cluster of 80 that the workbook has not."""
    fill(book, "Control totals", {**CAPEX, "Total": 700})


@in_workbook("E237", "Control totals!B5")
def header_mistyped(book: Workbook) -> None:
    """The header is misspelled."""
    fill(book, "Control totals", {**CAPEX, "Column": "Capx (USD m)", "Total": 620})


@in_workbook("W301", "Clusters!K7")
def revenue_in_dollars(book: Workbook) -> None:
    """The revenue of a cluster is in dollars."""
    put(book, "Clusters", 7, {"Revenue (USD m/year)": 100_000_000})


@in_workbook("W302", "Sites!I5")
def kilowatts_of_a_site(book: Workbook) -> None:
    """The power of a site is in kW."""
    put(book, "Sites", 5, {"Power (MW)": 600_000})


@in_workbook("W303", "Funding!C5")
def dollars(book: Workbook) -> None:
    """The commitment is in dollars."""
    put(book, "Funding", 5, {"Commitment (USD m)": 1_000_000_000})


@in_workbook("W304", "Group rules!D5")
def year_mistyped(book: Workbook) -> None:
    """The year of a rule is 2082 instead of 2028."""
    fill(book, "Groups", {"Group": "first", "Cluster": "CAB-1"})
    rule = {"Group": "first", "Rule": "at most", "Count": 1, "By": date(2082, 1, 1)}
    fill(book, "Group rules", rule)


@in_workbook("W305", "Sites!P5")
def percent_of_the_usual_capex(book: Workbook) -> None:
    """The capex factor of a site is 95 instead of 0.95."""
    put(book, "Sites", 5, {"Capex factor": 95})


@in_workbook("W306", "Synergies!C5")
def synergy_in_dollars(book: Workbook) -> None:
    """What two clusters gain from each other is in dollars."""
    pair = {"Cluster A": "CAB-1", "Cluster B": "TUR-1"}
    fill(book, "Synergies", {**pair, "Benefit (USD m/year)": 5_000_000})


@in_workbook("W307", "Clusters!O7")
def life_in_months(book: Workbook) -> None:
    """The life of a cluster is in months."""
    put(book, "Clusters", 7, {"Life (years)": 240})


@in_workbook("W308", "Sites!R6")
def rent_in_millions(book: Workbook) -> None:
    """The rent of a site is in millions of dollars."""
    put(book, "Sites", 6, {"Land rent (USD/acre/year)": 0.0012})


@in_workbook("W309", "Cash flows!D5")
def cash_flow_in_dollars(book: Workbook) -> None:
    """The revenue of a cluster, period by period, is in dollars."""
    row = {"Cluster": "TUR-1", "Line": "revenue", "Period 0": 0, "Period 1": 100_000_000}
    fill(book, "Cash flows", row)
