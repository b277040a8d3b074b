"""Levers of what others can carry: builders, markets and operators."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from optmodel.conflict import prices
from optmodel.conflict.lever import ANY_AMOUNT, ANY_NUMBER, Lever, figure, raised, record_at, typing
from optmodel.program.capacity import Operator, Step
from optmodel.program.program import Program
from optmodel.workbook.tables import Record, Tables


def capacity_levers(tables: Tables, program: Program) -> Iterator[Lever]:
    """List the levers of every construction resource, market and operator."""
    for resource in program.construction:
        uses = [
            (it, max(it.construction_use.get(resource.id, ()), default=0.0))
            for it in program.clusters
        ]
        price = prices.unit_of_use(program, uses) * prices.RULE
        yield _steps(tables, "construction", resource.id, resource.capacity, price)
    for market in program.markets:
        sold = [(it, it.output_year) for it in program.clusters if it.product == market.product]
        price = prices.unit_of_use(program, sold)
        yield _steps(tables, "market", market.product, market.maximum, price)
    records = {record.text("Operator"): record for record in tables.rows("Operators")}
    for operator in program.operators:
        if operator.status == "declined":
            yield _declined(records[operator.id], program)
        else:
            yield from _operator(records[operator.id], program, operator)


def _steps(tables: Tables, kind: str, name: str, steps: Sequence[Step], price_musd: float) -> Lever:
    """Add the same to every row of a construction resource or of a market."""
    records = [record_at(tables, step.cell) for step in steps]
    construction = kind == "construction"
    header = "Capacity" if construction else "Maximum output (units/year)"
    unit = "units/period" if construction else "units/year"
    rule = "builder_capacity" if construction else "market_limit"
    what = f"capacity of {name}" if construction else f"market of {name}"
    return Lever(
        kind=kind,
        rule=rule,
        about=(name,),
        price_musd=price_musd,
        most=ANY_AMOUNT,
        step=0.0,
        edits=lambda amount: raised(records, header, amount, unit),
        words=lambda amount: f"{what} +{figure(amount)} {unit}",
        row_rule=rule,
        loosens=lambda key: (0.0, float(key[0] == name)),
    )


def _operator(record: Record, program: Program, operator: Operator) -> Iterator[Lever]:
    if operator.maximum_clusters is not None:
        price = prices.management(program)
        yield _carried(record, "Maximum clusters", "clusters", "clusters", price)
    if operator.maximum_capital_musd is not None:
        price = prices.OPERATOR_CAPITAL
        yield _carried(record, "Maximum capital (USD m)", "capital", "USD m", price)


def _declined(record: Record, program: Program) -> Lever:
    """Ask an operator again that has declined."""
    name = record.text("Operator")
    return Lever(
        kind="declined operator",
        rule="operator_choice",
        about=(name,),
        price_musd=prices.place(program, 0.0),
        most=1.0,
        step=1.0,
        edits=lambda _amount: (typing(record, "Status", "in talks"),),
        words=lambda _amount: f"{name} in talks instead of declined",
    )


def _carried(record: Record, header: str, word: str, unit: str, price_musd: float) -> Lever:
    """Let an operator carry more clusters, or more capital."""
    name, whole = record.text("Operator"), word == "clusters"
    now, shown = record.number(header), "" if whole else f" {unit}"
    return Lever(
        kind="operator",
        rule="operator_capacity",
        about=(name, word),
        price_musd=price_musd,
        most=ANY_NUMBER if whole else ANY_AMOUNT,
        step=float(whole),
        edits=lambda amount: raised([record], header, amount, unit),
        words=lambda amount: (
            f"maximum {word} of operator {name} {figure(now)} -> {figure(now + amount)}{shown}"
        ),
        row_rule="operator_capacity",
        loosens=lambda key: (0.0, float(key == (name, word))),
    )
