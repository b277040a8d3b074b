"""Rows about sites, resources, builders, markets and operators that cannot be meant."""

from __future__ import annotations

from datetime import date

from openpyxl import Workbook

from tests.messages.case import fill, in_workbook, put

FROM = {"From": date(2027, 1, 1)}


def with_use_of_cooling(book: Workbook, header: str = "Use: cooling") -> None:
    """Add a column for a further resource, used by the first cluster."""
    page = book["Clusters"]
    column = page.max_column + 1
    page.cell(4, column).value = header
    page.cell(5, column).value = 5


@in_workbook("E215", "Sites!M5")
def permit_time_by_half(book: Workbook) -> None:
    """Only the median of the permit time is known."""
    put(book, "Sites", 5, {"Permit P80 (months)": None})


@in_workbook("E219", "Site supply!C6")
def two_supplies_in_one_period(book: Workbook) -> None:
    """Two rows of one site and resource begin in one year."""
    row = {"Site": "TX-03", "Resource": "Power", "Available": 150}
    fill(book, "Site supply", row | FROM, row | {"From": date(2027, 7, 1), "Available": 200})


@in_workbook("W231", "Site supply!C6")
def supply_after_the_horizon(book: Workbook) -> None:
    """More power comes after the last period."""
    row = {"Site": "TX-03", "Resource": "Power", "Available": 150}
    fill(book, "Site supply", row | FROM, row | {"From": date(2040, 1, 1), "Available": 200})


@in_workbook("W232", "Site supply!C5")
def supply_from_later_on(book: Workbook) -> None:
    """What there is of cooling before 2029 is not said."""
    with_use_of_cooling(book)
    row = {"Resource": "cooling", "Available": 50}
    fill(
        book,
        "Site supply",
        row | {"Site": "TX-03", "From": date(2029, 1, 1)},
        row | {"Site": "Oak Ridge"} | FROM,
    )


@in_workbook("W243", "Site supply!B5")
def supply_at_one_site_only(book: Workbook) -> None:
    """One site has no row for a resource."""
    with_use_of_cooling(book)
    fill(book, "Site supply", {"Site": "TX-03", "Resource": "cooling", "Available": 50} | FROM)


@in_workbook("E225", "Site supply!B5")
def misspelled_resource(book: Workbook) -> None:
    """A resource lacks a letter."""
    fill(book, "Site supply", {"Site": "TX-03", "Resource": "Watr", "Available": 5} | FROM)


@in_workbook("E226", "Clusters!AF5")
def use_of_power_in_a_second_column(book: Workbook) -> None:
    """The use of power is typed into a column for further resources."""
    with_use_of_cooling(book, "Use: power")


@in_workbook("W241", "Construction!A5")
def builders_that_nobody_uses(book: Workbook) -> None:
    """The sheet Construction use was forgotten."""
    fill(book, "Construction", {"Resource": "crews", "Capacity": 3} | FROM)


@in_workbook("W236", "Markets!A5")
def product_in_two_spellings(book: Workbook) -> None:
    """A product has a capital letter in one row of Clusters."""
    put(book, "Clusters", 6, {"Product": "Fiber"})
    fill(book, "Markets", {"Product": "fiber", "Maximum output (units/year)": 2000} | FROM)


@in_workbook("W234", "Markets!A5")
def outputs_in_two_units(book: Workbook) -> None:
    """One of two fiber plants counts in miles."""
    put(book, "Clusters", 6, {"Output unit": "mile"})
    fill(book, "Markets", {"Product": "fiber", "Maximum output (units/year)": 2000} | FROM)


@in_workbook("W237", "Markets!A5")
def market_without_output(book: Workbook) -> None:
    """The output of the turbine plant is blank."""
    put(book, "Clusters", 7, {"Output (units/year)": None})
    fill(book, "Markets", {"Product": "turbine", "Maximum output (units/year)": 40} | FROM)


@in_workbook("W233", "Clusters!AA6")
def misspelled_operator(book: Workbook) -> None:
    """The operator of a cluster lacks a letter."""
    put(book, "Clusters", 5, {"Operator": "Corning"})
    put(book, "Clusters", 6, {"Operator": "Cornng"})
    fill(book, "Operators", {"Operator": "Corning"})


@in_workbook("W244", "Clusters!AA6")
def declined_operator_in_other_words(book: Workbook) -> None:
    """Clusters gives the full name of a company that has declined."""
    put(book, "Clusters", 6, {"Operator": "Corning Incorporated"})
    fill(book, "Operators", {"Operator": "Corning", "Status": "declined"})


@in_workbook("W311", "Clusters!A7")
def only_operator_declined(book: Workbook) -> None:
    """The only company that could run a cluster has declined."""
    put(book, "Clusters", 7, {"Operator": "Toshiba"})
    fill(book, "Operators", {"Operator": "Toshiba", "Status": "declined"})
