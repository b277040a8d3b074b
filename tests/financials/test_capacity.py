"""What outside parties carry and what stands together gains are in the live model as audited."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from random import Random

import numpy as np
import pytest

from optmodel.audit.audit import evaluate
from optmodel.audit.claim import Start
from optmodel.audit.verdict import Verdict
from optmodel.financials.capacity import Capacity, capacity_of
from optmodel.financials.core import Core
from optmodel.live.line import Line
from optmodel.live.stack import Stack
from optmodel.live.term import NO_PERIOD, Term
from optmodel.workbook.tables import Tables

from ..cases import case, cluster, site, tiny_settings
from ..oracle.chance import Chance
from ..oracle.enumerate_plans import small_open_pools, small_rulebook
from ..oracle.generator import Workbook, chance_of
from ..oracle.generator_capacity import add_construction, add_markets, add_operators
from ..oracle.generator_policy import add_synergies
from ..oracle.night import blocks
from ..oracle.random_plans import random_plans, random_shares
from ..oracle.space import space_of
from .made import Shares, made

RULES = ("builder_capacity", "market_limit", "operator_capacity")
"""What this part of the model looks at."""
MAKERS = (small_rulebook, small_open_pools)


@dataclass(frozen=True, slots=True)
class Carried:
    """A plan in the live model and by the audit."""

    core: Core
    capacity: Capacity
    verdict: Verdict

    @property
    def broken(self) -> set[str]:
        """Rules that the model finds broken."""
        checks = self.capacity.checks
        return {check.rule for check in checks if shown(check.broken, check.index) > 0}

    @property
    def synergy_musd(self) -> float:
        """Present value of all synergies."""
        line = self.capacity.synergy
        return 0.0 if line is None else float(line.values[0] @ self.core.time.discount.values[0])

    def line(self, prefix: str, key: str) -> Line:
        """A line of a stack of the sheet."""
        stacks: dict[str, Stack] = {stack.prefix: stack for stack in self.capacity.stacks}
        return stacks[prefix].line(key)


def shown(term: Term, index: int = 0) -> float:
    """What a cell shows."""
    found = np.asarray(term.number(NO_PERIOD)).reshape(-1)
    return float(found[index if found.size > 1 else 0])


def carried(tables: Tables, starts: tuple[Start, ...], shares: Shares | None = None) -> Carried:
    """Work a plan out both ways."""
    paid = {start: {"JPN": 1.0} for start in starts} if shares is None else shares
    core = made(tables, starts, paid).core
    return Carried(core, capacity_of(core), evaluate(tables, starts, (), paid))


def with_more(book: Workbook, seed: int) -> Workbook:
    """Give a workbook builders, markets, operators and synergies, and clusters that stop."""
    random = Random(f"carried {seed}")
    like = chance_of(random, [2], least_after=3, tightness=[0.2])
    settings = book.settings
    chance = Chance(
        random=random,
        first=settings["First period"],  # type: ignore[arg-type]
        months=int(str(settings["Months per period"])),
        decisions=int(str(settings["Decision periods"])),
        horizon=int(str(settings["Horizon periods"])),
        tightness=like.tightness,
    )
    for row in book.sheets["Clusters"]:
        row |= {"Copies": random.choice([1, 2, 3]), "Decision": "free"}
        row["Life (years)"] = random.choice([None, chance.years, 3 * chance.years])
    for name, add in (
        ("Construction", add_construction),
        ("Markets", add_markets),
        ("Operators", add_operators),
        ("Synergies", add_synergies),
    ):
        if not book.sheets[name] and random.random() < 0.7:
            add(chance, book.sheets)
    return book


@pytest.mark.parametrize("block", blocks(1, 4))
def test_any_plan_uses_what_the_audit_says(block: int) -> None:
    """Tests random plans, good and bad: the same rules are broken, the same synergies gained."""
    found: Counter[str] = Counter()
    for seed in range(12 * block, 12 * block + 12):
        tables = with_more(MAKERS[seed % 2](seed)[0], seed).tables()
        random, space = Random(seed), space_of(tables)
        for starts, openings in random_plans(random, space, 5):
            shares = random_shares(random, space, (starts, openings))
            both = carried(tables, starts, {start: shares[start] for start in starts})
            broken = {violation.rule for violation in both.verdict.violations} & set(RULES)
            assert both.broken == broken, (seed, starts, both.verdict.violations)
            assert both.synergy_musd == pytest.approx(
                both.verdict.synergy_musd, rel=1e-9, abs=1e-9
            ), (seed, starts)
            found.update(broken)
            found["synergy"] += both.synergy_musd > 0.0
    assert all(found[name] >= 3 for name in (*RULES, "synergy")), found


def test_builders_are_used_from_each_start_on() -> None:
    """Tests crews of 2, then 3: two starts a period apart need 2, 3, 1 of 2, none, 2."""
    tables = case(
        tiny_settings(),
        Clusters=[cluster("A", 10.0, Copies=2)],
        Construction=[
            {"Resource": "crews", "From": date(2028, 5, 1), "Capacity": 2},
            {"Resource": "Crews*", "From": date(2030, 1, 1), "Capacity": 9},
        ],
        Construction_use=[
            {"Cluster": "A", "Resource": "crews", "Step 1": 2, "Step 2": 1},
            {"Cluster": "A", "Resource": "Crews*", "Step 2": 4},
        ],
    )
    both = carried(tables, (Start("A", 1, "S", 0), Start("A", 2, "S", 1)))
    used, left = both.line("build_time", "used"), both.line("build_time", "left")
    assert used.values[:, :4].tolist() == [[2.0, 3.0, 1.0, 0.0], [0.0, 4.0, 4.0, 0.0]]
    assert left.values[0, :4].tolist() == ["no limit", -1.0, 1.0, 2.0]
    assert left.values[1, :4].tolist() == ["no limit", "no limit", "no limit", 9.0]
    assert both.broken == {"builder_capacity"}
    crews, others = both.capacity.limits
    assert (shown(crews.used), shown(crews.limit), crews.cell) == (3.0, 2.0, "Construction!C5")
    assert (shown(others.used), shown(others.limit), others.cell) == (0.0, 9.0, "Construction!C6")


def test_output_follows_the_ramp_and_the_letters_of_the_product() -> None:
    """Tests that a market takes the products spelled like it, at the step of the ramp."""
    tables = case(
        tiny_settings(),
        Clusters=[
            cluster(name, 10.0, Product=product) | {"Output (units/year)": 10, "Ramp profile": "up"}
            for name, product in (("A", "fiber"), ("B", "Fiber"), ("C", "fib*"))
        ],
        Profiles=[{"Profile": "up", "Kind": "ramp", "Step 1": 0.5, "Step 2": 1.0}],
        Markets=[
            {"Product": "fib*", "From": date(2027, 1, 1), "Maximum output (units/year)": 10},
            {"Product": "fiber", "From": date(2027, 1, 1), "Maximum output (units/year)": 9},
        ],
    )
    both = carried(tables, tuple(Start(name, 1, "S", 0) for name in "ABC"))
    made_of = both.line("market_time", "used").values
    assert made_of[:, :4].tolist() == [[0.0, 5.0, 10.0, 10.0]] * 2
    assert both.broken == {"market_limit"}
    assert shown(both.capacity.checks[0].broken) == 8.0  # periods with too much


def test_an_operator_carries_whatever_plan_names_it_for() -> None:
    """Tests clusters and capital of an operator, of a cluster that it is no candidate for too."""
    tables = case(
        tiny_settings(),
        Clusters=[cluster("A", 10.0), cluster("B", 20.0) | {"Support (% of capex)": 0.5}],
        Operators=[
            {"Operator": "ACME", "Maximum clusters": 1},
            {"Operator": "acm", "Maximum capital (USD m)": 15},
        ],
        Operator_fit=[{"Cluster": "A", "Operator": "ACME"}],
    )
    both = carried(tables, (Start("A", 1, "S", 0, "ACME"), Start("B", 1, "S", 0, "ACME")))
    clusters, capital = both.capacity.limits
    assert (clusters.subject, shown(clusters.used), shown(clusters.limit)) == ("ACME", 2.0, 1.0)
    assert (capital.subject, shown(capital.used), shown(capital.limit)) == ("acm", 0.0, 15.0)
    assert both.broken == {"operator_capacity"}


def test_two_clusters_gain_at_the_site_where_both_stand() -> None:
    """Tests the saving once the second starts, the benefit while a copy of each operates."""
    tables = case(
        tiny_settings(Capex_escalation=0.25, Revenue_escalation=0.1),
        Clusters=[
            cluster("A", 10.0, Copies=2) | {"Life (years)": 2},
            cluster("B", 10.0, build_periods=2),
        ],
        Sites=[site("S"), site("T", Decision="closed")],
        Synergies=[
            {
                "Cluster A": "A",
                "Cluster B": "B",
                "Benefit (USD m/year)": 3,
                "Capex saving (USD m)": 4,
            }
        ],
    )
    apart = carried(tables, (Start("A", 1, "S", 0), Start("B", 1, "T", 1)))
    assert apart.synergy_musd == 0.0
    # A operates in 1, 2 and 3, 4; B from 3 on.
    starts = (Start("A", 1, "T", 0), Start("A", 2, "T", 2), Start("B", 1, "T", 1))
    both = carried(tables, starts)
    assert both.line("synergy", "saving").values[0, :3].tolist() == [0.0, 5.0, 0.0]
    benefit = both.line("synergy", "benefit").values[0, :6]
    assert benefit == pytest.approx([0.0, 0.0, 0.0, 3 * 1.1**3, 3 * 1.1**4, 0.0])
    assert both.synergy_musd == pytest.approx(both.verdict.synergy_musd, rel=1e-12)


def test_what_the_input_does_not_have_is_not_there() -> None:
    """Tests that a program without partners has no rows of them."""
    both = carried(case(tiny_settings(), Clusters=[cluster("A", 10.0)]), ())
    assert both.capacity == Capacity((), (), None, (), ())
