"""Which targets and which source are meant: the part of a target that needs no option."""

from __future__ import annotations

from optmodel.program.policy import Target
from optmodel.program.program import Program


def receipts_targets(program: Program) -> tuple[Target, ...]:
    """Targets on the receipts of a source, in their order: columns of ``receipts_by_musd``."""
    return tuple(target for target in program.targets if target.metric == "receipts")


def target_source(program: Program, target: Target) -> int:
    """Index of the source that a target is about; the first where it names none."""
    if target.filter_by != "source":
        return 0
    return [source.id for source in program.sources].index(target.filter)
