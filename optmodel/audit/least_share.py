"""The least that a pool pays for of a start, where its interest waits for operation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from optmodel.audit.case import Case, Violation
from optmodel.audit.facts import Facts, word
from optmodel.audit.source import Source
from optmodel.audit.targets import receipts_source
from optmodel.audit.tolerance import SHARE

LEAST_SHARE = 1e-5
"""A hundred-thousandth of a start. Whether a pool pays for anything that operates is yes or no and
begins its interest; a share as small as one likes would begin it too, and no plan were best."""


def least_shares(case: Case) -> Iterator[Violation]:
    """``part >= a hundred-thousandth`` of a start that such a pool pays for, or nothing of it.

    Copies that start alike are one thing: the parts of all of them count together. What begins
    to operate past the horizon begins no interest, so there any part will do.
    """
    horizon = case.facts.calendar.horizon
    for source in case.facts.sources.values():
        if not (_waits(source) and _matters(case.facts, source)):
            continue
        paid: defaultdict[tuple[str, str, int, str], float] = defaultdict(float)
        for start, book, part in case.paid_starts(source.id):
            if book.cash.operation < horizon:
                paid[start.cluster, start.site, start.period, start.operator] += part
        for (cluster, site, period, _), part in paid.items():
            if 0.0 < part < LEAST_SHARE - SHARE:
                words = (
                    f"{cluster} at {site} in period {period}: {source.id} pays {part:.9g} of it;"
                    f" with interest from operation it pays {LEAST_SHARE:.9g} or nothing"
                )
                yield Violation("funding_shares", words, LEAST_SHARE - part)


def _waits(source: Source) -> bool:
    """Whether the source is a pool whose interest begins with operation."""
    terms = source.terms
    return source.is_pooled and terms.from_operation and terms.period_rate > 0.0


def _matters(facts: Facts, source: Source) -> bool:
    """Whether the plan looks at the balance of a pool; otherwise its interest decides nothing.

    The United States look at every pool and Japan at the first source; a required recovery and a
    target for receipts look at the source that they are about.
    """
    perspective = facts.setting_word("Perspective")
    return (
        perspective == "united states"
        or (perspective == "japan" and source.id == next(iter(facts.sources)))
        or source.recovery_target_years is not None
        or any(
            receipts_source(facts, rule) == source.id
            for rule in facts.tables.rows("Targets")
            if word(rule, "Metric") == "receipts"
        )
    )
