"""Options that are worked out once for several programs."""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np
import pytest

from optmodel.conflict.known_options import KnownOptions, what_options_rest_on
from optmodel.economics.options import build_options
from optmodel.economics.types import Options
from optmodel.program.build import build
from optmodel.program.program import Program
from tests.cases import program_of, tiny_settings
from tests.conflict.asking import must
from tests.oracle.generator_rulebook import rulebook

SEEDS = (0, 2, 3, 5, 7, 8, 9, 10, 11, 12)
"""Of workbooks that have anything to leave out."""


def small() -> Program:
    """A program of one cluster that must be funded."""
    return program_of(tiny_settings(), Clusters=[must("A", 100.0)])


def figures(options: Options) -> dict[str, np.ndarray]:
    """Every array of options."""
    named = {it.name: getattr(options, it.name) for it in fields(options)}
    return {name: it for name, it in named.items() if isinstance(it, np.ndarray)}


@pytest.mark.parametrize("seed", SEEDS)
def test_options_do_not_rest_on_what_is_left_out(seed: int) -> None:
    """Tests on random workbooks with rules that every figure of every option stays the same."""
    program, _ = build(rulebook(seed).tables())
    assert program is not None
    assert what_options_rest_on(program) != program
    own, shared = build_options(program), build_options(what_options_rest_on(program))
    assert figures(own).keys() == figures(shared).keys()
    for name, expected in figures(own).items():
        np.testing.assert_array_equal(figures(shared)[name], expected)


def test_a_decision_to_fund_leaves_options_as_they_are() -> None:
    """Tests that the same options come back once A is free."""
    known, program = KnownOptions(), small()
    free = tuple(replace(it, decision="free") for it in program.clusters)
    assert known.of(program) is known.of(replace(program, clusters=free))


def test_a_smaller_commitment_has_options_of_its_own() -> None:
    """Tests that 90 for 100 leave no option, and that both answers are remembered."""
    known, program = KnownOptions(), small()
    poor = replace(
        program, sources=tuple(replace(it, commitment_musd=90.0) for it in program.sources)
    )
    first, second = known.of(program), known.of(poor)
    assert (len(first.cluster) > 0, len(second.cluster)) == (True, 0)
    assert known.of(program) is first
    assert known.of(poor) is second
