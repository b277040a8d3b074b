"""Repairs of an input: in files, several together, in order, in time."""

from __future__ import annotations

from pathlib import Path

import pytest

import optmodel
from optmodel.conflict.possible import possible
from optmodel.conflict.repair_search import Search
from optmodel.conflict.repairs import repairs_of
from optmodel.conflict.types import Conflict, Item, Repair
from optmodel.examples import crystal_land, rows
from optmodel.program.build import build
from optmodel.search.controls import Controls
from optmodel.search.result import Outcome
from optmodel.workbook.edit import write_edited
from optmodel.workbook.read import read
from optmodel.workbook.rows import tables_from_rows
from optmodel.workbook.tables import Tables

from ..cases import case, cluster, pledge, site, tiny_settings
from .files import write_plain
from .lever_cases import ACRES_60, CASES, LAND, TWO, fund

QUICK = Controls(time_limit_s=10)
NIGHTLY = pytest.mark.nightly


def repairs(tables: Tables, conflict: Conflict | None = None) -> tuple[Repair, ...]:
    """Every repair of an input without a plan."""
    program, _ = build(tables)
    assert program is not None
    found, complete = repairs_of(tables, program, conflict, QUICK, lambda: False)
    assert complete
    return found


def file_with_the_repair(name: str, path: Path) -> None:
    """Write the case as a file, find its repair there, and type the cells of the repair."""
    made = CASES[name]
    write_plain(path, tiny_settings(**made.settings), made.named())
    tables, findings = read(path)
    assert tables is not None, [str(finding) for finding in findings]
    repair = next(it for it in repairs(tables) if it.words == made.words)
    path.write_bytes(write_edited(path.read_bytes(), repair.edits))


@pytest.mark.parametrize("name", CASES)
@pytest.mark.usefixtures("search_in_this_process")
def test_file_with_the_repair_is_possible(name: str, tmp_path: Path) -> None:
    """Tests that the file with the cells of the repair typed in is read and has a plan."""
    file_with_the_repair(name, tmp_path / "input.xlsx")
    tables, _ = read(tmp_path / "input.xlsx")
    assert tables is not None
    program, findings = build(tables)
    assert program is not None, [str(finding) for finding in findings]
    assert possible(program, QUICK) is True


SOLVED = ("commitment", "permit confidence", "dependency", "placement")


@pytest.mark.parametrize(
    "name", [name if name in SOLVED else pytest.param(name, marks=NIGHTLY) for name in CASES]
)
@pytest.mark.usefixtures("search_in_this_process")
def test_file_with_the_repair_is_solved(name: str, tmp_path: Path) -> None:
    """Tests that ``solve`` ends with a proven and audited plan; the rest of them at night."""
    file_with_the_repair(name, tmp_path / "input.xlsx")
    assert optmodel.solve(tmp_path / "input.xlsx").status == Outcome.OPTIMAL


@pytest.mark.usefixtures("search_in_this_process")
def test_repairs_of_a_short_pledge_by_price() -> None:
    """Tests the repairs of 120 for 160: 40 more, or without the one of 60 or the one of 100."""
    tables = case(tiny_settings(), Clusters=TWO, Funding=[pledge(120.0)])
    found = repairs(tables)
    assert [(it.words, it.price_musd) for it in found] == [
        ("pledge JPN +40 USD m", 40.0),
        ("release B (marked fund)", 60.0),
        ("release A (marked fund)", 100.0),
    ]
    assert found[0].funded == 2


@pytest.mark.usefixtures("search_in_this_process")
def test_smallest_release_where_no_single_one_does() -> None:
    """Tests that two of three plants of 60 acres must go where there are 100: the cheapest two."""
    plants = [
        fund(name, capex, **{LAND: 60.0}) for name, capex in (("A", 70), ("B", 90), ("C", 80))
    ]
    found = repairs(case(tiny_settings(), Clusters=plants, Sites=[site("S", 100.0)]))
    release = next(it for it in found if it.lever == "release")
    assert {"A", "C"} == {edit.subject.removeprefix("cluster ") for edit in release.edits}
    assert release.price_musd == 150.0


@pytest.mark.usefixtures("search_in_this_process")
def test_several_limits_give_way_together() -> None:
    """Tests that land and money are short at once: no single limit is enough, both are."""
    tables = case(
        tiny_settings(),
        Clusters=[fund("A", 100.0, **{LAND: 60.0})],
        Sites=[site("S", 50.0)],
        Funding=[pledge(90.0)],
    )
    found = {it.lever: it for it in repairs(tables)}
    assert set(found) == {"release", "commitment and supply"}
    held = case(
        tiny_settings(),
        Clusters=[cluster("A", 100.0, **{LAND: 60.0})],
        Sites=[site("S", 50.0)],
        Funding=[pledge(90.0)],
        Targets=[{"Metric": "clusters", "Sense": "at least", "Amount": 1}],
        Groups=[{"Group": "G", "Cluster": "A"}],
        Group_rules=[{"Group": "G", "Rule": "at least", "Count": 1}],
    )
    (both,) = repairs(held)
    assert both.words == "pledge JPN +10 USD m; and S +10 acres of land"
    assert [(edit.cell, edit.old, edit.new) for edit in both.edits] == [
        ("Funding!C5", 90.0, 100),
        ("Sites!H5", 50.0, 60),
    ]
    # An acre is taken to cost the 100 millions for 60 acres that A needs.
    assert both.price_musd == pytest.approx(10 + 10 * 100 / 60)
    assert both.proven


@pytest.mark.usefixtures("search_in_this_process")
def test_demand_is_kept_by_limits_that_give_way_together() -> None:
    """Tests that 120 short of 160 whose recovery takes 7 years is no reason to give up B's jobs.

    No single limit is enough: the 120 are too little for both, and 5 years for any.
    """
    tables = case(
        tiny_settings(),
        Clusters=[
            cluster("A", 100.0, Jobs=100, **{"Revenue (USD m/year)": 30}),
            cluster("B", 60.0, Jobs=60, **{"Revenue (USD m/year)": 18}),
        ],
        Sites=[site("S")],
        Funding=[pledge(120.0, **{"Share before recovery": 0.5, "Recovery target (years)": 5})],
        Targets=[{"Metric": "jobs", "Sense": "at least", "Amount": 160}],
    )
    found = [it.words for it in repairs(tables)]
    assert found == [
        "recovery of JPN 5 -> 7 years; and pledge JPN +40 USD m",
        "target on jobs, at least 160 -> 0",
    ]


@pytest.mark.usefixtures("search_in_this_process")
def test_pledge_is_said_once() -> None:
    """Tests that a source with the id Pledge is not called the pledge Pledge."""
    tables = case(tiny_settings(), Clusters=TWO, Funding=[pledge(120.0, Source="Pledge")])
    assert repairs(tables)[0].words == "Pledge +40 USD m"


@pytest.mark.usefixtures("search_in_this_process")
def test_limits_that_rule_out_starts_give_way_with_the_others() -> None:
    """Tests 90 for 100, and two that must share a site though each is allowed at one of two.

    No row can make up for the places, and no place for the money.
    """
    allowed = {"B": "S", "C": "T"}
    tables = case(
        tiny_settings(),
        Clusters=[fund("A", 100.0), cluster("B", 0.0), cluster("C", 0.0)],
        Sites=[site("S"), site("T")],
        Funding=[pledge(90.0)],
        Placement=[
            {"Cluster": name, "Site": place, "Allowed": "yes" if allowed[name] == place else "no"}
            for name in allowed
            for place in ("S", "T")
        ],
        Groups=[{"Group": "G", "Cluster": name} for name in allowed],
        Group_rules=[{"Group": "G", "Rule": "at least", "Count": 2, "Same site": "yes"}],
    )
    (both,) = repairs(tables)
    assert both.words in {
        "allow B at T; and pledge JPN +10 USD m",
        "allow C at S; and pledge JPN +10 USD m",
        "at least 2 of the group G -> 1; and pledge JPN +10 USD m",
    }
    assert both.proven


@pytest.mark.usefixtures("search_in_this_process")
def test_levers_outside_a_proven_conflict_are_left_out() -> None:
    """Tests that a conflict of the pledge with A leaves B's release out, but not A's."""
    tables = case(tiny_settings(), Clusters=TWO, Funding=[pledge(120.0)])
    items = tuple(Item("", (), "", (cell,)) for cell in ("Funding!C5", "Clusters!F5"))
    conflict = Conflict(items, irreducible=True, confirmed=True)
    found = [it.words for it in repairs(tables, conflict)]
    assert found == ["pledge JPN +40 USD m", "release A (marked fund)"]


def test_no_time_is_said() -> None:
    """Tests that nothing is found and nothing is claimed where the time is over at once."""
    tables = case(tiny_settings(), Clusters=ACRES_60, Sites=[site("S", 100.0)])
    program, _ = build(tables)
    assert program is not None
    assert repairs_of(tables, program, None, QUICK, lambda: True) == ((), False)


def test_crystal_land_without_external_capital() -> None:
    """Tests the pledge of the trillion-dollar city alone: 486,000 more, by a worker's search."""
    sheets = crystal_land.sheets()
    tables, _ = tables_from_rows(
        crystal_land.settings(), sheets | {"Funding": sheets["Funding"][:1]}
    )
    assert tables is not None
    first = repairs(tables)[0]
    assert first.words == "pledge Japan +486,000 USD m"
    assert [(edit.cell, edit.old, edit.new) for edit in first.edits] == [
        ("Funding!C5", 550000.0, 1036000)
    ]
    assert first.proven
    assert first.least


def test_ctrl_c_keeps_the_repairs_found_so_far(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that a search which the user ends gives what it has, and says that it is not all."""
    one = Repair("commitment", "pledge JPN +1 USD m", (), 1.0, proven=True, least=True)

    def interrupted(search: Search, *_: object) -> None:
        search.found.append(one)
        raise KeyboardInterrupt

    tables, _ = tables_from_rows(*rows("tiny"))
    assert tables is not None
    program, _ = build(tables)
    assert program is not None
    monkeypatch.setattr("optmodel.conflict.repairs._look", interrupted)
    assert repairs_of(tables, program, None, QUICK, lambda: False) == ((one,), False)
