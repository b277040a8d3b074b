"""Rows about sources and targets that cannot be meant."""

from __future__ import annotations

from datetime import date

from openpyxl import Workbook

from tests.messages.case import fill, in_workbook, put


@in_workbook("E218", "Funding!P5")
def recovery_without_years(book: Workbook) -> None:
    """Recovery is required and the years are blank."""
    put(book, "Funding", 5, {"Recovery rule": "required"})


@in_workbook("E220", "Funding!G6")
def swapped_calls(book: Workbook) -> None:
    """First and last call are swapped."""
    put(book, "Funding", 6, {"First call": date(2031, 1, 1), "Last call": date(2028, 1, 1)})


@in_workbook("W220", "Funding!F6")
def calls_after_the_horizon(book: Workbook) -> None:
    """The first call is after the last period."""
    put(book, "Funding", 6, {"First call": date(2041, 1, 1)})


@in_workbook("E221", "Funding!D5")
def more_committed_than_there_is(book: Workbook) -> None:
    """A zero too many has slipped into the amount already committed."""
    put(book, "Funding", 5, {"Already committed (USD m)": 2500})


@in_workbook("E228", "Funding!Q5")
def shares_below_one(book: Workbook) -> None:
    """The pledge pays at most 30 percent and the bank at most 50."""
    put(book, "Funding", 5, {"Maximum share of a cluster": 0.3})


@in_workbook("E229", "Funding!J5")
def pool_never_repaid(book: Workbook) -> None:
    """The two shares of a pool are swapped."""
    shares = {"Share before recovery": 0, "Share after recovery": 0}
    put(book, "Funding", 5, shares | {"Share after recovery": 0.5, "Vehicle": "pooled"})


@in_workbook("W238", "Funding!E6")
def commitment_over_before_the_plan(book: Workbook) -> None:
    """The last commitment is before the first period."""
    put(book, "Funding", 6, {"Last commitment": date(2026, 6, 30)})


@in_workbook("W239", "Funding!Q6")
def largest_share_of_zero(book: Workbook) -> None:
    """The largest share of the bank is not known yet and 0 was typed."""
    put(book, "Funding", 6, {"Maximum share of a cluster": 0})


@in_workbook("W242", "Funding!K5")
def swapped_shares(book: Workbook) -> None:
    """The shares before and after recovery are swapped."""
    put(book, "Funding", 5, {"Share before recovery": 0.1, "Share after recovery": 0.5})


@in_workbook("E233", "Sector limits!C5")
def minimum_above_maximum(book: Workbook) -> None:
    """Minimum and maximum are swapped."""
    limits = {"Minimum (USD m)": 300, "Maximum (USD m)": 200}
    fill(book, "Sector limits", {"Source": "JPN", "Sector": "Optics"} | limits)


@in_workbook("W240", "Sector limits!C5")
def sector_limit_without_figure(book: Workbook) -> None:
    """The figures of a limit are to be filled in later."""
    fill(book, "Sector limits", {"Source": "JPN", "Sector": "Optics"})


@in_workbook("E234", "Targets!C5")
def filter_without_meaning(book: Workbook) -> None:
    """The target has a filter, and Filter by is blank."""
    target = {"Metric": "jobs", "Filter": "Optics", "Sense": "at least", "Amount": 100}
    fill(book, "Targets", target)


@in_workbook("E235", "Targets!E5")
def share_of_forty(book: Workbook) -> None:
    """A share of 40 is typed where 40% is meant."""
    of_optics = {"Metric": "jobs", "Filter by": "sector", "Filter": "Optics"}
    fill(book, "Targets", of_optics | {"Sense": "at least", "Amount": 40, "Amount is": "share"})


@in_workbook("W235", "Targets!E5")
def receipts_of_forty(book: Workbook) -> None:
    """Receipts of 40 are typed where 40% is meant; a price makes missing them possible."""
    fill(
        book,
        "Targets",
        {"Metric": "receipts", "Sense": "at least", "Amount": 40, "Strength": 0.1},
    )
