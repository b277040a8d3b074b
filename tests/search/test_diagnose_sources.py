"""Why no plan is possible where several sources pay, or a pool has to be repaid."""

from __future__ import annotations

from datetime import date

from tests.cases import cluster, pledge, program_of, tiny_settings
from tests.search.test_diagnose import must, reasons


def external(commitment: float, **over: object) -> dict[str, object]:
    """Make a second row of Funding."""
    return pledge(commitment, Source="EXT", **over)


def test_sources_that_are_short_together_say_by_how_much() -> None:
    """Tests that 60 + 70 = 130 against 50 + 30 = 80 are short by 50."""
    (sentence,) = reasons(
        program_of(
            tiny_settings(),
            Clusters=[must("A", 60.0), must("B", 70.0)],
            Funding=[pledge(50.0), external(30.0)],
        )
    )
    assert sentence.startswith(
        "What must be funded is short by at least 50.0 USD m beyond what all sources can pay "
        "(proven): it calls at least 130.0 USD m, and 80.0 USD m are left of their commitments"
    )
    assert "Funding!" in sentence


def test_sources_that_are_short_by_period_say_by_how_much() -> None:
    """Tests that 130 in 2027 against 50 + 40 a period are short by 40, though 300 are there."""
    only = {"Latest start": date(2027, 1, 1)}
    limits = [
        {"Source": name, "From": date(2027, 1, 1), "Maximum call (USD m/period)": most}
        for name, most in (("JPN", 50.0), ("EXT", 40.0))
    ]
    (sentence,) = reasons(
        program_of(
            tiny_settings(),
            Clusters=[must("A", 60.0, **only), must("B", 70.0, **only)],
            Funding=[pledge(200.0), external(100.0)],
            Funding_calls=limits,
        )
    )
    assert sentence.startswith(
        "All sources together have enough in all, but what they can pay by period is short by at "
        "least 40.0 USD m (proven); see Funding calls!"
    )


def test_maximum_share_in_the_way_is_named_beside_the_commitments() -> None:
    """Tests that JPN has 70 of 150 and may pay for half of A's 100 and B's 50 only: 75."""
    half = {"Maximum share of a cluster": 0.5}
    sentences = reasons(
        program_of(
            tiny_settings(),
            Clusters=[must("A", 100.0), must("B", 50.0)],
            Funding=[pledge(70.0, **half), external(1000.0, **half)],
        )
    )
    assert any("Without the commitments (rule commitment_limit" in each for each in sentences)
    assert any("that a source pays (rule maximum_share: Funding!" in each for each in sentences)


def test_required_recovery_of_a_pool_in_the_way_is_named() -> None:
    """Tests that A and B, called 100 and paid back 10 a year at half, take longer than 5 years."""
    earns = {"Revenue (USD m/year)": 5.0}
    (sentence,) = reasons(
        program_of(
            tiny_settings(),
            Clusters=[must("A", 60.0, **earns), must("B", 40.0, **earns), cluster("C", 1.0)],
            Funding=[
                pledge(
                    1000.0,
                    **{
                        "Vehicle": "pooled",
                        "Share before recovery": 0.5,
                        "Recovery target (years)": 5,
                        "Recovery rule": "required",
                    },
                )
            ],
        )
    )
    assert sentence.startswith(
        "Without the recovery that sources require (rule source_recovery: Funding!"
    )
