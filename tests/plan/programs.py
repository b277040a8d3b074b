"""Programs made by hand, with defaults that mean "no such thing"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import numpy as np

from optmodel.economics.types import Exclusion, Options, Preparation
from optmodel.formulation.chosen import Chosen
from optmodel.program.calendar import Calendar
from optmodel.program.program import CashLines, Cluster, Program, Settings, Site, Source
from optmodel.search.result import Outcome, SolveResult

SETTINGS = Settings(
    plan_name="Hand made",
    discount_rate=0.0,
    discount_timing="start",
    perspective="Program",
    revenue_escalation=0.0,
    cost_escalation=0.0,
    capex_escalation=0.0,
    tax_rate=0.0,
    permit_confidence=0.8,
    maximum_sites=None,
    maximum_starts=None,
    payback_from="first spend",
    optimality_gap=1e-4,
    time_limit_s=60.0,
    threads=1,
    seed=0,
)


def cluster(name: str, **figures: Any) -> Cluster:
    """A cluster that costs 100 in one period and then earns 30 a year."""
    base: dict[str, Any] = {
        "id": name, "copy": 1, "copies": 1, "name": name, "sector": "", "product": "",
        "stage": "", "decision": "free", "capex_musd": 100.0, "build_periods": 1,
        "capex_profile": (), "revenue_musd_year": 30.0, "operating_cost_musd_year": 0.0,
        "sustaining_capex_year": 0.0, "ramp_profile": (), "life_periods": None, "use": {},
        "jobs": 0.0, "output_year": 0.0, "output_unit": "", "maximum_payback_years": None,
        "earliest_start": None, "latest_start": None, "site": "", "operator": "", "support": 0.0,
        "taxable": False, "cash_lines": CashLines(), "source_note": "", "notes": "",
        "cells": {"Maximum payback (years)": f"Clusters!W{name}"},
    }  # fmt: skip
    return Cluster(**base | figures)


def site(name: str, **figures: Any) -> Site:
    """A site without any limit and without preparation."""
    base: dict[str, Any] = {
        "id": name, "name": name, "state": "", "latitude": None, "longitude": None, "owner": "",
        "decision": "free", "supply": {}, "permit_median_months": 0.0, "permit_p80_months": 0.0,
        "permit_months": 0.0, "permit_periods": 0, "preparation_musd": 0.0,
        "preparation_periods": 0, "capex_factor": 1.0, "operating_cost_factor": 1.0,
        "land_rent_usd_acre_year": 0.0, "maximum_clusters": None, "source_note": "", "notes": "",
        "cells": {
            "Land (acres)": f"Sites!H{name}",
            "Power (MW)": f"Sites!I{name}",
            "Maximum clusters": f"Sites!T{name}",
        },
    }  # fmt: skip
    return Site(**base | figures)


def source(name: str = "JPN", **figures: Any) -> Source:
    """A pledge of 10,000 without any other term."""
    base: dict[str, Any] = {
        "id": name, "name": name, "commitment_musd": 10_000.0, "already_committed_musd": 0.0,
        "last_commitment": None, "last_start": 99, "first_call": 0, "last_call": 99,
        "draw": "as spent", "notice_business_days": 0, "share_before": 0.5, "share_after": 0.1,
        "deemed_rate": 0.0, "interest_from": "call", "vehicle": "cluster",
        "recovery_target_years": None, "recovery_rule": "report", "maximum_share": 1.0,
        "pays_preparation": True, "call_limits": (),
        "cells": {
            "Commitment (USD m)": "Funding!C5",
            "First call": "Funding!F5",
            "Last call": "Funding!G5",
            "Last commitment": "Funding!E5",
            "Recovery target (years)": "Funding!P5",
        },
    }  # fmt: skip
    return Source(**base | figures)


def program(
    clusters: list[Cluster],
    sites: list[Site],
    *,
    pledge: Source | None = None,
    further: tuple[Source, ...] = (),
    decision_periods: int = 3,
    horizon_periods: int = 10,
    settings: Settings = SETTINGS,
    **parts: Any,
) -> Program:
    """An annual program from January 2027."""
    base: dict[str, Any] = {
        "placement": {}, "dependencies": (), "group_rules": (),
        "cluster_order": tuple(dict.fromkeys(item.id for item in clusters)),
        "site_order": tuple(item.id for item in sites),
        "setting_cells": {
            "Maximum sites": "Settings!B18",
            "Maximum starts per period": "Settings!B19",
        },
    }  # fmt: skip
    return Program(
        calendar=Calendar(date(2027, 1, 1), 12, decision_periods, horizon_periods),
        settings=settings,
        clusters=tuple(clusters),
        sites=tuple(sites),
        sources=(pledge or source(), *further),
        **base | parts,
    )


def options(
    rows: Mapping[tuple[int, int, int], float],
    *,
    calls: Mapping[int, tuple[float, ...]] | None = None,
    excluded: tuple[Exclusion, ...] = (),
    source_part: float = 0.0,
    to_source: tuple[float, ...] | None = None,
    operators: Mapping[int, int] | None = None,
    cash: tuple[float, ...] = (),
    payback_years: float = 1.0,
    recovery_years: float = 1.0,
) -> Options:
    """Options by (cluster, site, start) with their value; 100 is called at once unless said.

    ``to_source`` has what each is worth to every source that would pay for all of it; without it
    there is one source, which has ``source_part`` of the value. ``operators`` has the operator of
    a cluster, ``cash`` the operating cash by period of every option.
    """
    keys = sorted(rows)
    value = np.array([rows[key] for key in keys], dtype=float)
    called = [(calls or {}).get(k, (100.0,)) for k, _, _ in keys]
    longest = max((len(row) for row in called), default=1)
    capital = np.array([(*row, *[0.0] * (longest - len(row))) for row in called])
    capital = capital.reshape(len(keys), longest)
    index = np.array(keys, dtype=np.intp).reshape(-1, 3)
    by_source = (source_part * value)[:, None]
    if to_source is not None:
        by_source = np.tile(np.array(to_source), (len(keys), 1))
    shape, runs = by_source.shape, operators or {}
    return Options(
        cluster=index[:, 0],
        operator=np.array([runs.get(k, -1) for k, _, _ in keys], dtype=np.intp),
        site=index[:, 1],
        start=index[:, 2],
        npv_musd=value,
        npv_source_musd=by_source,
        payable=np.ones(shape, dtype=np.bool_),
        capital_musd=capital.sum(axis=1),
        capital_steps_musd=capital,
        capex_steps_musd=capital,
        payback_years=np.full(len(keys), payback_years),
        recovery_years=np.full(shape, recovery_years),
        operating_cash_musd=np.tile(np.array(cash, dtype=float), (len(keys), 1)),
        receipts_by_musd=np.zeros((len(keys), 0)),
        excluded=excluded,
    )


def preparation(made: Program) -> Preparation:
    """Each site's preparation, spread evenly, at a discount rate of 0."""
    periods = made.calendar.decision_periods
    longest = max(1, *(item.preparation_periods for item in made.sites))
    spend = np.zeros((len(made.sites), periods, longest))
    allowed = np.zeros((len(made.sites), periods), dtype=np.bool_)
    for s, item in enumerate(made.sites):
        length = max(1, item.preparation_periods)
        spend[s, :, :length] = item.preparation_musd / length
        allowed[s, : periods - item.preparation_periods] = item.decision != "closed"
    payable = np.empty((*allowed.shape, len(made.sources)), dtype=np.bool_)
    payable[:] = [each.pays_preparation for each in made.sources]
    return Preparation(allowed, payable, spend, spend.sum(axis=2), ())


def result(value: float, bound: float | None = None) -> SolveResult:
    """A search that proved its plan, unless a higher bound is given."""
    proven = value if bound is None else bound
    outcome = Outcome.OPTIMAL if bound is None else Outcome.FEASIBLE
    return SolveResult(outcome, "Proven.", value, proven, np.zeros(1), 0.1, 1)


def chosen(
    picked: Options,
    keys: list[tuple[int, int, int]],
    openings: dict[int, int],
    *,
    shares: list[tuple[float, ...]] | None = None,
    preparation_shares: tuple[float, ...] | None = None,
) -> Chosen:
    """The options with these (cluster, site, start), and the sites opened when.

    The first source pays for everything, unless shares are given: of each key, of each opening.
    """
    listed = list(
        zip(picked.cluster.tolist(), picked.site.tolist(), picked.start.tolist(), strict=True)
    )
    index = np.array([listed.index(key) for key in keys], dtype=np.intp)
    sources = picked.payable.shape[1]
    first = tuple(float(f == 0) for f in range(sources))
    parts = np.array([first] * len(keys) if shares is None else shares)
    return Chosen(
        index,
        openings,
        parts.reshape(len(keys), sources),
        dict.fromkeys(openings, first if preparation_shares is None else preparation_shares),
    )
