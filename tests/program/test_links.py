"""Dependencies with a latest start, group rules at one site."""

from __future__ import annotations

from datetime import date

import pytest

from tests.cases import cluster, program_of, tiny_settings
from tests.program.said import brief, findings_of

CLUSTERS = [cluster("A", 1), cluster("B", 2)]


def needs(lag: int, most: int | None) -> dict[str, object]:
    """Make a row of Dependencies: A needs B."""
    return {"Cluster": "A", "Needs": "B", "Lag (periods)": lag, "Maximum lag (periods)": most}


@pytest.mark.parametrize(("lag", "most"), [(0, None), (0, 0), (1, 1), (1, 3)])
def test_maximum_lag(lag: int, most: int | None) -> None:
    """Tests that a blank is no limit, and that it may equal the lag."""
    (built,) = program_of(
        tiny_settings(), Clusters=CLUSTERS, Dependencies=[needs(lag, most)]
    ).dependencies
    assert (built.lag_periods, built.maximum_lag_periods) == (lag, most)


def test_maximum_lag_below_the_lag() -> None:
    """Tests that at least 2 and at most 1 period later is refused."""
    (found,) = findings_of(Clusters=CLUSTERS, Dependencies=[needs(2, 1)])
    assert (found.code, found.address) == ("E232", "Dependencies!F5")
    assert found.message == "1 is less than the lag of 2: it cannot start."


def test_group_rule_at_one_site() -> None:
    """Tests that a blank counts over all sites."""
    rules = [
        {"Group": "g", "Rule": "at most", "Count": 1, "Same site": same} for same in (None, "yes")
    ]
    program = program_of(
        tiny_settings(),
        Clusters=CLUSTERS,
        Groups=[{"Group": "g", "Cluster": "A"}],
        Group_rules=rules,
    )
    assert [it.same_site for it in program.group_rules] == [False, True]


def test_groups_that_look_alike() -> None:
    """Tests that Parks is not silently another group than parks, said once."""
    rows = [
        {"Group": name, "Cluster": member}
        for name, member in [("parks", "A"), ("Parks", "B"), ("Parks", "C")]
    ]
    found = findings_of(Clusters=[*CLUSTERS, cluster("C", 3)], Groups=rows)
    assert brief(found) == [("E227", "Groups!A6")]


def test_group_rule_keeps_its_date_at_one_site() -> None:
    """Tests that both new and old columns of a rule are read together."""
    rule = {"Group": "g", "Rule": "exactly", "Count": 1, "By": date(2028, 1, 1), "Same site": "yes"}
    (built,) = program_of(
        tiny_settings(),
        Clusters=CLUSTERS,
        Groups=[{"Group": "g", "Cluster": "A"}],
        Group_rules=[rule],
    ).group_rules
    assert (built.sense, built.count, built.by_period, built.same_site) == ("exactly", 1, 1, True)
