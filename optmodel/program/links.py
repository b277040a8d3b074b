"""The sheets Dependencies, Groups and Group rules."""

from __future__ import annotations

from optmodel.errors import Finding
from optmodel.program.calendar import Calendar
from optmodel.program.findings import at
from optmodel.program.names import Spellings
from optmodel.program.program import Dependency, GroupRule
from optmodel.workbook.tables import Record, Tables


def build_dependencies(tables: Tables) -> tuple[tuple[Dependency, ...], list[Finding]]:
    """Collect the dependencies, in the order of the sheet."""
    dependencies: list[Dependency] = []
    findings: list[Finding] = []
    for record in tables.rows("Dependencies"):
        most = record.optional_number("Maximum lag (periods)")
        dependency = Dependency(
            cluster=record.text("Cluster"),
            needs=record.text("Needs"),
            timing=record.text("Timing"),
            lag_periods=round(record.number("Lag (periods)")),
            same_site=record.flag("Same site"),
            cell=record.address("Needs"),
            maximum_lag_periods=None if most is None else round(most),
        )
        if dependency.cluster == dependency.needs:
            message = f"{dependency.cluster} cannot need itself. Name another cluster."
            findings.append(at(record, "Needs", "E210", message))
        if most is not None and most < dependency.lag_periods:
            message = f"{most:g} is less than the lag of {dependency.lag_periods}: it cannot start."
            findings.append(at(record, "Maximum lag (periods)", "E232", message))
        dependencies.append(dependency)
    return tuple(dependencies), findings


def build_group_rules(
    tables: Tables, calendar: Calendar
) -> tuple[tuple[GroupRule, ...], list[Finding]]:
    """Collect the group rules with the members of their groups, in the order of the sheet."""
    members: dict[str, list[str]] = {}
    spellings = Spellings()
    rules: list[GroupRule] = []
    findings: list[Finding] = []
    for record in tables.rows("Groups"):
        members.setdefault(record.text("Group"), []).append(record.text("Cluster"))
        findings += spellings.findings(record, "Group")
    for record in tables.rows("Group rules"):
        by_period, by_findings = _by_period(record, calendar)
        findings += by_findings
        rules.append(
            GroupRule(
                group=record.text("Group"),
                members=tuple(members[record.text("Group")]),
                sense=record.text("Rule"),
                count=round(record.number("Count")),
                by_period=by_period,
                cell=record.address("Count"),
                same_site=record.flag("Same site"),
            )
        )
    return tuple(rules), findings


def _by_period(record: Record, calendar: Calendar) -> tuple[int, list[Finding]]:
    """Period by whose end the rule holds; after the decision periods nothing changes any more."""
    last = calendar.decision_periods - 1
    day = record.day("By")
    if day is None:
        return last, []
    period = calendar.period_of(day)
    if period < 0:
        message = f"{day} lies before the first period ({calendar.first_day})."
        return 0, [at(record, "By", "E222", message)]
    return min(period, last), []
