"""Ramps, capex profiles and given cash as tables: golden formulas, and shares by hand."""

from __future__ import annotations

import numpy as np
import pytest

from optmodel.financials.core import Core
from optmodel.live.records import Records
from optmodel.live.term import Place, Term
from optmodel.workbook.rows import tables_from_rows

from ..cases import cluster, pledge, site, tiny_settings
from .made import made

PROFILES = [
    {"Profile": "late", "Kind": "capex", "Step 1": 0.2, "Step 2": 0.8},
    {"Profile": "grow", "Kind": "ramp", "Step 1": 0.5, "Step 2": 0.9},
]
CLUSTERS = {
    "EVEN": {"Build (periods)": 4},
    "LATE": {"Build (periods)": 4, "Capex profile": "late", "Ramp profile": "grow"},
    "SHORT": {"Build (periods)": 1, "Capex profile": "late"},
    "NONE": {"Build (periods)": 0, "Capex profile": "late"},
    "ROW": {"Build (periods)": 2, "Capex profile": "late"},
    "ZERO": {"Build (periods)": 2, "Capex profile": "late"},
}
CASH = [
    {"Cluster": "ROW", "Line": "capex", "Period 0": 30, "Period 1": 0, "Period 2": 10},
    {"Cluster": "ZERO", "Line": "capex", "Period 0": 0},
    {"Cluster": "LATE", "Line": "net", "Period 0": -1, "Period 1": 5},
]


@pytest.fixture(scope="module")
def core() -> Core:
    """A workbook with every kind of spending."""
    tables, findings = tables_from_rows(
        tiny_settings(),
        {
            "Clusters": [cluster(name, 50, **own) for name, own in CLUSTERS.items()],
            "Sites": [site("ORR")],
            "Funding": [pledge()],
            "Profiles": PROFILES,
            "Cash flows": CASH,
        },
    )
    assert tables is not None, [str(finding) for finding in findings]
    return made(tables, ()).core


@pytest.mark.parametrize(
    ("name", "shares"),
    [
        ("EVEN", [0.25, 0.25, 0.25, 0.25]),
        ("LATE", [0.1, 0.1, 0.4, 0.4]),
        ("SHORT", [1.0]),
        ("NONE", [1.0]),
        ("ROW", [0.75, 0.0, 0.25]),
        ("ZERO", [0.5, 0.5]),
    ],
)
def test_shares_of_capex(core: Core, name: str, shares: list[float]) -> None:
    """Tests a stretched profile, a build of 0 or 1, a given row and a row of nothing."""
    row = core.lookups.profiles.spend.values()[list(CLUSTERS).index(name)]
    padded = [0.0, *shares, *[0.0] * (len(row) - len(shares) - 1)]
    assert row == pytest.approx(np.array(padded), abs=1e-15)


def test_a_ramp_lasts(core: Core) -> None:
    """Tests the flat ramp of clusters without one, and steps of a ramp."""
    assert core.lookups.profiles.ramp.values().tolist() == [[0.0, 1.0, 1.0], [0.0, 0.5, 0.9]]
    ramps = core.lookups.clusters.field("ramp").values
    assert ramps.tolist() == [1.0, 2.0, 1.0, 1.0, 1.0, 1.0]


def test_rows_of_cash_are_found_by_cluster_and_line(core: Core) -> None:
    """Tests numbers of rows, totals and the last period with an amount."""
    clusters, spends = core.lookups.clusters, core.lookups.profiles.spends
    assert clusters.field("net_row").values.tolist() == [0.0, 3.0, 0.0, 0.0, 0.0, 0.0]
    assert spends.field("row").values.tolist() == [0.0, 0.0, 0.0, 0.0, 1.0, 2.0]
    assert spends.field("given").values.tolist() == [0.0, 0.0, 0.0, 0.0, 3.0, 0.0]
    assert clusters.field("capex").values[4:].tolist() == [40.0, 0.0]


@pytest.mark.parametrize(
    ("key", "formula"),
    [
        ("given", "IF($B9=0,0,INDEX(lg_run,$B9))"),
        ("total", "IF($B9=0,0,INDEX(lg_total,$B9))"),
        ("s2", "IF($C9>0,INDEX(lg_steps,$B9,MIN($G19,set_cash_end)+1)/$C9,$V19-$U19)"),
    ],
)
def test_golden_formulas_of_spending(core: Core, key: str, formula: str) -> None:
    """Tests what the table says in its third row; every other row says the same of itself."""
    spending = core.lookups.profiles.of_capex
    _put(spending.table, 7)
    _put(spending.edges, 17)
    assert _text(spending.table, key) == formula


def _put(records: Records, row: int) -> None:
    settle = records.block("").settle
    assert settle is not None
    settle(row)


def _text(records: Records, key: str) -> str:
    content = records.field(key).content
    assert isinstance(content, Term)
    return content.text(Place(records.sheet, 2))
