"""Small workbooks for the audit's tests: rows with few columns, the rest at their defaults."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from optmodel.audit.claim import Opening, Start
from optmodel.workbook.tables import Tables
from tests import cases

Row = Mapping[str, object]


def tables_of(
    settings: Row,
    clusters: Sequence[Row],
    sites: Sequence[Row],
    funding: Row | Sequence[Row],
    **sheets: Sequence[Row],
) -> Tables:
    """Typed tables of three decisions in six years, under a pledge of 10,000.

    ``funding`` is what differs in the pledge's row, or one row for every source, the pledge first.
    """
    sources = [funding] if isinstance(funding, Mapping) else funding
    return cases.case(
        {**cases.tiny_settings(Horizon_periods=6), **settings},
        Clusters=clusters,
        Sites=sites,
        Funding=[{**cases.pledge(10_000), **source} for source in sources],
        **sheets,
    )


def cluster(name: str, capex: float = 100, build: int = 1, **columns: object) -> Row:
    """A row of Clusters that earns 60 a year unless ``revenue`` says otherwise."""
    revenue = columns.pop("revenue", 60)
    return cases.cluster(name, capex, build, **{"Revenue (USD m/year)": revenue, **columns})


def site(name: str, land: float = 1000, **columns: object) -> Row:
    """A row of Sites."""
    return cases.site(name, land, **columns)


def external(**terms: object) -> Row:
    """A second row of Funding, EXT, that does not pay for site preparation unless told."""
    return {"Source": "EXT", "Pays for site preparation": "no", **terms}


def start(
    cluster_name: str,
    period: int = 0,
    site_name: str = "ORR",
    copy: int = 1,
    operator: str = "",
) -> Start:
    """A start at ORR in period 0 unless it says otherwise."""
    return Start(cluster_name, copy, site_name, period, operator)


def opening(site_name: str = "ORR", period: int = 0) -> Opening:
    """ORR opened in period 0 unless it says otherwise."""
    return Opening(site_name, period)


def own_cash(cluster_name: str, line: str, *amounts: float) -> Row:
    """A row of Cash flows, by period from the start."""
    steps = {f"Period {i}": amount for i, amount in enumerate(amounts)}
    return {"Cluster": cluster_name, "Line": line, **steps}
