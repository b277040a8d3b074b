"""Limits that what must be funded exceeds: just possible, and just not."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cases import Rows, cluster, pledge, site, tiny_settings
from tests.sense.said import brief, impossible, words

FUND = {"Decision": "fund"}
TWO = [cluster("A", 60, **FUND), cluster("B", 40, Copies=2, **FUND), cluster("C", 500)]
"""They must be funded for 60 + 2 * 40 = 140."""

EXT = {"Source": "EXT", "Commitment (USD m)": 1000}


def codes(settings: dict[str, object] | None = None, **sheets: Rows) -> list[str]:
    """Codes of what is said of the clusters above, unless there are others."""
    return [it.code for it in impossible(settings, **({"Clusters": TWO} | sheets))]


@pytest.mark.parametrize(
    ("funding", "expected"),
    [
        ([pledge(140)], []),
        ([pledge(139)], ["E315"]),
        ([pledge(200, **{"Already committed (USD m)": 61})], ["E315"]),
        ([pledge(100), {**EXT, "Commitment (USD m)": 40}], []),
        ([pledge(100), {**EXT, "Commitment (USD m)": 39}], ["E315"]),
        ([pledge(104), {**EXT, "Maximum share of a cluster": 0.25}], ["E315"]),
        ([pledge(105), {**EXT, "Maximum share of a cluster": 0.25}], []),
    ],
)
def test_money(funding: Rows, expected: list[str]) -> None:
    """Tests one source, what is committed already, two sources, and a share of a quarter."""
    found = [it for it in codes(Funding=funding) if it != "W312"]
    assert found == expected


def test_words_about_money() -> None:
    """Tests amounts, sources and cells."""
    found = impossible(Clusters=TWO[:2], Funding=[pledge(139)])
    assert words(found) == (
        "A and B (2 copies) must be funded and take at least USD 140 m of capital; what is left to "
        "call is USD 139 m of JPN, at least USD 1 m too little (more may be missing). Raise the "
        "commitment, or free a cluster."
    )
    assert {"Clusters!F5", "Clusters!H6"} < set(found[0].involved)


def test_calls_over_all_periods() -> None:
    """Tests that ten years of 13 a year are 130, whatever the commitment is."""
    rows = [{"Source": "JPN", "From": date(2027, 1, 1), "Maximum call (USD m/period)": 13,
             "Carry forward": "yes"}]  # fmt: skip
    clusters = [cluster(f"A{i}", 14, build_periods=4, **FUND) for i in range(10)]
    assert codes(Clusters=clusters, Funding_calls=rows) == ["E315"]


def test_support_takes_nothing_from_the_pledge() -> None:
    """Tests that a half that is paid by a grant leaves 70."""
    half = [{**row, "Support (% of capex)": 0.5} for row in TWO[:2]]
    assert codes(Clusters=half, Funding=[pledge(70)]) == []
    assert codes(Clusters=half, Funding=[pledge(69)]) == ["E315"]


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ({"Maximum (USD m)": 60}, []),
        ({"Maximum (USD m)": 59}, ["E316"]),
        ({"Minimum (USD m)": 160}, []),
        ({"Minimum (USD m)": 161}, ["E316"]),
    ],
)
def test_sectors(limit: dict[str, object], expected: list[str]) -> None:
    """Tests a sector of 60 that must be funded, and of 160 in all."""
    clusters = [
        cluster("A", 60, Sector="chips", **FUND),
        cluster("B", 100, Sector="chips"),
        cluster("C", 9, **FUND),
    ]
    limits = [{"Source": "JPN", "Sector": "chips", **limit}]
    assert codes(Clusters=clusters, Sector_limits=limits) == expected


def test_a_sector_that_others_may_pay_for() -> None:
    """Tests that a source that can leave all to another one exceeds no maximum."""
    limits = [{"Source": "JPN", "Sector": "chips", "Maximum (USD m)": 0}]
    clusters = [cluster("A", 60, Sector="chips", **FUND)]
    both = [pledge(100), EXT]
    half = [pledge(100), {**EXT, "Maximum share of a cluster": 0.5}]
    assert codes(Clusters=clusters, Funding=both, Sector_limits=limits) == []
    assert codes(Clusters=clusters, Funding=half, Sector_limits=limits) == ["E316"]


@pytest.mark.parametrize(
    ("rule", "count", "expected"),
    [
        ("at least", 4, []),
        ("at least", 5, ["E317"]),
        ("at most", 3, []),
        ("at most", 2, ["E317"]),
        ("exactly", 3, []),
        ("exactly", 2, ["E317"]),
        ("exactly", 5, ["E317"]),
    ],
)
def test_groups(rule: str, count: int, expected: list[str]) -> None:
    """Tests a group of four, copies counted, of which three must be funded."""
    groups = [{"Group": "g", "Cluster": name} for name in "ABC"]
    rules = [{"Group": "g", "Rule": rule, "Count": count}]
    assert codes(Groups=groups, Group_rules=rules) == expected


def test_groups_by_a_date() -> None:
    """Tests that what may start later does not break an early rule."""
    groups = [{"Group": "g", "Cluster": "A"}]
    by = {"Group": "g", "By": date(2027, 6, 1)}
    late = [cluster("A", 1, **{"Earliest start": date(2028, 1, 1)}, **FUND)]
    one = [{**by, "Rule": "at least", "Count": 1}]
    none = [{**by, "Rule": "at most", "Count": 0}]
    assert codes(Clusters=late, Groups=groups, Group_rules=one) == ["E317"]
    assert codes(Clusters=late, Groups=groups, Group_rules=none) == []


@pytest.mark.parametrize(("maximum", "expected"), [(None, []), (1, ["E317"])])
def test_groups_at_one_site(maximum: int | None, expected: list[str]) -> None:
    """Tests that two can stand at a site only where it takes two."""
    groups = [{"Group": "g", "Cluster": name} for name in "AB"]
    rules = [{"Group": "g", "Rule": "at least", "Count": 2, "Same site": "yes"}]
    places = [site(name, **{"Maximum clusters": maximum}) for name in "RS"]
    clusters = [cluster("A", 1), cluster("B", 1)]
    assert codes(Clusters=clusters, Sites=places, Groups=groups, Group_rules=rules) == expected


@pytest.mark.parametrize(("early", "expected"), [(2027, ["E318"]), (2029, [])])
def test_rules_that_contradict(early: int, expected: list[str]) -> None:
    """Tests at least two by some date and at most one by 2028: what has started stays."""
    groups = [{"Group": "g", "Cluster": name} for name in "AB"]
    rules = [
        {"Group": "g", "Rule": "at least", "Count": 2, "By": date(early, 1, 1)},
        {"Group": "g", "Rule": "at most", "Count": 1, "By": date(2028, 1, 1)},
    ]
    clusters = [cluster("A", 1), cluster("B", 1)]
    assert codes(Clusters=clusters, Groups=groups, Group_rules=rules) == expected


@pytest.mark.parametrize(("maximum", "expected"), [(3, []), (2, ["E319"]), (0, ["E319"])])
def test_sites_opened(maximum: int, expected: list[str]) -> None:
    """Tests an open site, one that a cluster is fixed to, and one of two that another needs."""
    places = [site("P", Decision="open"), site("Q"), site("R"), site("S")]
    clusters = [cluster("A", 1, Site="Q", **FUND), cluster("B", 1, **FUND), cluster("C", 1)]
    no = [{"Cluster": "B", "Site": name, "Allowed": "no"} for name in "PQ"]
    settings = tiny_settings(Maximum_sites=maximum)
    assert codes(settings, Clusters=clusters, Sites=places, Placement=no) == expected


@pytest.mark.parametrize(("maximum", "expected"), [(2, []), (1, ["E320"]), (0, ["E320"])])
def test_starts_per_period(maximum: int, expected: list[str]) -> None:
    """Tests two that must start in 2028 and one that must start some time."""
    window = {"Earliest start": date(2028, 1, 1), "Latest start": date(2028, 12, 1)}
    clusters = [cluster("A", 1, Copies=2, **window, **FUND), cluster("B", 1, **FUND)]
    settings = tiny_settings(Maximum_starts_per_period=maximum)
    assert codes(settings, Clusters=clusters) == expected


@pytest.mark.parametrize(("maximum", "expected"), [(2, []), (1, ["E321"])])
def test_clusters_at_a_site(maximum: int, expected: list[str]) -> None:
    """Tests two copies fixed to a site."""
    clusters = [cluster("A", 1, Copies=2, Site="S", **FUND), cluster("B", 1, **FUND)]
    places = [site("S", **{"Maximum clusters": maximum}), site("R")]
    assert codes(Clusters=clusters, Sites=places) == expected


def test_why_nowhere_else() -> None:
    """Tests that a fixed site and a recovery that no other site allows are told with the cells."""
    money = [pledge(1000, **{"Share before recovery": 1, "Recovery target (years)": 6})]
    terms = {"Revenue (USD m/year)": 20, **FUND}
    clusters = [cluster("A", 100, Site="S", **terms), cluster("B", 100, **terms)]
    places = [site("S", **{"Maximum clusters": 1}), site("R", **{"Capex factor": 2})]
    found = impossible(Clusters=clusters, Sites=places, Funding=money)
    why = (
        "at R: the recovery of JPN is beyond the horizon, the target is 6 years (Funding!O5); "
        "the same for B."
    )
    assert words(found) == (
        "S takes at most 1 cluster, but 2 clusters must be funded and can stand nowhere else: A "
        "and B. A is fixed there (Clusters!Z5). If not, A still could stand nowhere else: " + why
    )
    free = impossible(Clusters=[{**row, "Site": None} for row in clusters], Sites=places,
                      Funding=money)  # fmt: skip
    assert words(free).endswith(": A and B. Why A cannot stand elsewhere: " + why)
    assert {"Clusters!Z5", "Funding!O5"} < set(found[0].involved)


def test_why_nowhere_else_at_the_same_site() -> None:
    """Tests a cluster that could stand elsewhere, if what it needs at the same site could."""
    clusters = [cluster("A", 1, Site="S", **FUND), cluster("B", 1, **FUND)]
    places = [site("S", **{"Maximum clusters": 1}), site("R")]
    waits = [{"Cluster": "B", "Needs": "A", "Same site": "yes"}]
    said = words(impossible(Clusters=clusters, Sites=places, Dependencies=waits))
    assert said.endswith(
        " A is fixed there (Clusters!Z5). Elsewhere what B needs cannot be there in time."
    )


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"Land (acres)": 600}, ["E322"]),
        ({"Land (acres)": 500}, []),
        ({"Power (MW)": 60}, ["E322"]),
        ({"Power (MW)": 50}, []),
        ({"Power (MW)": 60, "Life (years)": 2}, []),
    ],
)
def test_land_and_power(columns: dict[str, object], expected: list[str]) -> None:
    """Tests two at a site of 1000 acres and 100 MW; with a life of 2 years they can take turns."""
    clusters = [cluster(name, 1, **columns, **FUND) for name in "AB"]
    found = impossible(Clusters=clusters, Sites=[site("S", **{"Power (MW)": 100})])
    assert [it.code for it in found] == expected


def test_power_that_another_cluster_could_bring() -> None:
    """Tests that a power plant that may be built is counted in."""
    clusters = [cluster(name, 1, **{"Power (MW)": 60}, **FUND) for name in "AB"]
    plant = cluster("P", 1, **{"Power (MW)": -20})
    places = [site("S", **{"Power (MW)": 100})]
    assert codes(Clusters=[*clusters, plant], Sites=places) == []
    skipped = {**plant, "Decision": "skip"}
    assert codes(Clusters=[*clusters, skipped], Sites=places) == ["E322"]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ({"Metric": "jobs", "Sense": "at least", "Amount": 250}, []),
        ({"Metric": "jobs", "Sense": "at least", "Amount": 251}, ["E323"]),
        ({"Metric": "jobs", "Sense": "at least", "Amount": 251, "Strength": 1}, []),
        ({"Metric": "jobs", "Sense": "at most", "Amount": 150}, []),
        ({"Metric": "jobs", "Sense": "at most", "Amount": 149}, ["E323"]),
        ({"Metric": "clusters", "Sense": "at least", "Amount": 4}, ["E323"]),
        ({"Metric": "capex", "Sense": "at most", "Amount": 1}, ["E323"]),
        ({"Metric": "jobs", "Sense": "at least", "Amount": 1, "By": date(2027, 5, 5)}, ["E323"]),
    ],
)
def test_targets(target: dict[str, object], expected: list[str]) -> None:
    """Tests 150 jobs that must be there and 250 that can, from the second year on."""
    clusters = [cluster("A", 1, Copies=2, Jobs=75, **FUND), cluster("B", 1, Jobs=100)]
    assert codes(Clusters=clusters, Targets=[target]) == expected


@pytest.mark.parametrize(("amount", "expected"), [(0.4, []), (0.41, ["E323"])])
def test_target_on_a_share(amount: float, expected: list[str]) -> None:
    """Tests that 40 of 100 jobs at most are of chips, where 60 others must be there."""
    clusters = [
        cluster("A", 1, Sector="ships", Jobs=60, **FUND),
        cluster("B", 1, Sector="chips", Jobs=40),
    ]
    target = {"Metric": "jobs", "Filter by": "sector", "Filter": "chips", "Sense": "at least",
              "Amount": amount, "Amount is": "share"}  # fmt: skip
    assert codes(Clusters=clusters, Targets=[target]) == expected


@pytest.mark.parametrize(
    ("limit", "expected"),
    [
        ({"Maximum clusters": 2}, []),
        ({"Maximum clusters": 1}, ["E324"]),
        ({"Maximum capital (USD m)": 20}, []),
        ({"Maximum capital (USD m)": 19}, ["E324"]),
    ],
)
def test_operators(limit: dict[str, object], expected: list[str]) -> None:
    """Tests two clusters of 10 that one company alone could run."""
    clusters = [cluster(name, 10, Operator="X", **FUND) for name in "AB"]
    assert codes(Clusters=clusters, Operators=[{"Operator": "X", **limit}]) == expected


def test_nothing_is_said_where_nothing_must_be() -> None:
    """Tests that limits alone, however tight, are no contradiction: nothing need be funded."""
    free = [cluster("A", 60, Copies=3, Operator="X")]
    found = impossible(
        tiny_settings(Maximum_sites=0, Maximum_starts_per_period=0),
        Clusters=free,
        Funding=[pledge(100)],
        Operators=[{"Operator": "X", "Maximum clusters": 0}],
    )
    assert brief(found) == []
