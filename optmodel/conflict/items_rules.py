"""What a person could give up in Settings and in the sheets of rules, partners and targets."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from optmodel.conflict.types import Item
from optmodel.conflict.words import counted, figure, present, under
from optmodel.program.calendar import Calendar
from optmodel.program.capacity import Operator, Step
from optmodel.program.policy import Target
from optmodel.program.program import Dependency, GroupRule, Program

CLUSTERS: Final = "clusters"
CAPITAL: Final = "capital"

Subject = tuple[str, ...]


def rule_items(program: Program) -> Iterator[Item]:
    """Targets, group rules, dependencies, then what is scarce, sheet by sheet."""
    yield from _targets(program)
    for rule in program.group_rules:
        words = _group_words(rule, program.calendar)
        yield Item("group_rule", group_key(rule), words, present(rule.cell))
    for it in program.dependencies:
        yield Item("dependency", dependency_key(it), _needs(it), present(it.cell))
    yield from _settings(program)
    for resource in program.construction:
        if resource.capacity:
            words = f"the capacity of {resource.id}, {_steps(resource.capacity)}"
            cells = present(*(step.cell for step in resource.capacity))
            yield Item("builder_capacity", (resource.id,), words, cells)
    for market in program.markets:
        if market.maximum:
            words = f"the market of {market.product}, {_steps(market.maximum)} units/year"
            cells = present(*(step.cell for step in market.maximum))
            yield Item("market_limit", (market.product,), words, cells)
    for operator in program.operators:
        yield from _operator(operator)


def dependency_key(it: Dependency) -> Subject:
    """Everything that a row of Dependencies says: rows alike are one."""
    most = "" if it.maximum_lag_periods is None else str(it.maximum_lag_periods)
    where = "same site" if it.same_site else "anywhere"
    return it.cluster, it.needs, it.timing, str(it.lag_periods), most, where


def group_key(rule: GroupRule) -> Subject:
    """Everything that a row of Group rules says."""
    where = "same site" if rule.same_site else "anywhere"
    return rule.group, rule.sense, str(rule.count), str(rule.by_period), where


def target_key(target: Target) -> Subject:
    """Everything that a row of Targets says."""
    share = "share" if target.is_share else "amount"
    about = target.metric, target.filter_by, target.filter, target.sense
    return *about, repr(target.amount), share, str(target.by_period)


def _targets(program: Program) -> Iterator[Item]:
    """Targets that must be met; one with a price can be missed as it is."""
    last = program.calendar.horizon_periods - 1
    for target in program.targets:
        if target.price_musd is not None:
            continue
        about = f" of {target.filter_by} {target.filter}" if target.filter else ""
        amount = f"{figure(100.0 * target.amount)}%" if target.is_share else figure(target.amount)
        by = "" if target.by_period >= last else f" by {program.calendar.label(target.by_period)}"
        words = f"the target of {target.sense} {amount} {target.metric}{about}{by}"
        yield Item("target", target_key(target), words, present(target.cell))


def _group_words(rule: GroupRule, calendar: Calendar) -> str:
    last = calendar.decision_periods - 1
    by = "" if rule.by_period >= last else f" by {calendar.label(rule.by_period)}"
    where = " at the same site" if rule.same_site else ""
    return f"{rule.sense} {rule.count} of group {rule.group}{where}{by}"


def _needs(it: Dependency) -> str:
    after = "end of its build" if it.timing == "finish" else "start"
    lag = f", {counted(it.lag_periods, 'period')} after its {after}" if it.lag_periods else ""
    if not lag and it.timing == "finish":
        lag = ", with its build ended"
    most = it.maximum_lag_periods
    within = "" if most is None else f", within {counted(most, 'period')} of it"
    return f"{it.cluster} needs {it.needs}{lag}{within}{', at the same site' * it.same_site}"


def _settings(program: Program) -> Iterator[Item]:
    settings, cells = program.settings, program.setting_cells
    if settings.maximum_sites is not None:
        words = f"at most {counted(settings.maximum_sites, 'site')}"
        yield Item("sites_opened", (), words, under(cells, "Maximum sites"))
    if settings.maximum_starts is not None:
        words = f"at most {counted(settings.maximum_starts, 'start')} per period"
        yield Item("starts_per_period", (), words, under(cells, "Maximum starts per period"))


def _steps(steps: Sequence[Step]) -> str:
    """The least and the most that the rows give."""
    least, most = min(step.amount for step in steps), max(step.amount for step in steps)
    return figure(least) if least == most else f"{figure(least)} to {figure(most)}"


def _operator(operator: Operator) -> Iterator[Item]:
    name, cells = operator.id, operator.cells
    if operator.status == "declined":
        words = f"{name} has declined"
        yield Item("operator_choice", (name,), words, under(cells, "Status"))
    if operator.maximum_clusters is not None:
        words = f"{name} runs at most {counted(operator.maximum_clusters, 'cluster')}"
        yield Item("operator_capacity", (name, CLUSTERS), words, under(cells, "Maximum clusters"))
    if operator.maximum_capital_musd is not None:
        words = f"{name} carries at most {figure(operator.maximum_capital_musd)} USD m"
        cells_there = under(cells, "Maximum capital (USD m)")
        yield Item("operator_capacity", (name, CAPITAL), words, cells_there)
