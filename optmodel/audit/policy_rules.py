"""Rules that policy sets: targets that must be met."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.audit.case import Case, Violation
from optmodel.audit.facts import word
from optmodel.audit.targets import target_results
from optmodel.audit.tolerance import resource as tolerance_of

UNITS = {
    "clusters": "clusters",
    "jobs": "jobs",
    "output": "units/year",
    "capex": "USD m",
    "value": "USD m",
    "receipts": "USD m",
}
"""Metric to the unit of what is missed."""


def target(case: Case) -> Iterator[Violation]:
    """Every target that must be met is met; one with a price lowers the value instead."""
    rules = {rule.row: rule for rule in case.facts.tables.rows("Targets")}
    for result in target_results(case):
        if result.price_musd is None and result.missed > tolerance_of(result.limit):
            sense = "at least" if result.at_least else "at most"
            words = f"{result.words}: {result.actual:.9g}, must be {sense} {result.limit:.9g}"
            rule = rules[result.row]
            unit = UNITS[word(rule, "Metric")]
            yield Violation("target", words, result.missed, rule.address("Amount"), unit)
