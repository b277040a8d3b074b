"""Several sources, their shares, pools and limits by sector."""

from __future__ import annotations

import pytest

from tests.cases import Rows, cluster, pledge, program_of, tiny_settings
from tests.program.said import brief, findings_of

SHARE = "Maximum share of a cluster"


def external(**over: object) -> dict[str, object]:
    """Make a second row of Funding."""
    return {"Source": "EXT", "Commitment (USD m)": 50} | over


def test_sources_keep_the_order_of_the_sheet() -> None:
    """Tests that the pledge is the first row, whatever the commitments are."""
    rows = [pledge(100), external(), external(Source="A-fund", Vehicle="pooled")]
    sources = program_of(tiny_settings(), Clusters=[cluster("A", 1)], Funding=rows).sources
    assert [(it.id, it.is_pooled) for it in sources] == [
        ("JPN", False),
        ("EXT", False),
        ("A-fund", True),
    ]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([pledge(**{SHARE: 0.5})], [("E228", "Funding!Q5")]),
        ([pledge(**{SHARE: 0.6}), external(**{SHARE: 0.3})], [("E228", "Funding!Q5")]),
        ([pledge(**{SHARE: 0.6}), external(**{SHARE: 0.4})], []),
        ([pledge(**{SHARE: 0}), external()], [("W239", "Funding!Q5")]),
    ],
)
def test_shares_add_up_to_a_whole_cluster(rows: Rows, expected: list[tuple[str, str]]) -> None:
    """Tests that 0.5 alone and 0.6 + 0.3 cannot pay a cluster; 0.6 + 0.4 and 0 + 1 can."""
    assert brief(findings_of(Funding=rows)) == expected


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (
            {"Share before recovery": 0, "Share after recovery": 0.1},
            [("E229", "Funding!J5")],
        ),
        ({"Share before recovery": 0.5, "Share after recovery": 0.1}, []),
        ({"Share before recovery": 0}, []),
        ({"Share before recovery": 0, "Share after recovery": 0}, []),
    ],
)
def test_pool_that_could_never_be_repaid(
    terms: dict[str, object], expected: list[tuple[str, str]]
) -> None:
    """Tests that a share that begins with the recovery needs one that leads to it."""
    assert brief(findings_of(Funding=[pledge(Vehicle="pooled", **terms)])) == expected
    assert not any(it.is_error for it in findings_of(Funding=[pledge(**terms)]))


def test_limits_by_sector() -> None:
    """Tests that each source has its own limits, by figures whatever the order of rows."""
    program = program_of(
        tiny_settings(),
        Clusters=[cluster("A", 1, Sector="energy"), cluster("B", 1, Sector="chips")],
        Funding=[pledge(), external()],
        Sector_limits=[
            {"Source": "EXT", "Sector": "energy", "Minimum (USD m)": 3, "Maximum (USD m)": 9},
            {"Source": "EXT", "Sector": "chips", "Maximum (USD m)": 4},
            {"Source": "JPN", "Sector": "chips", "Minimum (USD m)": 1},
        ],
    )
    limits = {
        source.id: [(it.sector, it.minimum_musd, it.maximum_musd) for it in source.sector_limits]
        for source in program.sources
    }
    assert limits == {
        "JPN": [("chips", 1.0, None)],
        "EXT": [("chips", 0.0, 4.0), ("energy", 3.0, 9.0)],
    }
    assert program.sources[0].sector_limits[0].cells["Minimum (USD m)"] == "Sector limits!C7"


def test_sector_that_no_cluster_has() -> None:
    """Tests that a limit on nothing is refused, with a near name."""
    (found,) = findings_of(
        Clusters=[cluster("A", 1, Sector="energy")],
        Sector_limits=[{"Source": "JPN", "Sector": "enegry", "Maximum (USD m)": 1}],
    )
    assert (found.code, found.address) == ("E225", "Sector limits!B5")
    assert found.message == (
        '"enegry" is not in the column Sector of Clusters. Did you mean "energy"?'
    )


def test_minimum_above_the_maximum() -> None:
    """Tests that 5 to 4 is refused and 4 to 4 is not."""

    def limit(least: float) -> list[tuple[str, str]]:
        figures = {"Minimum (USD m)": least, "Maximum (USD m)": 4}
        return brief(
            findings_of(
                Clusters=[cluster("A", 1, Sector="energy")],
                Sector_limits=[{"Source": "JPN", "Sector": "energy", **figures}],
            )
        )

    assert limit(5) == [("E233", "Sector limits!C5")]
    assert limit(4) == []
