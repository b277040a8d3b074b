"""Synergies of clusters at one site against sums made by hand."""

from __future__ import annotations

import pytest

from optmodel.audit.audit import evaluate
from optmodel.audit.claim import Start
from optmodel.audit.verdict import Verdict

from .workbooks import cluster, opening, site, start, tables_of

FIB, CAB = start("FIB"), start("CAB", 1)


def judge(settings: dict, *starts: Start, life: float | None = None, copies: int = 1) -> Verdict:
    """A plan under a synergy of 12 a year and a saving of 5.

    FIB operates from period 1 on, CAB two periods after its start.
    """
    tables = tables_of(
        settings,
        [cluster("FIB", Copies=copies, **{"Life (years)": life}), cluster("CAB", 200, 2)],
        [site("ORR"), site("INL")],
        {"Share before recovery": 0.5},
        Synergies=[
            {
                "Cluster A": "CAB",
                "Cluster B": "FIB",
                "Benefit (USD m/year)": 12,
                "Capex saving (USD m)": 5,
            }
        ],
    )
    places = dict.fromkeys(one.site for one in starts)
    return evaluate(tables, starts, [opening(place) for place in places])


def test_benefit_while_both_operate_and_saving_once_both_started() -> None:
    """Tests 12 in periods 3, 4 and 5 and 5 in period 1: 41, all of it the host's.

    Without it the program has 5 x 60 - 100 + 3 x 60 - 200 = 180; the pledge has half of all cash,
    240, less 300.
    """
    verdict = judge({}, FIB, CAB)
    assert verdict.synergy_musd == pytest.approx(41)
    assert verdict.values == pytest.approx(
        {"program": 221, "united_states": 281, "japan": -60, "other": 0}
    )


def test_synergy_escalates_and_is_discounted() -> None:
    """Tests revenue prices + 10 %, capex prices + 20 % a year, at a rate of 25 %.

    12 x (1.331 / 1.953125 + 1.4641 / 2.44140625 + 1.61051 / 3.0517578125) = 21.706788;
    5 x 1.2 / 1.25 = 4.8.
    """
    settings = {"Revenue escalation": 0.1, "Capex escalation": 0.2, "Discount rate": 0.25}
    benefit = 12 * (1.331 / 1.953125 + 1.4641 / 2.44140625 + 1.61051 / 3.0517578125)
    assert judge(settings, FIB, CAB).synergy_musd == pytest.approx(benefit + 4.8)


def test_half_years_have_half_the_benefit() -> None:
    """Tests 6 in each of periods 3, 4 and 5, and the saving as it is: 23."""
    assert judge({"Months per period": 6}, FIB, CAB).synergy_musd == pytest.approx(23)


def test_nothing_at_different_sites() -> None:
    """Tests that clusters apart gain nothing."""
    assert judge({}, FIB, start("CAB", 1, "INL")).synergy_musd == 0


def test_nothing_after_a_life() -> None:
    """Tests that FIB's three years end with period 3: 12 once, and the saving."""
    assert judge({}, FIB, CAB, life=3).synergy_musd == pytest.approx(17)


def test_once_per_site_however_many_copies() -> None:
    """Tests that two copies of FIB bring what one does, and one at another site nothing."""
    again, away = start("FIB", copy=2), start("FIB", 0, "INL", copy=2)
    assert judge({}, FIB, again, CAB, copies=2).synergy_musd == pytest.approx(41)
    assert judge({}, FIB, away, CAB, copies=2).synergy_musd == pytest.approx(41)
    # The copy that comes later prolongs nothing, the one that comes first counts.
    later = start("FIB", 2, copy=2)
    assert judge({}, FIB, later, CAB, copies=2).synergy_musd == pytest.approx(41)
