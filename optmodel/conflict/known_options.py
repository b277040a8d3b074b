"""Options of programs that differ only in what options do not depend on, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from optmodel.economics.options import build_options
from optmodel.economics.target_terms import receipts_targets
from optmodel.economics.types import Options
from optmodel.program.program import Program

OptionsOf = Callable[[Program], Options]

MOST_KNOWN = 4
"""Options of so many programs are kept, the latest."""


@dataclass(slots=True)
class KnownOptions:
    """Options of the latest programs."""

    known: list[tuple[Program, Options]] = field(default_factory=list)

    def of(self, program: Program) -> Options:
        """List the options of a program, or take them from one that has the same.

        Why starts are left out is said in the words of the program that came first.
        """
        about = what_options_rest_on(program)
        for place, (other, options) in enumerate(self.known):
            if other == about:
                self.known.append(self.known.pop(place))
                return options
        options = build_options(program)
        self.known = [*self.known[1 - MOST_KNOWN :], (about, options)]
        return options


def what_options_rest_on(program: Program) -> Program:
    """Leave out of a program what holds for several starts together, or asks for them."""
    return replace(
        program,
        settings=replace(program.settings, maximum_sites=None, maximum_starts=None),
        clusters=tuple(
            replace(it, decision="free") if it.decision == "fund" else it for it in program.clusters
        ),
        dependencies=(),
        group_rules=(),
        construction=(),
        markets=(),
        targets=receipts_targets(program),
    )
