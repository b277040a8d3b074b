"""What is added without being worth anything, or taken away unused, changes nothing."""

from __future__ import annotations

import pytest

from optmodel.search.controls import Controls
from tests.oracle.generator import Row, Workbook, workbook

from .solving import (
    Best,
    best,
    changed,
    day_in,
    free_of_limits,
    fundable,
    without,
    worth,
)


def with_row(book: Workbook, sheet: str, row: Row) -> Workbook:
    """The workbook with one more row."""
    return Workbook(book.settings, {**book.sheets, sheet: [*book.sheets[sheet], row]})


def same(seed: int, book: Workbook, before: Best, after: Best) -> None:
    """The same value, by a plan that is as good in the workbook as it was."""
    assert after.value == pytest.approx(before.value, rel=1e-6, abs=1e-6), seed
    assert worth(book, after) == pytest.approx(before.value, rel=1e-6, abs=1e-6), seed


def test_dominated_cluster_is_not_funded() -> None:
    """Tests a cluster that costs 10, earns nothing and loses 5 a year."""
    worthless = {
        "Cluster": "BAD",
        "Capex (USD m)": 10,
        "Build (periods)": 0,
        "Operating cost (USD m/year)": 5,
    }
    for seed in fundable(15):
        book = workbook(seed)
        same(seed, book, best(book), best(with_row(book, "Clusters", worthless)))


@pytest.mark.parametrize(
    "columns", [{"Decision": "closed"}, {"Maximum clusters": 0}, {"Land (acres)": 0}]
)
def test_useless_site_changes_nothing(columns: Row) -> None:
    """Tests a site more at which nothing can stand: closed, full, or of no size.

    Clusters without land can stand on no land, so all of them need some here.
    """
    for seed in fundable(8):
        book = changed(
            workbook(seed),
            Clusters=lambda row: {**row, "Land (acres)": row["Land (acres)"] or 50},
            Placement=lambda row: {**row, "Land (acres)": None},
        )
        site = {"Site": "NEW", "Land (acres)": 1000, **columns}
        same(seed, book, best(book), best(with_row(book, "Sites", site)))


def test_unfunded_cluster_can_be_removed() -> None:
    """Tests that a free cluster that is not funded, and that nothing needs, can go."""
    tested = 0
    for seed in fundable(30):
        book = workbook(seed)
        found = best(book)
        funded = {start.cluster for start in found.starts}
        needed = {row["Needs"] for row in book.sheets["Dependencies"]}
        for row in book.sheets["Clusters"]:
            name = row["Cluster"]
            if name in funded | needed or row["Decision"] == "fund":
                continue
            less = Workbook(
                book.settings,
                {
                    sheet: [other for other in rows if other.get("Cluster") != name]
                    for sheet, rows in book.sheets.items()
                },
            )
            grouped = {other["Group"] for other in less.sheets["Groups"]}
            less = changed(
                less,
                Group_rules=lambda rule, grouped=grouped: (
                    rule if rule["Group"] in grouped else None
                ),
            )
            same(seed, book, found, best(less))
            tested += 1
    assert tested >= 10


def test_best_decisions_can_be_fixed() -> None:
    """Tests that forcing the best plan, cluster by cluster, gives its value again."""
    for seed in fundable(20):
        book = changed(workbook(seed), Clusters=lambda row: {**row, "Copies": 1})
        found = best(book)
        starts = {start.cluster: start for start in found.starts}

        def fixed(row: Row, starts: dict = starts, book: Workbook = book) -> Row:
            start = starts.get(str(row["Cluster"]))
            if start is None:
                return {**row, "Decision": "skip"}
            day = day_in(book, start.period)
            window = {"Earliest start": day, "Latest start": day}
            return {**row, "Decision": "fund", "Site": start.site, **window}

        if found.value != float("-inf"):
            same(seed, book, found, best(changed(book, Clusters=fixed)))


def test_empty_last_decision_period_changes_nothing() -> None:
    """Tests one more decision period in which nothing may start."""
    for seed in fundable(15):
        book = workbook(seed)
        last = int(str(book.settings["Decision periods"])) - 1
        horizon = int(str(book.settings["Horizon periods"]))
        book = changed(book, {"Horizon periods": max(horizon, last + 2)})
        day = day_in(book, last)
        longer = changed(
            book,
            {"Decision periods": last + 2},
            Clusters=lambda row, day=day: {**row, "Latest start": row["Latest start"] or day},
            Group_rules=lambda row, day=day: {**row, "By": min(row["By"] or day, day)},
        )
        longer = changed(
            longer,
            Clusters=lambda row, day=day: {**row, "Latest start": min(row["Latest start"], day)},
        )
        same(seed, book, best(book), best(longer))


def test_empty_last_period_of_the_horizon_changes_nothing() -> None:
    """Tests one more period after every life has ended."""
    for seed in fundable(15):
        book = without("Cash flows")(workbook(seed))
        decisions, months = (
            int(str(book.settings[name])) for name in ("Decision periods", "Months per period")
        )
        # At most three periods of build and one of operation after the last start.
        book = changed(
            book,
            {"Horizon periods": decisions + 4},
            Clusters=lambda row, months=months: {**row, "Life (years)": months / 12},
        )
        longer = changed(book, {"Horizon periods": decisions + 5})
        same(seed, book, best(book), best(longer))


def test_two_regions_are_worth_their_sum() -> None:
    """Tests two workbooks side by side with money enough: sites of one are closed to the other."""
    for seed in fundable(6):
        one, other = (
            # A life that is whole in the periods of one need not be in those of the other.
            changed(
                free_of_limits(workbook(number)), Clusters=lambda row: {**row, "Life (years)": None}
            )
            for number in (seed, seed + 50)
        )
        other = Workbook(one.settings, {**other.sheets, "Funding": one.sheets["Funding"]})
        both = _side_by_side(one, other)
        assert best(both).value == pytest.approx(best(one).value + best(other).value), seed


def test_without_discount_the_date_is_worth_nothing() -> None:
    """Tests that at rate 0, constant prices and short lives, starting last is as good as first."""
    for seed in fundable(10):
        book = free_of_limits(workbook(seed))
        decisions, months = (
            int(str(book.settings[name])) for name in ("Decision periods", "Months per period")
        )
        book = changed(
            book,
            {
                "Horizon periods": decisions + 12,
                "Discount rate": 0.0,
                "Revenue escalation": 0.0,
                "Cost escalation": 0.0,
                "Capex escalation": 0.0,
            },
            Clusters=lambda row, months=months: {**row, "Life (years)": 8 * months / 12},
            Sites=lambda row: {**row, "Preparation (periods)": 0},
            Funding=lambda row: {**row, "Recovery target (years)": None, "Recovery rule": None},
        )
        last = day_in(book, decisions - 1)
        late = changed(book, Clusters=lambda row, last=last: {**row, "Earliest start": last})
        assert best(late).value == pytest.approx(best(book).value, abs=1e-6), seed


def test_another_seed_of_the_solver_changes_nothing() -> None:
    """Tests that the solver's own randomness does not reach the value."""
    for seed in fundable(10):
        book = workbook(seed)
        again = best(book, Controls(time_limit_s=60, gap=0.0, seed=4711))
        same(seed, book, best(book), again)


def _side_by_side(one: Workbook, other: Workbook) -> Workbook:
    """Both workbooks under one pledge; the ids of the second get a mark."""

    def marked(row: Row) -> Row:
        return {
            header: f"{value}*"
            if header in {"Cluster", "Site", "Profile", "Capex profile", "Ramp profile"}
            and value is not None
            else value
            for header, value in row.items()
        }

    sheets = {
        name: [*rows, *(marked(row) for row in other.sheets[name])]
        for name, rows in one.sheets.items()
        if name != "Funding"
    }
    regions = (
        one,
        Workbook({}, {n: [marked(r) for r in rows] for n, rows in other.sheets.items()}),
    )
    sheets["Placement"] += [
        {"Cluster": cluster["Cluster"], "Site": site["Site"], "Allowed": "no"}
        for home, away in (regions, regions[::-1])
        for cluster in home.sheets["Clusters"]
        for site in away.sheets["Sites"]
    ]
    return Workbook(one.settings, {**sheets, "Funding": one.sheets["Funding"]})
