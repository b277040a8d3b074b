"""Every broken rule leads to the input cell behind it, where a single one is."""

from __future__ import annotations

import re
from collections import Counter
from random import Random

from optmodel.audit.audit import evaluate
from optmodel.audit.case import Violation

from .enumerate_plans import small_rulebook
from .random_plans import random_plans, random_shares

NO_CELL = {"copies_in_order", "opening_used", "stays_open", "funding_shares"}
"""Rules about the plan alone: nothing in the input would have to change."""
NO_UNIT = {
    "skipped", "site_closed", "fixed_site", "placement", "operator_choice", "fund_once",
    "opening_used", "stays_open", "funding_shares",
}  # fmt: skip
"""Rules that are broken or not, with nothing to count."""
NOW_AND_THEN = {"copies_in_order", "dependency", "sites_opened"}
"""Rules that are broken by a number, or by something that is not there at all."""


def broken(seeds: range) -> list[Violation]:
    """What random plans of random workbooks break."""
    found: list[Violation] = []
    for seed in seeds:
        book, space = small_rulebook(seed)
        random = Random(seed)
        for starts, openings in random_plans(random, space, 8):
            shares = random_shares(random, space, (starts, openings))
            found += evaluate(
                book.tables(),
                starts,
                openings,
                {start: shares[start] for start in starts},
                {opening: shares[opening] for opening in openings},
            ).violations
    return found


def test_broken_rules_name_their_cell_and_unit() -> None:
    """Tests 480 random plans: each violation has an address and a unit, or a reason for none."""
    found = broken(range(60))
    rules = Counter(violation.rule for violation in found)
    assert len(rules) >= 15
    for violation in found:
        if violation.words.endswith("the site is not opened"):
            continue  # the plan forgot it; the input has nothing to do with it
        if violation.rule not in NO_CELL:
            assert re.fullmatch(r"[A-Z][a-z ]+![A-Z]+[0-9]+", violation.cell), violation
        if violation.rule not in NO_UNIT | NOW_AND_THEN:
            assert violation.unit, violation
