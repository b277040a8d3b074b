"""Which pools the model has to follow: those whose receipts or recovery matter to the plan."""

from __future__ import annotations

from optmodel.economics.target_terms import receipts_targets, target_source
from optmodel.program.program import Program, Source


def is_recovery_required(source: Source) -> bool:
    """Whether a source must be repaid within its target."""
    return source.recovery_rule == "required" and source.recovery_target_years is not None


def watched(program: Program) -> list[int]:
    """The pooled sources whose waterfall something looks at; the others need no columns.

    How cash is shared is nothing to the value of the program. Japan looks at the receipts of the
    first source, the United States at everybody's; a required recovery and a target for
    receipts look at the source that they are about.
    """
    targets = {target_source(program, target) for target in receipts_targets(program)}
    perspective = program.settings.perspective
    return [
        index
        for index, source in enumerate(program.sources)
        if source.is_pooled
        and (
            perspective == "United States"
            or (perspective == "Japan" and index == 0)
            or is_recovery_required(source)
            or index in targets
        )
    ]
