"""Whether the workbook's model and the plan say the same, figure by figure.

The formulas were made from the input and the decisions alone, so that this is a further
calculation of everything that the plan says.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date

from optmodel.audit.rules import PLAN_RULES
from optmodel.financials.model import FinancialModel
from optmodel.live.by_record import value_of
from optmodel.live.term import Term
from optmodel.plan.plan import Decision, Plan
from optmodel.results.layout import EPOCH

RELATIVE = 1e-9
"""Two calculations of one figure differ by less than this part of it, or of 1."""
NOT_LOOKED_AT = frozenset({"copies_in_order"})
"""Rules that the workbook does not look at: it numbers copies, which are alike, by their starts."""


def disagreements(model: FinancialModel, plan: Plan) -> list[str]:
    """Say in a line each what the model and the plan see differently; nothing where they agree."""
    return [
        *_of_program(model, plan),
        *_of_calls(model, plan),
        *_of_clusters(model, plan),
        *_of_rules(model, plan),
    ]


def same(one: object, other: object) -> bool:
    """Whether two figures, days or words are the same."""
    first, second = _plain(one), _plain(other)
    if isinstance(first, float) and isinstance(second, float):
        return math.isclose(first, second, rel_tol=RELATIVE, abs_tol=RELATIVE)
    return first == second


def _plain(value: object) -> object:
    """Days as numbers, nothing as no words."""
    if isinstance(value, date):
        return float((value - EPOCH).days)
    if isinstance(value, int | float):
        return float(value)
    return "" if value is None else value


def _of_program(model: FinancialModel, plan: Plan) -> Iterator[str]:
    """Compare the value and how it is shared."""
    values, by_source = model.values, [_figure(term) for term in model.values.by_source]
    known = plan.values_musd
    for name, found, expected in (
        ("value in the chosen perspective", _figure(values.objective), plan.value_musd),
        ("value to the program", _figure(values.program), known["program"]),
        ("value to the United States", _figure(values.host), known["united_states"]),
        ("value to the first source", math.fsum(by_source[:1]), known["japan"]),
        ("value to the other sources", math.fsum(by_source[1:]), known["other"]),
        ("clusters funded", _figure(model.core.decisions.funded_count), float(len(plan.funded))),
    ):
        largest = max(abs(amount) for amount in (expected, *known.values()))
        # Values of parties are differences of larger ones.
        if abs(found - expected) > RELATIVE * max(1.0, largest):
            yield _said(name, found, expected)


def _figure(term: Term) -> float:
    return float(value_of(term, 0))


def _of_calls(model: FinancialModel, plan: Plan) -> Iterator[str]:
    """Compare the calls on every source, period by period."""
    for account in model.funding.accounts:
        source = account.terms.source.id
        expected = plan.calls_musd[source]
        largest = max(1.0, *(abs(amount) for amount in expected))
        for period, found in enumerate(account.calls.values[0].tolist()):
            if abs(found - expected[period]) > RELATIVE * largest:
                label = plan.program.calendar.label(period)
                yield _said(f"calls on {source} in {label}", found, expected[period])
                break


def _of_clusters(model: FinancialModel, plan: Plan) -> Iterator[str]:
    """Compare what the sheet Plan says of every cluster."""
    table, order = model.core.decisions.plan, model.core.decisions.order
    keys = {field.key for field in table.fields}
    for row, decision in enumerate(order):
        for key, expected in _expected(decision, len(plan.program.sources)):
            if key not in keys:
                continue
            found = table.field(key).values[row]
            if not same(found, expected):
                label = table.field("label").values[row]
                yield _said(f"{label}, {table.field(key).column.name}", found, expected)


def _expected(decision: Decision, sources: int) -> Iterator[tuple[str, object]]:
    """Give the columns of Plan that the plan says as well, blank where nothing is funded."""
    for key, value in (
        ("operation", decision.operation),
        ("notice", decision.notice),
        ("capex", decision.capex_musd),
        ("calls", decision.calls_musd),
        *((f"calls{n + 1}", _part(decision.source_calls_musd, n)) for n in range(sources)),
        ("npv", decision.npv_musd),
        ("npv_host", decision.npv_host_musd),
        *((f"npv{n + 1}", _part(decision.npv_source_musd, n)) for n in range(sources)),
        ("irr", decision.irr_note if decision.irr is None else decision.irr),
        ("payback", _years(decision.payback_years)),
        ("payback_operation", _years(decision.payback_from_operation_years)),
        ("discounted", _years(decision.discounted_payback_years)),
        ("discounted_operation", _years(decision.discounted_payback_from_operation_years)),
    ):
        yield key, value if decision.funded else ""


def _part(amounts: Sequence[float], source: int) -> float:
    return amounts[source] if source < len(amounts) else 0.0


def _years(years: float | None) -> float | str:
    return "never" if years is None else years


def _of_rules(model: FinancialModel, plan: Plan) -> Iterator[str]:
    """Compare which rules are broken; figures that must agree in the workbook do."""
    lines = model.checks.lines
    names, fails = lines.field("name").values, lines.field("fails").values
    broken = {name for name, fail in zip(names, fails, strict=True) if fail}
    rules = set(PLAN_RULES)
    failed = {check.name for check in plan.checks if not check.passed} & rules
    failed -= NOT_LOOKED_AT
    for name in sorted(broken - rules):
        yield f"{name}: the workbook does not agree with itself"
    for name in sorted((broken & rules) ^ failed) if plan.checks else ():
        yield _said(f"the rule {name}", _verdict(name in broken), _verdict(name in failed))


def _verdict(is_broken: object) -> str:
    return "broken" if is_broken else "kept"


def _said(name: str, found: object, expected: object) -> str:
    return f"{name}: the workbook says {found}, the plan {expected}"
