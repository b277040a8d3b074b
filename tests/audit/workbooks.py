"""Small workbooks for the audit's tests: rows with few columns, the rest at their defaults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from optmodel.audit.claim import Opening, Start
from optmodel.workbook.rows import tables_from_rows
from optmodel.workbook.tables import Tables

Row = Mapping[str, object]


def tables_of(
    settings: Row,
    clusters: Sequence[Row],
    sites: Sequence[Row],
    funding: Row,
    **sheets: Sequence[Row],
) -> Tables:
    """Typed tables; an underscore in the name of a further sheet stands for a space."""
    usual = {
        "Plan name": "Test",
        "First period": date(2027, 1, 1),
        "Months per period": 12,
        "Decision periods": 3,
        "Horizon periods": 6,
        "Discount rate": 0.0,
    }
    tables, findings = tables_from_rows(
        {**usual, **settings},
        {
            "Clusters": clusters,
            "Sites": sites,
            "Funding": [{"Source": "JPN", "Commitment (USD m)": 10_000, **funding}],
            **{name.replace("_", " "): rows for name, rows in sheets.items()},
        },
    )
    assert tables is not None, findings
    return tables


def cluster(name: str, capex: float = 100, build: int = 1, **columns: object) -> Row:
    """A row of Clusters: revenue covers capex in two years unless ``revenue`` says otherwise."""
    revenue = columns.pop("revenue", 60)
    row = {"Cluster": name, "Capex (USD m)": capex, "Build (periods)": build}
    return {**row, "Revenue (USD m/year)": revenue, **columns}


def site(name: str, land: float = 1000, **columns: object) -> Row:
    """A row of Sites."""
    return {"Site": name, "Land (acres)": land, **columns}


def start(cluster_name: str, period: int = 0, site_name: str = "ORR", copy: int = 1) -> Start:
    """A start at ORR in period 0 unless it says otherwise."""
    return Start(cluster_name, copy, site_name, period)


def opening(site_name: str = "ORR", period: int = 0) -> Opening:
    """ORR opened in period 0 unless it says otherwise."""
    return Opening(site_name, period)


def own_cash(cluster_name: str, line: str, *amounts: float) -> Row:
    """A row of Cash flows, by period from the start."""
    steps = {f"Period {i}": amount for i, amount in enumerate(amounts)}
    return {"Cluster": cluster_name, "Line": line, **steps}
