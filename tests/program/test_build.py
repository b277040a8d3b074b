"""From tables to the program: what is resolved, and what is refused at its cell."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cases import cluster, pledge, program_of, site, tiny_settings
from tests.program.said import brief, findings_of


def test_calendar_begins_on_the_first_of_the_month() -> None:
    """Tests that any date inside the first period names it."""
    settings = tiny_settings(First_period=date(2027, 2, 19), Months_per_period=3)
    program = program_of(settings, Clusters=[cluster("A", 1)])
    assert program.calendar.first_day == date(2027, 2, 1)
    assert program.calendar.end_of(0) == date(2027, 4, 30)


def test_dates_become_periods() -> None:
    """Tests quarters from January 2027: May 2027 is period 1, January 2028 period 4."""
    settings = tiny_settings(Months_per_period=3, Decision_periods=8, Horizon_periods=8)
    window = {"Earliest start": date(2027, 5, 20), "Latest start": date(2028, 1, 1)}
    (built,) = program_of(settings, Clusters=[cluster("A", 1, **window)]).clusters
    assert (built.earliest_start, built.latest_start) == (1, 4)


def test_copies_stand_next_to_each_other() -> None:
    """Tests that a row with three copies gives three clusters, copy 1 first."""
    rows = [cluster("B", 7, Copies=3), cluster("A", 9), cluster("C", 1)]
    program = program_of(tiny_settings(), Clusters=rows)
    assert [it.label for it in program.clusters] == ["C", "B #1", "B #2", "B #3", "A"]
    assert program.cluster_order == ("B", "A", "C")


def test_life_in_periods() -> None:
    """Tests that 2.5 years are 10 quarters."""
    settings = tiny_settings(Months_per_period=3)
    (built,) = program_of(settings, Clusters=[cluster("A", 1, **{"Life (years)": 2.5})]).clusters
    assert built.life_periods == 10


def test_profiles_are_resolved_by_kind() -> None:
    """Tests that one name may be a capex and a ramp profile."""
    profiles = [
        {"Profile": "p", "Kind": "capex", "Step 1": 0.4, "Step 2": 0.6},
        {"Profile": "p", "Kind": "ramp", "Step 1": 0.5, "Step 2": 1},
    ]
    row = cluster("A", 1, **{"Capex profile": "p", "Ramp profile": "p"})
    (built,) = program_of(tiny_settings(), Clusters=[row], Profiles=profiles).clusters
    assert built.capex_profile == (0.4, 0.6)
    assert built.ramp_profile == (0.5, 1.0)


def test_cash_lines() -> None:
    """Tests that only the lines that have a row are replaced."""
    rows = [{"Cluster": "A", "Line": "operating cost", "Period 1": 4.0}]
    (built,) = program_of(tiny_settings(), Clusters=[cluster("A", 1)], Cash_flows=rows).clusters
    assert built.cash_lines.operating_cost_musd == (0.0, 4.0)
    assert built.cash_lines.net_musd is None


def test_blank_supply_is_no_limit_and_zero_is_none() -> None:
    """Tests that a blank power cell is not the same as 0."""
    sites = [site("S", **{"Power (MW)": 0})]
    (built,) = program_of(tiny_settings(), Clusters=[cluster("A", 1)], Sites=sites).sites
    assert built.supply == {"land": 1000.0, "power": 0.0}


def test_permit_at_confidence() -> None:
    """Tests that at 80 % the P80 of 30 months is read: three periods of a year."""
    sites = [site("S", **{"Permit median (months)": 12, "Permit P80 (months)": 30})]
    (built,) = program_of(tiny_settings(), Clusters=[cluster("A", 1)], Sites=sites).sites
    assert built.permit_months == pytest.approx(30)
    assert built.permit_periods == 3


def test_placement_keeps_only_what_differs() -> None:
    """Tests that a blank in Placement leaves the cluster's own use."""
    rows = [{"Cluster": "A", "Site": "S", "Power (MW)": 0, "Extra capex (USD m)": 5}]
    clusters = [cluster("A", 1, **{"Power (MW)": 10, "Land (acres)": 7})]
    program = program_of(tiny_settings(), Clusters=clusters, Placement=rows)
    (built,), (place,) = program.clusters, program.sites
    assert program.placement["A", "S"].extra_capex_musd == 5
    assert program.use(built, place, "power") == 0
    assert program.use(built, place, "land") == 7


def test_source_defaults() -> None:
    """Tests shares, call window, last start and rule where Funding says nothing."""
    rows = [pledge(1000, **{"Share before recovery": 0.5})]
    (built,) = program_of(tiny_settings(), Clusters=[cluster("A", 1)], Funding=rows).sources
    assert (built.share_before, built.share_after) == (0.5, 0.5)
    assert (built.first_call, built.last_call, built.last_start) == (0, 9, 2)
    assert (built.recovery_target_years, built.recovery_rule) == (None, "report")
    assert built.pays_preparation


def test_recovery_is_required_where_there_is_a_target() -> None:
    """Tests that a target without a rule binds."""
    rows = [pledge(1000, **{"Recovery target (years)": 20})]
    (built,) = program_of(tiny_settings(), Clusters=[cluster("A", 1)], Funding=rows).sources
    assert built.recovery_rule == "required"


def test_last_commitment_before_the_first_period() -> None:
    """Tests that nothing may start after a deadline that has passed."""
    rows = [pledge(1000, **{"Last commitment": date(2026, 12, 31)})]
    (built,) = program_of(tiny_settings(), Clusters=[cluster("A", 1)], Funding=rows).sources
    assert built.last_start == -1


def test_call_limits_are_sorted_by_period() -> None:
    """Tests that rows of Funding calls stand by period, one before the calendar in period 0."""
    rows = [
        {"Source": "JPN", "From": date(2028, 6, 1), "Maximum call (USD m/period)": 5},
        {"Source": "JPN", "From": date(2020, 1, 1), "Carry forward": "yes"},
    ]
    (built,) = program_of(tiny_settings(), Clusters=[cluster("A", 1)], Funding_calls=rows).sources
    assert [(it.from_period, it.maximum_musd, it.carry_forward) for it in built.call_limits] == [
        (0, None, True),
        (1, 5.0, False),
    ]


def test_group_rule_by_default_and_after_the_end() -> None:
    """Tests that a blank date and one after the decision periods mean the last of them."""
    rules = [
        {"Group": "g", "Rule": "at most", "Count": 0, "By": date(2027, 7, 1)},
        {"Group": "g", "Rule": "at most", "Count": 1},
        {"Group": "g", "Rule": "at most", "Count": 2, "By": date(2035, 1, 1)},
    ]
    program = program_of(
        tiny_settings(),
        Clusters=[cluster("A", 1)],
        Groups=[{"Group": "g", "Cluster": "A"}],
        Group_rules=rules,
    )
    assert [(it.count, it.by_period) for it in program.group_rules] == [(0, 0), (1, 2), (2, 2)]


def test_cells_lead_back_to_the_input() -> None:
    """Tests that cluster, setting and rule know their cells."""
    program = program_of(tiny_settings(), Clusters=[cluster("A", 1)])
    assert program.clusters[0].cells["Capex (USD m)"] == "Clusters!H5"
    assert program.setting_cells["Discount rate"] == "Settings!B10"


def test_horizon_shorter_than_decisions() -> None:
    """Tests that the horizon is at least the decision periods."""
    found = findings_of(tiny_settings(Decision_periods=4, Horizon_periods=3))
    assert brief(found) == [("E201", "Settings!B9")]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"Life (years)": 1.5}, ("E216", "Clusters!O5")),
        ({"Life (years)": 0}, ("W216", "Clusters!O5")),
        (
            {"Earliest start": date(2028, 1, 1), "Latest start": date(2027, 1, 1)},
            ("E214", "Clusters!Y5"),
        ),
        ({"Earliest start": date(2030, 1, 1)}, ("W214", "Clusters!X5")),
        ({"Latest start": date(2026, 1, 1)}, ("W214", "Clusters!Y5")),
        ({"Capex profile": "p"}, ("E217", "Clusters!J5")),
    ],
)
def test_clusters_that_do_not_make_sense(
    columns: dict[str, object], expected: tuple[str, str]
) -> None:
    """Tests each check on a row of Clusters; p is a ramp profile."""
    profiles = [{"Profile": "p", "Kind": "ramp", "Step 1": 1}]
    found = findings_of(Clusters=[cluster("A", 1, **columns)], Profiles=profiles)
    assert brief(found) == [expected]


@pytest.mark.parametrize(
    ("kind", "steps"),
    [
        ("capex", {"Step 1": 0.4, "Step 2": 0.5}),
        ("capex", {"Step 1": 0.5, "Step 3": 0.5}),
        ("ramp", {}),
        ("ramp", {"Step 2": 1}),
    ],
)
def test_profiles_that_do_not_make_sense(kind: str, steps: dict[str, object]) -> None:
    """Tests shares that sum to 0.9, blanks between steps, and a profile without steps."""
    found = findings_of(Profiles=[{"Profile": "p", "Kind": kind, **steps}])
    assert brief(found) == [("E217", "Profiles!C5")]


@pytest.mark.parametrize(
    ("median", "p80", "cell"),
    [(12, None, "Sites!M5"), (None, 12, "Sites!L5"), (0, 12, "Sites!L5"), (12, 6, "Sites!M5")],
)
def test_permits_that_do_not_fit(median: object, p80: object, cell: str) -> None:
    """Tests that one permit figure without the other, or a P80 below the median, is refused."""
    columns = {"Permit median (months)": median, "Permit P80 (months)": p80}
    assert brief(findings_of(Sites=[site("S", **columns)])) == [("E215", cell)]


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"Already committed (USD m)": 1001}, ("E221", "Funding!D5")),
        ({"Recovery rule": "required"}, ("E218", "Funding!P5")),
        (
            {"First call": date(2029, 1, 1), "Last call": date(2028, 1, 1)},
            ("E220", "Funding!G5"),
        ),
        ({"First call": date(2050, 1, 1)}, ("W220", "Funding!F5")),
        ({"Last call": date(2020, 1, 1)}, ("W220", "Funding!G5")),
    ],
)
def test_funding_that_does_not_make_sense(
    columns: dict[str, object], expected: tuple[str, str]
) -> None:
    """Tests each check on the row of Funding."""
    assert brief(findings_of(Funding=[pledge(1000, **columns)])) == [expected]


def test_two_call_limits_in_one_period() -> None:
    """Tests that March and April 2028 are one yearly period."""
    rows = [{"Source": "JPN", "From": date(2028, month, 1)} for month in (3, 4)]
    assert brief(findings_of(Funding_calls=rows)) == [("E219", "Funding calls!B6")]


def test_cluster_fixed_to_a_closed_site() -> None:
    """Tests that it is a warning: the cluster has no option, which is a matter of the plan."""
    found = findings_of(
        Clusters=[cluster("A", 1, Site="S"), cluster("B", 1, Site="S", Decision="skip")],
        Sites=[site("S", Decision="closed")],
    )
    assert brief(found) == [("W310", "Clusters!Z5")]
    assert found[0].message.startswith("S is closed in Sites!G5:")
    assert found[0].involved == ("Sites!G5",)


def test_cash_flow_row_without_figures_and_negative_capex() -> None:
    """Tests that an empty row and negative capex are both refused."""
    rows = [
        {"Cluster": "A", "Line": "net"},
        {"Cluster": "A", "Line": "capex", "Period 0": -1},
    ]
    assert brief(findings_of(Cash_flows=rows)) == [
        ("E223", "Cash flows!C5"),
        ("E224", "Cash flows!B6"),
    ]


def test_group_rule_before_the_first_period() -> None:
    """Tests that a date before the calendar is refused."""
    found = findings_of(
        Groups=[{"Group": "g", "Cluster": "A"}],
        Group_rules=[{"Group": "g", "Rule": "at least", "Count": 1, "By": date(2026, 12, 31)}],
    )
    assert brief(found) == [("E222", "Group rules!D5")]


def test_cluster_that_needs_itself() -> None:
    """Tests that a cluster cannot wait for itself."""
    found = findings_of(Dependencies=[{"Cluster": "A", "Needs": "A"}])
    assert brief(found) == [("E210", "Dependencies!B5")]
