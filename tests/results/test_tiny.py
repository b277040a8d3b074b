"""The example that a person can solve by hand, from its rows to the workbook."""

from __future__ import annotations

import io

import pytest
from openpyxl import load_workbook
from openpyxl.workbook.workbook import Workbook

from optmodel import examples
from optmodel.api import solve
from optmodel.plan.plan import Plan
from optmodel.results.write import workbook_bytes
from optmodel.workbook.rows import tables_from_rows
from optmodel.workbook.tables import Tables
from tests.results.hand_plan import hand_info
from tests.results.tables import table_rows, time_row, time_total


@pytest.fixture(scope="module")
def tables() -> Tables:
    """The input of the example."""
    settings, sheets = examples.rows("tiny")
    tables, findings = tables_from_rows(settings, sheets)
    assert tables is not None, findings
    return tables


@pytest.fixture(scope="module")
def plan(tables: Tables) -> Plan:
    """The solved and checked example."""
    return solve(tables)


@pytest.fixture(scope="module")
def written(plan: Plan, tables: Tables) -> Workbook:
    """Its workbook."""
    return load_workbook(io.BytesIO(workbook_bytes(plan, tables, hand_info())))


def test_present_value_of_the_cash_flow_is_the_solvers_value(plan: Plan, written: Workbook) -> None:
    """Tests that periods, discounting and preparation on the sheet give the objective."""
    line = "Present value: Free cash flow after site preparation"
    found = time_total(written, "Cash flow", "Program", line)
    assert found == pytest.approx(plan.search.value, rel=1e-9)


def test_calls_on_the_sheet_are_the_plans(plan: Plan, written: Workbook) -> None:
    """Tests every period of every source."""
    for source, calls in plan.calls_musd.items():
        assert time_row(written, "Funding", source, "Calls in all") == pytest.approx(list(calls))


def test_every_cluster_is_funded_or_has_its_reason(plan: Plan, written: Workbook) -> None:
    """Tests that Plan and Not funded together list each cluster once."""
    rows = table_rows(written, "Plan", "Plan")
    inside = [row["Cluster"] for row in rows if row["Fund (yes or no)"] == "yes"]
    outside = table_rows(written, "Not funded", "NotFunded")
    left_out = [row["Cluster"] for row in outside if row["Reason"]]
    assert sorted(inside + left_out) == sorted(cluster.label for cluster in plan.program.clusters)


def test_what_is_left_at_sites_is_never_negative(written: Workbook) -> None:
    """Tests that no site is over its supply in any period."""
    rows = table_rows(written, "Sites", "SitesByPeriod")
    left = [value for row in rows if row["Line"].endswith(" left") for value in row.values()]
    figures = [value for value in left if isinstance(value, int | float)]
    assert figures
    assert min(figures) >= -1e-6


def test_every_typed_value_of_the_input_is_echoed(tables: Tables, written: Workbook) -> None:
    """Tests that each typed figure of Clusters stands in Inputs as it was typed."""
    echoed = {(row["Row"], row["Column"]): row["Value"]
              for row in table_rows(written, "Inputs", "InputValues")
              if row["Sheet"] == "Clusters"}  # fmt: skip
    typed = {(record.text("Cluster"), header): record[header]
             for record in tables.rows("Clusters") for header in record.given
             if isinstance(record[header], int | float)}  # fmt: skip
    assert typed
    assert {key: echoed[key] for key in typed} == typed
