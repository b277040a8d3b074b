"""What building a small case says, for the tests of the checks."""

from __future__ import annotations

from optmodel.errors import Finding
from optmodel.program.build import build
from tests.cases import Rows, case, cluster, tiny_settings


def findings_of(settings: dict[str, object] | None = None, **sheets: Rows) -> list[Finding]:
    """Build a case with one cluster A unless told otherwise; collect what is said."""
    named: dict[str, Rows] = {"Clusters": [cluster("A", 100)]}
    program, findings = build(case(settings or tiny_settings(), **(named | sheets)))
    assert (program is None) == any(it.is_error for it in findings)
    return list(findings)


def brief(findings: list[Finding]) -> list[tuple[str, str]]:
    """Code and address of each."""
    return [(it.code, it.address) for it in findings]
