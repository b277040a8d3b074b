"""Cells that hold something else than their column takes."""

from __future__ import annotations

from datetime import date

from openpyxl import Workbook

from tests.messages.case import fill, in_workbook, put, setting


@in_workbook("E101", "Clusters!H6")
def blank_capex(book: Workbook) -> None:
    """The capex of the second cluster is not known yet."""
    put(book, "Clusters", 6, {"Capex (USD m)": None})


@in_workbook("E102", "Sites!H5")
def full_width_digits(book: Workbook) -> None:
    """Land is typed in full-width digits, as a Japanese keyboard gives them."""
    put(book, "Sites", 5, {"Land (acres)": "\uff11\uff0c\uff12\uff10\uff10"})


@in_workbook("E103", "Settings!B6")
def text_date(book: Workbook) -> None:
    """The first period is a text, not a date."""
    setting(book, "First period", "01.04.2027")


@in_workbook("E104", "Clusters!S5")
def date_for_number(book: Workbook) -> None:
    """Excel has turned 2/3 into a date."""
    put(book, "Clusters", 5, {"Workers": date(2027, 2, 3)})


@in_workbook("E105", "Clusters!I5")
def part_of_a_period(book: Workbook) -> None:
    """The build takes two and a half periods."""
    put(book, "Clusters", 5, {"Build (periods)": 2.5})


@in_workbook("E110", "Clusters!A7")
def name_turned_into_date(book: Workbook) -> None:
    """Excel has turned the name 3-1 into a date."""
    put(book, "Clusters", 7, {"Cluster": date(2026, 3, 1)})


@in_workbook("E111", "Clusters!F7")
def unknown_choice(book: Workbook) -> None:
    """The decision is written in other words."""
    put(book, "Clusters", 7, {"Decision": "funded"})


@in_workbook("E112", "Funding!R5")
def neither_yes_nor_no(book: Workbook) -> None:
    """Who pays for preparation is still open."""
    put(book, "Funding", 5, {"Pays for site preparation": "perhaps"})


@in_workbook("E140", "Sites!H6")
def failed_formula(book: Workbook) -> None:
    """The land pointed at a cell that was deleted."""
    put(book, "Sites", 6, {"Land (acres)": "#REF!"})


@in_workbook("E141", "Sites!H6")
def formula_never_calculated(book: Workbook) -> None:
    """A script wrote a formula and nobody opened the file in Excel."""
    put(book, "Sites", 6, {"Land (acres)": "=500+400"})


@in_workbook("W210", "Clusters!A7")
def spaces_around_name(book: Workbook) -> None:
    """The name was pasted with a space after it."""
    put(book, "Clusters", 7, {"Cluster": "TUR-1 "})


@in_workbook("W211", "Clusters!A7")
def number_as_name(book: Workbook) -> None:
    """The cluster is called 7."""
    put(book, "Clusters", 7, {"Cluster": 7})


@in_workbook("E130", "Sites!H5")
def negative_land(book: Workbook) -> None:
    """A minus has slipped in before the land."""
    put(book, "Sites", 5, {"Land (acres)": -640})


@in_workbook("E131", "Settings!B10")
def percentage_as_number(book: Workbook) -> None:
    """The discount rate is typed as 8 where 8% is meant."""
    setting(book, "Discount rate", 8)


@in_workbook("E132", "Clusters!X6")
def year_far_off(book: Workbook) -> None:
    """The year of the earliest start has two digits swapped."""
    put(book, "Clusters", 6, {"Earliest start": date(2702, 1, 1)})


@in_workbook("E114", "Clusters!Z5")
def misspelled_site(book: Workbook) -> None:
    """The fixed site lacks a letter."""
    put(book, "Clusters", 5, {"Site": "Oak Rige"})


@in_workbook("E115", "Clusters!A8")
def doubled_cluster(book: Workbook) -> None:
    """A row was copied and its name kept."""
    fill(book, "Clusters", {"Cluster": "TUR-1", "Capex (USD m)": 200, "Build (periods)": 2})


@in_workbook("E116", "Settings!A25")
def misspelled_setting(book: Workbook) -> None:
    """A setting was added by hand."""
    book["Settings"].append(["Maximum steps", 3])
