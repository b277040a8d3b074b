"""Rows about clusters that contradict themselves: dates, profiles, dependencies, groups."""

from __future__ import annotations

from datetime import date

from openpyxl import Workbook

from tests.messages.case import fill, in_workbook, put, setting


@in_workbook("E201", "Settings!B9")
def short_horizon(book: Workbook) -> None:
    """The horizon is shorter than the time in which clusters may start."""
    setting(book, "Horizon periods", 2)


@in_workbook("E210", "Dependencies!B5")
def needs_itself(book: Workbook) -> None:
    """The cluster was chosen twice."""
    put(book, "Dependencies", 5, {"Needs": "CAB-1"})


@in_workbook("E211", "Dependencies!B5")
def circle(book: Workbook) -> None:
    """FIB-1 is to wait for CAB-1, which waits for FIB-1."""
    fill(book, "Dependencies", {"Cluster": "FIB-1", "Needs": "CAB-1"})


@in_workbook("W212", "Dependencies!B5")
def circle_without_wait(book: Workbook) -> None:
    """Each of two clusters is to start no earlier than the other."""
    put(book, "Dependencies", 5, {"Timing": "start"})
    fill(book, "Dependencies", {"Cluster": "FIB-1", "Needs": "CAB-1", "Timing": "start"})


@in_workbook("E214", "Clusters!Y7")
def swapped_dates(book: Workbook) -> None:
    """Earliest and latest start are swapped."""
    window = {"Earliest start": date(2029, 1, 1), "Latest start": date(2028, 1, 1)}
    put(book, "Clusters", 7, window)


@in_workbook("W214", "Clusters!X7")
def start_too_late(book: Workbook) -> None:
    """The earliest start is after the last decision period."""
    put(book, "Clusters", 7, {"Earliest start": date(2031, 1, 1)})


@in_workbook("E216", "Clusters!O7")
def life_of_part_periods(book: Workbook) -> None:
    """The life ends in the middle of a year."""
    put(book, "Clusters", 7, {"Life (years)": 4.5})


@in_workbook("W216", "Clusters!O7")
def life_of_zero(book: Workbook) -> None:
    """The life is not known yet and 0 was typed."""
    put(book, "Clusters", 7, {"Life (years)": 0})


@in_workbook("E217", "Profiles!C6")
def capex_profile_of_110_percent(book: Workbook) -> None:
    """The shares of capex add up to 110 percent."""
    put(book, "Profiles", 6, {"Step 2": 0.6})


@in_workbook("E223", "Cash flows!C5")
def cash_without_figures(book: Workbook) -> None:
    """The figures of an own line are to be filled in later."""
    fill(book, "Cash flows", {"Cluster": "TUR-1", "Line": "revenue"})


@in_workbook("E224", "Cash flows!B5")
def negative_capex(book: Workbook) -> None:
    """A grant was typed as negative capex."""
    flows = {"Cluster": "TUR-1", "Line": "capex", "Period 0": 120, "Period 1": -40}
    fill(book, "Cash flows", flows)


@in_workbook("E230", "Synergies!B5")
def synergy_with_itself(book: Workbook) -> None:
    """The same cluster was chosen twice."""
    row = {"Cluster A": "FIB-1", "Cluster B": "FIB-1", "Benefit (USD m/year)": 5}
    fill(book, "Synergies", row)


@in_workbook("E231", "Synergies!A6")
def synergy_twice(book: Workbook) -> None:
    """A pair stands there once in each order."""
    one = {"Cluster A": "FIB-1", "Cluster B": "CAB-1", "Benefit (USD m/year)": 5}
    other = {"Cluster A": "CAB-1", "Cluster B": "FIB-1", "Capex saving (USD m)": 10}
    fill(book, "Synergies", one, other)


@in_workbook("E232", "Dependencies!F5")
def lag_too_long(book: Workbook) -> None:
    """The lag is longer than the maximum lag."""
    put(book, "Dependencies", 5, {"Timing": "start", "Lag (periods)": 2})
    put(book, "Dependencies", 5, {"Maximum lag (periods)": 1})


@in_workbook("E227", "Groups!A6")
def group_in_two_spellings(book: Workbook) -> None:
    """The name of a group has a capital letter in one row."""
    rows = [{"Group": "core", "Cluster": "FIB-1"}, {"Group": "Core", "Cluster": "CAB-1"}]
    fill(book, "Groups", *rows)
    fill(book, "Group rules", {"Group": "core", "Rule": "at most", "Count": 1})


@in_workbook("E222", "Group rules!D5")
def rule_before_the_first_period(book: Workbook) -> None:
    """The date of a rule is a year too early."""
    fill(book, "Groups", *({"Group": "core", "Cluster": it} for it in ("FIB-1", "CAB-1")))
    rule = {"Group": "core", "Rule": "at most", "Count": 1, "By": date(2026, 12, 31)}
    fill(book, "Group rules", rule)


@in_workbook("W245", "Dependencies!B5")
def wait_too_long(book: Workbook) -> None:
    """The lag is typed in months where periods of a year are meant."""
    put(book, "Dependencies", 5, {"Lag (periods)": 12})


@in_workbook("W310", "Clusters!Z7")
def fixed_to_a_closed_site(book: Workbook) -> None:
    """The site of a cluster was closed."""
    put(book, "Clusters", 7, {"Site": "TX-03"})
    put(book, "Sites", 5, {"Decision": "closed"})
