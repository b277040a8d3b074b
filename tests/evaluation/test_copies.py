"""Copies of a cluster are alike, whatever numbers a reviewer gives them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from optmodel import api
from optmodel.evaluation.evaluate import evaluate
from tests.cases import Rows, cluster, pledge, site, tiny_settings
from tests.evaluation.sheets import edit


def three_copies() -> dict[str, Rows | dict[str, object]]:
    """A costs 100 and earns 30 in each later year of ten; JPN can pay for two of three."""
    earns = {"Revenue (USD m/year)": 30.0, "Taxable owner": "no", "Copies": 3}
    return {
        "Settings": tiny_settings(),
        "Clusters": [cluster("A", 100.0, **earns)],
        "Sites": [site("S", 500.0)],
        "Funding": [pledge(250.0)],
    }


def test_copies_are_numbered_by_their_starts(tmp_path: Path) -> None:
    """Tests #3 from 2027 and #1 from 2028: 170 + 140, as #1 and #2, in their order."""
    folder = api.run(three_copies(), output=tmp_path).folder
    assert folder is not None
    results = folder / "results.xlsx"
    edit(
        results,
        {
            "A #1": {"Start": date(2028, 5, 1)},
            "A #2": {"Fund": "no"},
            "A #3": {"Fund": "yes", "Site": "S", "Start": date(2027, 5, 1)},
        },
    )
    found = evaluate(results, three_copies())
    assert (found.value_musd, found.keeps_every_limit) == (310, True)
    assert [(one.copy, one.period) for one in found.plan.decisions if one.funded] == [
        (1, 0),
        (2, 1),
    ]
    assert found.record.notes == (
        "Copies of A are alike and numbered in the order of their starts.",
    )


def test_a_third_copy_is_beyond_the_pledge(tmp_path: Path) -> None:
    """Tests 300 of 250 with all three, each worth 170 from 2027."""
    folder = api.run(three_copies(), output=tmp_path).folder
    assert folder is not None
    results = folder / "results.xlsx"
    edit(results, {"A #3": {"Fund": "yes", "Site": "S", "Start": date(2027, 1, 1)}})
    found = evaluate(results, three_copies())
    assert found.value_musd == 510
    assert [(one.rule, one.excess) for one in found.broken] == [("commitment_limit", 50)]
