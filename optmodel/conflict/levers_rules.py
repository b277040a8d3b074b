"""Levers of rules between clusters: groups, dependencies and targets."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.conflict import prices
from optmodel.conflict.lever import (
    ANY_AMOUNT,
    ANY_NUMBER,
    Lever,
    Loosens,
    cleared,
    figure,
    raised,
    record_at,
    typing,
)
from optmodel.conflict.types import Edit
from optmodel.program.policy import Target
from optmodel.program.program import GroupRule, Program
from optmodel.workbook.tables import Record, Tables

SHARE_STEP = 0.01
"""Targets on shares are typed in whole percent."""


def rule_levers(tables: Tables, program: Program) -> Iterator[Lever]:
    """List the levers of every group rule, dependency and target that must be met."""
    for number, rule in enumerate(program.group_rules, start=1):
        yield from _group_rule(record_at(tables, rule.cell), program, rule, number)
    clusters = {cluster.id: cluster for cluster in program.clusters}
    for dependency in program.dependencies:
        record = record_at(tables, dependency.cell)
        pair = (dependency.cluster, dependency.needs)
        yield _dependency(record, pair, prices.rule(clusters[dependency.cluster]))
    for number, target in enumerate(program.targets, start=1):
        if target.price_musd is None:
            yield _target(record_at(tables, target.cell), program, target, number)


def _group_rule(record: Record, program: Program, rule: GroupRule, number: int) -> Iterator[Lever]:
    """Ask for fewer of a group, or allow more of it."""
    if rule.sense in {"at least", "exactly"} and rule.count > 0:
        yield _group_count(record, program, rule, number, -1)
    if rule.sense in {"at most", "exactly"} and not (rule.same_site and rule.sense == "exactly"):
        yield _group_count(record, program, rule, number, 1)


def _group_count(
    record: Record, program: Program, rule: GroupRule, number: int, sign: int
) -> Lever:
    picks_site = rule.same_site and rule.sense != "at most"
    most = rule.count if sign < 0 else ANY_NUMBER
    loosened: tuple[Edit, ...] = ()
    if rule.sense == "exactly" and not picks_site:
        loosened = (typing(record, "Rule", "at most" if sign < 0 else "at least"),)

    def words(amount: float) -> str:
        new = rule.count + sign * round(amount)
        return f"{rule.sense} {rule.count} of the group {rule.group} -> {new}"

    return Lever(
        kind="group rule",
        rule="group_rule",
        about=(rule.group,),
        price_musd=prices.group(program),
        most=float(most),
        step=1.0,
        edits=lambda amount: raised([record], "Count", sign * amount, "clusters"),
        words=words,
        row_rule="" if picks_site else "group_rule",
        loosens=_of_number(number, sign),
        loosened=loosened,
        is_demand=True,
        # Exactly so many at one site: one fewer may fit where none is not asked for at all.
        more_helps=not (picks_site and rule.sense == "exactly"),
    )


def _dependency(record: Record, pair: tuple[str, str], price_musd: float) -> Lever:
    return Lever(
        kind="dependency",
        rule="dependency",
        about=pair,
        price_musd=price_musd,
        most=1.0,
        step=1.0,
        edits=lambda _amount: cleared(record),
        words=lambda _amount: f"drop that {pair[0]} needs {pair[1]}",
        is_demand=True,
    )


def _target(record: Record, program: Program, target: Target, number: int) -> Lever:
    """Ask for less, or allow more; the amount that can be reached."""
    sign = -1 if target.sense == "at least" else 1
    now, price = target.amount, prices.target(program, target.amount)
    if target.is_share:
        most = now if sign < 0 else max(1.0, now)
        most = SHARE_STEP * -(-most // SHARE_STEP)
    else:
        most = now if sign < 0 else ANY_AMOUNT
    whole = target.metric in {"clusters", "jobs"} and now == round(now)

    def words(amount: float) -> str:
        new = max(0.0, now + sign * amount)
        said = f"{figure(100 * now)} -> {figure(100 * new)} %"
        said = said if target.is_share else f"{figure(now)} -> {figure(new)}"
        of = f" of {target.filter}" if target.filter else ""
        return f"target on {target.metric}{of}, {target.sense} {said}"

    return Lever(
        kind="target",
        rule="target",
        about=(target.metric, target.filter),
        price_musd=price,
        most=most,
        step=SHARE_STEP if target.is_share else float(whole),
        edits=lambda amount: raised([record], "Amount", sign * amount, ""),
        words=words,
        row_rule="" if target.is_share else "target",
        loosens=_of_number(number, sign),
        is_demand=True,
    )


def _of_number(number: int, sign: int) -> Loosens:
    """Loosen the rows of one rule of a numbered list: from below, or from above."""

    def loosens(key: tuple[str | int, ...]) -> tuple[float, float]:
        own = float(key[0] == number)
        return (own, 0.0) if sign < 0 else (0.0, own)

    return loosens
