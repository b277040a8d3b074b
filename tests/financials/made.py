"""Plans from plain decisions: what the live model needs of a plan, whatever it breaks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from optmodel.audit.claim import Start
from optmodel.financials.core import Core, core_of
from optmodel.financials.ground import ground_of
from optmodel.plan.plan import Decision, Plan
from optmodel.program.build import build
from optmodel.program.program import Cluster, Program
from optmodel.search.result import Outcome, SolveResult
from optmodel.workbook.tables import Tables

Shares = Mapping[Start, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Made:
    """A core with the starts that its vehicles show, in their order."""

    core: Core
    starts: tuple[Start, ...]


def made(tables: Tables, starts: Sequence[Start], shares: Shares = MappingProxyType({})) -> Made:
    """Build the core of a plan of which only the decisions matter."""
    program, findings = build(tables)
    assert program is not None, [str(finding) for finding in findings]
    plan = plan_of(program, starts, shares)
    funded = [plan.decisions[index] for index in plan.funded]
    by_name = {(start.cluster, start.copy): start for start in starts}
    shown = tuple(by_name[decision.cluster, decision.copy] for decision in funded)
    return Made(core_of(ground_of(plan, tables)), shown)


def plan_of(program: Program, starts: Sequence[Start], shares: Shares) -> Plan:
    """Make a plan of starts that no solver has seen."""
    by_name = {(start.cluster, start.copy): start for start in starts}
    decisions = tuple(
        _decision(program, cluster, by_name.get((cluster.id, cluster.copy)), shares)
        for cluster in program.clusters
    )
    return Plan(
        program=program,
        search=SolveResult(Outcome.FEASIBLE, "made by hand", None, None, None, 0.0, 0),
        decisions=decisions,
        openings=(),
        value_musd=0.0,
        values_musd={},
        calls_musd={},
        schedule=None,
        funded=tuple(index for index, decision in enumerate(decisions) if decision.funded),
        limits=(),
        exclusions=(),
    )


def _decision(program: Program, cluster: Cluster, start: Start | None, shares: Shares) -> Decision:
    if start is None:
        return Decision(cluster.id, cluster.copy, funded=False)
    only = {program.sources[0].id: 1.0} if len(program.sources) == 1 else {}
    paid = shares.get(start, only)
    return Decision(
        cluster.id,
        cluster.copy,
        funded=True,
        site=start.site,
        period=start.period,
        start=program.calendar.start_of(start.period),
        operator=start.operator,
        shares=tuple(paid.get(source.id, 0.0) for source in program.sources),
    )
