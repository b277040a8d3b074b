"""Limits and decisions that no plan can keep."""

from __future__ import annotations

from datetime import date

from openpyxl import Workbook

from tests.messages.case import fill, in_workbook, put, setting

FUND = {"Decision": "fund"}


@in_workbook("E310", "Sites!H6")
def no_land(book: Workbook) -> None:
    """The site of a cluster that must be funded has less land than it needs."""
    put(book, "Clusters", 5, FUND)
    put(book, "Sites", 6, {"Land (acres)": 0})


@in_workbook("E311", "Clusters!F7")
def never_paid_back(book: Workbook) -> None:
    """A cluster must be funded and pay back within half a year."""
    put(book, "Clusters", 7, {**FUND, "Maximum payback (years)": 0.5})


@in_workbook("E312", "Clusters!Z5")
def must_stand_at_a_closed_site(book: Workbook) -> None:
    """The site of a cluster that must be funded is closed."""
    put(book, "Clusters", 5, FUND)
    put(book, "Sites", 6, {"Decision": "closed"})


@in_workbook("E313", "Clusters!A6")
def must_be_run_by_nobody(book: Workbook) -> None:
    """The only company that could run a cluster has declined."""
    put(book, "Clusters", 6, {**FUND, "Operator": "Corning"})
    fill(book, "Operators", {"Operator": "Corning", "Status": "declined"})


@in_workbook("E314", "Dependencies!B5")
def needs_what_is_skipped(book: Workbook) -> None:
    """A cluster must be funded, and what it needs is skipped."""
    put(book, "Clusters", 5, {"Decision": "skip"})
    put(book, "Clusters", 6, FUND)


@in_workbook("E315", "Funding!C5")
def pledge_too_small(book: Workbook) -> None:
    """More must be funded than both sources can pay together."""
    for row in (5, 6, 7):
        put(book, "Clusters", row, FUND)
    put(book, "Funding", 5, {"Commitment (USD m)": 400})
    put(book, "Funding", 6, {"Commitment (USD m)": 200})


@in_workbook("E316", "Sector limits!D5")
def sector_too_dear(book: Workbook) -> None:
    """The pledge may pay less for a sector than what must be funded takes of it."""
    put(book, "Clusters", 7, FUND)
    limit = {"Source": "JPN", "Sector": "Power", "Maximum (USD m)": 50}
    fill(book, "Sector limits", limit)


@in_workbook("E317", "Group rules!C5")
def group_too_small(book: Workbook) -> None:
    """Two of a group must start, and one of its two members is skipped."""
    put(book, "Clusters", 7, {"Decision": "skip"})
    for cluster in ("CAB-1", "TUR-1"):
        fill(book, "Groups", {"Group": "first", "Cluster": cluster})
    fill(book, "Group rules", {"Group": "first", "Rule": "at least", "Count": 2})


@in_workbook("E318", "Group rules!C5")
def rules_contradict(book: Workbook) -> None:
    """At least two and at most one of a group are asked for."""
    for cluster in ("CAB-1", "TUR-1"):
        fill(book, "Groups", {"Group": "first", "Cluster": cluster})
    for rule, count in (("at least", 2), ("at most", 1)):
        fill(book, "Group rules", {"Group": "first", "Rule": rule, "Count": count})


@in_workbook("E319", "Settings!B18")
def too_few_sites(book: Workbook) -> None:
    """One site may be opened, and two are marked open."""
    setting(book, "Maximum sites", 1)
    for row in (5, 6):
        put(book, "Sites", row, {"Decision": "open"})


@in_workbook("E320", "Settings!B19")
def too_few_starts(book: Workbook) -> None:
    """Two clusters must start in the first year, in which one may."""
    setting(book, "Maximum starts per period", 1)
    for row in (5, 7):
        put(book, "Clusters", row, {**FUND, "Latest start": date(2027, 6, 1)})
    put(book, "Sites", 5, {"Permit median (months)": None, "Permit P80 (months)": None})


@in_workbook("E321", "Sites!S6")
def too_many_at_a_site(book: Workbook) -> None:
    """A site takes one cluster, and two that must be funded are fixed to it."""
    put(book, "Sites", 6, {"Maximum clusters": 1})
    for row in (5, 7):
        put(book, "Clusters", row, {**FUND, "Site": "Oak Ridge"})


@in_workbook("E322", "Sites!H6")
def land_for_one(book: Workbook) -> None:
    """A site has land for one of the two clusters that must be funded there."""
    put(book, "Sites", 6, {"Land (acres)": 100})
    for row in (5, 7):
        put(book, "Clusters", row, {**FUND, "Site": "Oak Ridge"})


@in_workbook("E323", "Targets!E5")
def too_many_jobs(book: Workbook) -> None:
    """More jobs are promised than all clusters have."""
    fill(book, "Targets", {"Metric": "jobs", "Sense": "at least", "Amount": 10_000})


@in_workbook("E324", "Operators!C5")
def company_too_small(book: Workbook) -> None:
    """A company can run one cluster, and two must be funded that it alone could run."""
    fill(book, "Operators", {"Operator": "Corning", "Maximum clusters": 1})
    for row in (5, 7):
        put(book, "Clusters", row, {**FUND, "Operator": "Corning"})


@in_workbook("W312", "Clusters!A7")
def window_before_the_permit(book: Workbook) -> None:
    """A cluster has to start before its site has a permit."""
    put(book, "Clusters", 7, {"Site": "TX-03", "Latest start": date(2027, 6, 1)})


@in_workbook("W313", "Dependencies!B5")
def needs_what_is_out(book: Workbook) -> None:
    """What a cluster needs is skipped."""
    put(book, "Clusters", 5, {"Decision": "skip"})
