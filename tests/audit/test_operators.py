"""What an operator adds to the cost of a cluster, against sums made by hand."""

from __future__ import annotations

import pytest

from optmodel.audit.audit import evaluate

from .workbooks import cluster, opening, own_cash, site, start, tables_of


def test_operator_adds_to_capex_and_cost() -> None:
    """Tests extras of 10 and 6 a year at a site with factors of 2 and 3, which spare them.

    Capex 2 x 100 + 10 = 210, half paid by a grant; upkeep a tenth of 210; cost 3 x 20 + 6 = 66,
    and 6 x 1.5 a period of 1.5 times the prices in period 1.
    """
    fit = {
        "Cluster": "FIB",
        "Operator": "ACME",
        "Extra capex (USD m)": 10,
        "Extra operating cost (USD m/year)": 6,
    }
    tables = tables_of(
        {"Cost escalation": 0.3},
        [
            cluster(
                "FIB",
                **{
                    "Operating cost (USD m/year)": 20,
                    "Sustaining capex (% of capex/year)": 0.1,
                    "Support (% of capex)": 0.5,
                },
            )
        ],
        [site("ORR", **{"Capex factor": 2, "Operating cost factor": 3})],
        {},
        Operators=[{"Operator": "ACME"}],
        Operator_fit=[fit],
    )
    run = start("FIB", operator="ACME")
    cash = evaluate(tables, [run], [opening()]).books[run].cash
    assert cash.capex[0] == pytest.approx(210)
    assert cash.capital[0] == pytest.approx(105)
    assert cash.sustaining[1] == pytest.approx(21)
    assert cash.operating_cost[0] == 0
    assert cash.operating_cost[1:3] == pytest.approx((66 * 1.3, 66 * 1.69))


@pytest.mark.parametrize("line", ["net", "operating cost"])
def test_operator_adds_to_own_rows_of_cash(line: str) -> None:
    """Tests that 6 a year are added where the cluster has its own rows: 0 or 9 without them."""
    tables = tables_of(
        {},
        [cluster("FIB")],
        [site("ORR")],
        {},
        Operators=[{"Operator": "ACME"}],
        Operator_fit=[
            {"Cluster": "FIB", "Operator": "ACME", "Extra operating cost (USD m/year)": 6}
        ],
        Cash_flows=[own_cash("FIB", line, 0, 9)],
    )
    run = start("FIB", operator="ACME")
    cash = evaluate(tables, [run], [opening()]).books[run].cash
    own = 0 if line == "net" else 9
    assert cash.operating_cost[:3] == pytest.approx((0, own + 6, 6))
    usual = 9 if line == "net" else 60 - 9
    assert cash.operating_cash[1] == pytest.approx(usual - 6)
