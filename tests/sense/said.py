"""What the checks say of a small case."""

from __future__ import annotations

from optmodel.economics.options import build_options
from optmodel.errors import Finding
from optmodel.program.build import build
from optmodel.sense.possibility import possibility_findings
from optmodel.sense.sense import sense_findings
from tests.cases import Rows, case, pledge, program_of, tiny_settings


def sense_of(settings: dict[str, object] | None = None, **sheets: Rows) -> list[Finding]:
    """What the figures of a case say together; its pledge is USD 1,000 m unless told otherwise."""
    named: dict[str, Rows] = {"Funding": [pledge(1000)]}
    tables = case(settings or tiny_settings(), **(named | sheets))
    program, _ = build(tables)
    return list(sense_findings(tables, program))


def impossible(settings: dict[str, object] | None = None, **sheets: Rows) -> list[Finding]:
    """What no plan of a case can do, and what can never be chosen."""
    program = program_of(settings or tiny_settings(), **sheets)
    return list(possibility_findings(program, build_options(program)))


def brief(findings: list[Finding]) -> list[tuple[str, str]]:
    """Code and address of each."""
    return [(it.code, it.address) for it in findings]


def words(findings: list[Finding]) -> str:
    """The message of the only one."""
    (found,) = findings
    return found.message
