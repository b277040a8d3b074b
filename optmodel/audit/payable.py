"""Which sources may pay for a start or an opening at all, for whoever chooses the shares."""

from __future__ import annotations

from optmodel.audit.book import preparation_of
from optmodel.audit.claim import Opening, Start
from optmodel.audit.facts import Facts, Steps
from optmodel.audit.funding_rules import early_calls, late_calls
from optmodel.audit.return_rules import misses
from optmodel.audit.shares import preparation_payers
from optmodel.audit.source import Source
from optmodel.audit.tolerance import ZERO_MUSD
from optmodel.audit.unit import Unit, unit_of


def payable_sources(facts: Facts, start: Start, unit: Unit | None = None) -> list[str]:
    """Ids of the sources that may pay a part of a start.

    Its last commitment, its first and last call and, where each cluster is a vehicle of its own,
    a required recovery allow it. ``unit`` is ``unit_of(facts, start)``, if it is ready already.
    """
    ready = unit or unit_of(facts, start)
    return [
        name
        for name, source in facts.sources.items()
        if start.period <= source.last_start
        and _is_in_window(source, ready.accounts[name].calls)
        and not (
            source.recovery_target_years is not None
            and not source.is_pooled
            and misses(ready.accounts[name].recovery_years, source.recovery_target_years)
        )
    ]


def payable_preparation(facts: Facts, opening: Opening) -> list[str]:
    """Ids of the sources that may pay a part of a site's preparation."""
    spending = preparation_of(facts, opening)
    return [
        name for name in preparation_payers(facts) if _is_in_window(facts.sources[name], spending)
    ]


def _is_in_window(source: Source, calls: Steps) -> bool:
    """Whether nothing is called before the first or after the last call of a source."""
    return max(early_calls(source, calls), late_calls(source, calls)) <= ZERO_MUSD
