"""Options for given starts are those of the search, whatever excludes them."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from optmodel.economics.given import GivenStart, given_options, with_given
from optmodel.economics.options import build_options
from optmodel.economics.types import Options
from optmodel.program.build import build
from tests.cases import cluster, program_of, site, tiny_settings
from tests.oracle.generator_rulebook import rulebook

EARNS = {"Revenue (USD m/year)": 30.0, "Taxable owner": "no"}


def places(options: Options) -> list[GivenStart]:
    """What the options are known by."""
    return list(
        zip(
            options.cluster.tolist(),
            options.operator.tolist(),
            options.site.tolist(),
            options.start.tolist(),
            strict=True,
        )
    )


def assert_equal(first: Options, second: Options) -> None:
    """Compare every figure; rows of steps may end in more or fewer zeros."""
    for figure in fields(Options):
        if figure.name == "excluded":
            continue
        one, other = getattr(first, figure.name), getattr(second, figure.name)
        if one.ndim == 2:
            width = min(one.shape[1], other.shape[1])
            assert not one[:, width:].any()
            assert not other[:, width:].any()
            one, other = one[:, :width], other[:, :width]
        np.testing.assert_array_equal(one, other, err_msg=figure.name)


@pytest.mark.parametrize("seed", range(40, 52))
def test_given_options_are_those_of_the_search(seed: int) -> None:
    """Tests the options of random workbooks, each asked for as a given start."""
    program, _ = build(rulebook(seed).tables())
    assert program is not None
    options = build_options(program)
    assert_equal(options, given_options(program, places(options)))
    assert with_given(program, options, places(options)) is options


@pytest.mark.parametrize("seed", range(52, 60))
def test_a_missing_option_is_put_where_it_was(seed: int) -> None:
    """Tests that options without every other one get them back, in their order."""
    program, _ = build(rulebook(seed).tables())
    assert program is not None
    options = build_options(program)
    half = {figure.name: getattr(options, figure.name)[::2] for figure in fields(Options)}
    some = replace(options, **half | {"excluded": options.excluded})
    assert_equal(options, with_given(program, some, places(options)))


def test_an_excluded_start_has_its_worth() -> None:
    """Tests A at a closed site from 2028: 8 years of 30 less 100 = 140; JPN may pay for it."""
    program = program_of(
        tiny_settings(),
        Clusters=[cluster("A", 100.0, **EARNS)],
        Sites=[site("S", Decision="closed")],
    )
    assert len(build_options(program)) == 0
    options = given_options(program, [(0, -1, 0, 1)])
    assert options.npv_musd.tolist() == [140]
    assert options.payable.tolist() == [[True]]


def test_what_is_spent_after_the_horizon_is_left_out() -> None:
    """Tests a build of 4 years from the last of 3: 50 of 100 are spent inside 4 years."""
    program = program_of(
        tiny_settings(Horizon_periods=4), Clusters=[cluster("A", 100.0, 4, **EARNS)]
    )
    options = given_options(program, [(0, -1, 0, 2)])
    assert options.capital_steps_musd.tolist() == [[25, 25, 0, 0]]
    assert options.capital_musd.tolist() == [50]
