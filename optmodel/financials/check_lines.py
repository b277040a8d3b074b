"""The table of checks: a record per rule and per identity, each PASS or FAIL by formula."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from optmodel.audit.rules import PLAN_RULES
from optmodel.financials.core import Core
from optmodel.financials.rules import Identity, RuleCheck
from optmodel.live.by_record import Cell, gathered
from optmodel.live.functions import either, magnitude, most, rows_in, sum_where
from optmodel.live.records import Records, numbers
from optmodel.live.term import Term, term
from optmodel.program.rule_words import EXPLAINED
from optmodel.results.layout import Column, Kind

SHEET = "Checks"
COUNT = "number"
"""Unit of checks that count places; they forgive nothing."""
VALUE = "value"
"""Name of the identity that is judged only while the plan is the one of the run."""
LIMITED = "See the sheet Limits for where."
ELSEWHERE = "Run optmodel evaluate on this workbook: it names every place."
FIGURES = "See the rows that the figures come from."
ROOM = (
    "More clusters are funded than this workbook has vehicles for: run optmodel evaluate on it,"
    " which writes one with more room."
)
OTHERWISE = {
    "copies_in_order": "Copies start in their order: they are alike and numbered by their start",
}
"""Rules that are said in other words here than in the audit of the run."""
AUDIT = "audit"
AUDITED = "The audit of the run was made and agrees with the figures of the plan that was found"
REFUSED = "See the audit of the run below: its figures cannot be relied on."
NOT_COMPARED = "Edited since the run: not compared."


@dataclass(frozen=True, slots=True)
class _Line:
    """What a record of the table is made from."""

    name: str
    description: str
    unit: str
    expected: Cell
    actual: Cell
    advice: str


def check_parts(core: Core, broken: Sequence[RuleCheck]) -> Records:
    """Describe the places where rules are looked at, in the order of the rules."""
    order = {rule: number for number, rule in enumerate(PLAN_RULES, 1)}
    ordered = sorted(broken, key=lambda check: order[check.rule])
    table = Records(core.base.names, SHEET, "CheckParts", "part", len(ordered))
    table.add("rule", Column("Rule"), [check.rule for check in ordered])
    table.add(
        "line",
        Column("Line of Checks", Kind.WHOLE, "number"),
        [order[check.rule] for check in ordered],
    )
    places = gathered([(check.broken, check.index) for check in ordered])
    table.add("places", Column("Broken", Kind.WHOLE, "places"), places)
    return table


def check_lines(
    core: Core, parts: Records, identities: Sequence[Identity], edited: Term, missing: Term
) -> Records:
    """Describe the table: every rule, vehicles and audit, every identity.

    ``missing`` are the lines of the run's audit that fail, those about rules left out.
    """
    count = len(PLAN_RULES) + 2 + len(identities)
    table = Records(core.base.names, SHEET, "Checks", "chk", count)
    figures = {
        "expected": Column("Expected", Kind.EXACT, "unit of the row"),
        "actual": Column("Actual", Kind.EXACT, "unit of the row"),
        "difference": Column("Difference", Kind.EXACT, "unit of the row"),
        "tolerance": Column("Tolerance", Kind.EXACT, "unit of the row"),
        "result": Column("Result", Kind.VERDICT),
        "remark": Column("Remark", Kind.NOTE, width=50),
    }
    table.add("id", Column("Id"), [f"C{number:02d}" for number in range(1, count + 1)])
    name = table.add("name", Column("Check", width=24))
    description = table.add("description", Column("Description", Kind.NOTE, width=64))
    unit = table.add("unit", Column("Unit"))
    for key, column in figures.items():
        table.add(key, column)
    own = table.add("no", Column("Number", Kind.WHOLE, "position"), numbers(table, name)).here
    described = (
        *_rules(parts, own),
        _room(core),
        _Line(AUDIT, AUDITED, COUNT, (term(0), 0), (missing, 0), REFUSED),
        *(_identity(identity) for identity in identities),
    )
    name.content = [line.name for line in described]
    description.content = [line.description for line in described]
    unit.content = [line.unit for line in described]
    table.field("expected").content = gathered([line.expected for line in described])
    table.field("actual").content = gathered([line.actual for line in described])
    _judge(core, table, described, edited)
    return table


def _judge(core: Core, table: Records, described: Sequence[_Line], edited: Term) -> None:
    """Compare what is expected with what is there."""
    expected, actual = table.field("expected").here, table.field("actual").here
    difference = table.field("difference")
    difference.content = actual - expected
    forgiven = core.settings.rounding * most(1, magnitude(expected))
    tolerance = table.field("tolerance")
    tolerance.content = table.field("unit").here.differs(COUNT) * forgiven
    asked = gathered([(1 - edited if line.name == VALUE else term(1), 0) for line in described])
    judged = table.add("judged", Column("Judged", Kind.WHOLE, "1 or 0"), asked).here
    fails = table.add(
        "fails",
        Column("Fails", Kind.WHOLE, "1 or 0"),
        judged * (magnitude(difference.here) > tolerance.here),
    ).here
    advice = table.add(
        "advice", Column("What to do if it fails", width=50), [line.advice for line in described]
    ).here
    table.field("result").content = either(fails > 0, "FAIL", "PASS")
    said = either(fails > 0, advice, "")
    table.field("remark").content = said.joined(either(judged > 0, "", NOT_COMPARED))


def _rules(parts: Records, own: Term) -> Iterator[_Line]:
    """Add up the places where each rule is broken; nothing can break one without places."""
    watched = set(parts.field("rule").values)
    for at, (name, rule) in enumerate(PLAN_RULES.items()):
        broken = term(0)
        if name in watched:
            broken = sum_where(parts.field("places").range, (parts.field("line").range, "=", own))
        advice = LIMITED if name in EXPLAINED else ELSEWHERE
        description = OTHERWISE.get(name, rule.description)
        yield _Line(name, description, COUNT, (term(0), 0), (broken, at), advice)


def _room(core: Core) -> _Line:
    """Say whether every funded cluster has a vehicle that shows its cash."""
    there = rows_in(core.vehicles.field("label").range)
    missing = most(0, core.decisions.funded_count - there)
    words = "Every funded cluster has a vehicle, with its rows on Cash flow and Waterfall"
    return _Line("vehicles", words, COUNT, (term(0), 0), (missing, 0), ROOM)


def _identity(identity: Identity) -> _Line:
    return _Line(
        identity.name,
        identity.description,
        identity.unit,
        (identity.expected, identity.index),
        (identity.actual, identity.index),
        FIGURES,
    )
