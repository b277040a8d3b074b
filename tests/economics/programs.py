"""Small programs for the tests of the economics, each figure visible in the test that needs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from optmodel.program.calendar import Calendar
from optmodel.program.capacity import Operator, OperatorFit
from optmodel.program.policy import Target
from optmodel.program.program import CashLines, Cluster, Pair, Program, Settings, Site, Source


def calendar(horizon: int = 11, decisions: int = 1, months: int = 12) -> Calendar:
    """Periods from January 2027; yearly unless said otherwise."""
    return Calendar(date(2027, 1, 1), months, decisions, horizon)


def settings(**changes: object) -> Settings:
    """Settings with the defaults of the contract, discount rate 0."""
    plain = Settings(
        plan_name="Test",
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
        time_limit_s=3600.0,
        threads=1,
        seed=0,
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def cluster(**changes: object) -> Cluster:
    """A cluster of 100 built in one period, earning 30 a year, unless said otherwise."""
    plain = Cluster(
        id="FIB",
        copy=1,
        copies=1,
        name="Fiber",
        sector="",
        product="",
        stage="",
        decision="free",
        capex_musd=100.0,
        build_periods=1,
        capex_profile=(),
        revenue_musd_year=30.0,
        operating_cost_musd_year=0.0,
        sustaining_capex_year=0.0,
        ramp_profile=(),
        life_periods=None,
        use={},
        jobs=0.0,
        output_year=0.0,
        output_unit="",
        maximum_payback_years=None,
        earliest_start=None,
        latest_start=None,
        site="",
        operator="",
        support=0.0,
        taxable=True,
        cash_lines=CashLines(),
        source_note="",
        notes="",
        cells={},
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def site(**changes: object) -> Site:
    """A site without limits, factors or costs, unless said otherwise."""
    plain = Site(
        id="ORR",
        name="Oak Ridge",
        state="TN",
        latitude=None,
        longitude=None,
        owner="",
        decision="free",
        supply={},
        permit_median_months=0.0,
        permit_p80_months=0.0,
        permit_months=0.0,
        permit_periods=0,
        preparation_musd=0.0,
        preparation_periods=0,
        capex_factor=1.0,
        operating_cost_factor=1.0,
        land_rent_usd_acre_year=0.0,
        maximum_clusters=None,
        source_note="",
        notes="",
        cells={},
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def source(**changes: object) -> Source:
    """The pledge of the hand-checkable case: 4 % deemed, half and half, then 10 to 90."""
    plain = Source(
        id="JPN",
        name="Japan",
        commitment_musd=1e6,
        already_committed_musd=0.0,
        last_commitment=None,
        last_start=10**6,
        first_call=0,
        last_call=10**6,
        draw="as spent",
        notice_business_days=0,
        share_before=0.5,
        share_after=0.1,
        deemed_rate=0.04,
        interest_from="call",
        vehicle="cluster",
        recovery_target_years=None,
        recovery_rule="report",
        maximum_share=1.0,
        pays_preparation=True,
        call_limits=(),
        cells={},
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def program(
    clusters: Sequence[Cluster] | Cluster | None = None,
    sites: Sequence[Site] | Site | None = None,
    *,
    pledge: Source | None = None,
    others: Sequence[Source] = (),
    when: Calendar | None = None,
    placement: Mapping[tuple[str, str], Pair] | None = None,
    **changed_settings: object,
) -> Program:
    """A program of the given parts, the plain ones where none are given."""
    rows = (cluster(),) if clusters is None else clusters
    places = (site(),) if sites is None else sites
    rows = (rows,) if isinstance(rows, Cluster) else tuple(rows)
    places = (places,) if isinstance(places, Site) else tuple(places)
    return Program(
        calendar=when or calendar(),
        settings=settings(**changed_settings),
        clusters=rows,
        sites=places,
        sources=(pledge or source(), *others),
        placement=placement or {},
        dependencies=(),
        group_rules=(),
        cluster_order=tuple(dict.fromkeys(row.id for row in rows)),
        site_order=tuple(place.id for place in places),
        setting_cells={"Horizon periods": "Settings!B9"},
    )


def pair(**changes: object) -> Pair:
    """A row of Placement that changes nothing, unless said otherwise."""
    plain = Pair(
        allowed=True, extra_capex_musd=0.0, extra_margin_musd_year=0.0, use={}, cell="Placement!C5"
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def operator(name: str, status: str = "committed") -> Operator:
    """An operator without limits, with the cell of its status."""
    return Operator(name, status, None, None, {"Status": f"Operators!B{name}"})


def fit(name: str, capex_musd: float = 0.0, cost_musd_year: float = 0.0) -> OperatorFit:
    """A row of Operator fit."""
    return OperatorFit(name, capex_musd, cost_musd_year, "Operator fit!C5")


def target(metric: str, by_period: int, filter_by: str = "all", value: str = "") -> Target:
    """A target of at least 1 that must be reached."""
    return Target(metric, filter_by, value, "at least", 1.0, by_period, False, None, "Targets!E5")
