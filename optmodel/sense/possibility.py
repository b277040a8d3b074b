"""What is provably impossible before any search, and what can never be chosen."""

from __future__ import annotations

from optmodel.economics.types import Options
from optmodel.errors import Finding
from optmodel.program.program import Program


def possibility_findings(program: Program, options: Options) -> tuple[Finding, ...]:
    """Look for decisions that no plan can carry out, one check after the other."""
    del program, options
    return ()
