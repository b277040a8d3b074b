"""The checks and limits of the live model: what fails, what binds, what counts as an edit."""

from __future__ import annotations

from itertools import pairwise

import pytest

from optmodel.audit.check import Check
from optmodel.audit.claim import Start
from optmodel.audit.rules import PLAN_RULES
from optmodel.financials.core import Core, core_of
from optmodel.financials.ground import ground_of
from optmodel.financials.limits import limits_of
from optmodel.financials.model import FinancialModel, financial_model
from optmodel.financials.rules import LimitLine
from optmodel.live.term import NO_PERIOD, Term
from optmodel.plan.limit import Limit
from optmodel.program.build import build
from optmodel.program.rule_words import EXPLAINED
from optmodel.results.words import binding_words
from optmodel.workbook.tables import Tables

from ..cases import case, cluster, pledge, site, tiny_settings
from .made import plan_of

A, B = Start("A", 1, "S", 0), Start("B", 1, "S", 1)


def land_of_100() -> Tables:
    """Two clusters of 60 acres each, and a site of 100: each fits, both do not."""
    land: dict[str, object] = {"Land (acres)": 60.0}
    return case(
        tiny_settings(),
        Clusters=[cluster("A", 10.0) | land, cluster("B", 10.0) | land],
        Sites=[site("S", 100.0)],
        Funding=[pledge()],
    )


def model_of(tables: Tables, *starts: Start, checks: tuple[Check, ...] = ()) -> FinancialModel:
    """The whole model of some starts."""
    program, _ = build(tables)
    assert program is not None
    plan = plan_of(program, starts, {start: {"JPN": 1.0} for start in starts})
    fields = {name: getattr(plan, name) for name in type(plan).__slots__}
    return financial_model(type(plan)(**fields | {"checks": checks}), tables)


def results(model: FinancialModel) -> dict[str, str]:
    """PASS or FAIL by the name of the check."""
    lines = model.checks.lines
    names, found = lines.field("name").values, lines.field("result").values
    return dict(zip(names, found, strict=True))


def said(term: Term) -> str:
    """The words of a single cell."""
    return str(term.number(NO_PERIOD))


AUDITED = (Check("npv", "Every NPV", 1.0, 1.0, 0.0, passed=True, detail=""),)
WRONG = (Check("npv", "Every NPV", 1.0, 2.0, 0.0, passed=False, detail="off by 1"),)


def test_every_rule_of_the_audit_has_one_line_in_its_order() -> None:
    """Tests that no rule of a plan is without a check, also those that nothing here can break."""
    names = model_of(land_of_100(), A).checks.lines.field("name").values.tolist()
    assert names[: len(PLAN_RULES)] == list(PLAN_RULES)
    assert {"vehicles", "value", "program_identity", "cash_split", "corkscrew"} <= set(names)
    assert "sources_uses" in names


def test_the_rule_that_is_broken_fails_and_only_it() -> None:
    """Tests that 120 acres on 100 break the supply of the site; 60 acres break nothing."""
    one, both = model_of(land_of_100(), A), model_of(land_of_100(), A, B)
    assert results(one)["site_supply"] == "PASS"
    assert [name for name in PLAN_RULES if results(both)[name] == "FAIL"] == ["site_supply"]


def test_the_master_check_counts_what_fails() -> None:
    """Tests its words: nothing fails of n, then the audit's figures, then a rule as well."""
    good = model_of(land_of_100(), A, checks=AUDITED).checks
    count = good.lines.count
    # No solver has seen the plan, so its value as found is a zero that nothing has to match.
    off = int(results(model_of(land_of_100(), A, checks=AUDITED))["value"] == "FAIL")
    verdict = "FAIL" if off else "PASS"
    assert said(good.words) == f"Master check: {verdict} ({off} of {count} checks fail)"
    wrong = model_of(land_of_100(), A, checks=WRONG).checks
    assert said(wrong.words) == f"Master check: FAIL ({off + 1} of {count} checks fail)"
    never_audited = model_of(land_of_100(), A, B).checks
    assert said(never_audited.words) == f"Master check: FAIL ({off + 2} of {count} checks fail)"


@pytest.mark.parametrize(
    ("used", "limit", "sense"),
    [
        (60.0, 100.0, "at most"),
        (100.0, 100.0, "at most"),
        (100.00001, 100.0, "at most"),
        (101.0, 100.0, "at most"),
        (0.0, 0.0, "at most"),
        (float("inf"), 8.0, "at most"),
        (3.0, 2.0, "at least"),
        (2.0, 2.0, "at least"),
        (0.0, 0.0, "at least"),
        (1.0, 2.0, "at least"),
        (2.0, 2.0, "exactly"),
        (3.0, 2.0, "exactly"),
    ],
)
def test_a_limit_binds_as_the_plan_says(used: float, limit: float, sense: str) -> None:
    """Tests that formula and plan have the same word for how a limit stands."""
    core = core_of_land()
    line = LimitLine("site_supply", "S", "acres", cell(core, used, "never"),
                     cell(core, limit, "no limit"), sense)  # fmt: skip
    table = limits_of(core, [line]).table
    assert table.field("binding").values.tolist() == [
        binding_words(Limit("site_supply", "S", used, limit, "acres", "", sense))
    ]
    slack = table.field("slack").values[0]
    finite = max(used, limit) < float("inf")
    assert slack == (Limit("", "", used, limit, "", "", sense).slack if finite else "none")


def test_what_nothing_limits_does_not_bind() -> None:
    """Tests that words in place of a limit leave no slack to speak of, and no error."""
    core = core_of_land()
    used, limit = cell(core, 1.0, "never"), cell(core, float("inf"), "no limit")
    table = limits_of(core, [LimitLine("site_supply", "S", "acres", used, limit)]).table
    assert (table.field("slack").values[0], table.field("binding").values[0]) == ("none", "no")


def test_limits_stand_rule_by_rule() -> None:
    """Tests that lines are ordered by rule, each under plain words."""
    table = model_of(land_of_100(), A).limits.table
    order = [list(EXPLAINED).index(rule) for rule in table.field("rule").values]
    assert all(one <= other for one, other in pairwise(order))
    plain = [EXPLAINED[rule] for rule in table.field("rule").values]
    assert table.field("limit").values.tolist() == plain


@pytest.mark.parametrize(
    "other",
    [(B,), (Start("A", 1, "S", 1),), (A, B), ()],
    ids=["another cluster", "a later start", "one more", "none"],
)
def test_every_edit_has_another_signature(other: tuple[Start, ...]) -> None:
    """Tests that a plan that differs in one decision does not look like that of the run."""
    first, second = signatures(A), signatures(*other)
    assert first.keys() == second.keys()
    assert any(abs(first[what] - second[what]) > 1e-6 for what in first)


def test_edits_of_two_rows_do_not_cancel_out() -> None:
    """Tests that a start two periods later and another one earlier are seen: 2 - 1 - 1 = 0."""
    first = signatures(Start("A", 1, "S", 0), Start("B", 1, "S", 2))
    second = signatures(Start("A", 1, "S", 2), Start("B", 1, "S", 1))
    assert abs(first["Starts"] - second["Starts"]) > 1e-6


def test_the_plan_of_the_run_is_not_edited() -> None:
    """Tests that the workbook begins unedited and repeats what the run says of its proof."""
    checks = model_of(land_of_100(), A, checks=AUDITED).checks
    assert float(checks.edited.number(NO_PERIOD)) == 0.0
    assert said(checks.proof).startswith("NOT PROVEN")


def signatures(*starts: Start) -> dict[str, float]:
    """Signature of the plan of some starts, by kind of decision."""
    edits = model_of(land_of_100(), *starts).checks.edits
    what, now = edits.field("what").values, edits.field("now").values
    return dict(zip(what, now, strict=True))


def core_of_land() -> Core:
    """A core to hang a limit on."""
    tables = land_of_100()
    program, _ = build(tables)
    assert program is not None
    return core_of(ground_of(plan_of(program, (A,), {}), tables))


def cell(core: Core, value: float, word: str) -> Term:
    """A cell that says a figure, or a word where it is infinite."""
    name = f"test_{word[:2]}"
    return core.settings.table.add(name, name, "unit", value if value < float("inf") else word)
