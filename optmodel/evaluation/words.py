"""The short summary that the command prints about an edited plan."""

from __future__ import annotations

from collections.abc import Iterator

from optmodel.evaluation.evaluate import Evaluation
from optmodel.evaluation.record import Record
from optmodel.plan.breaks import amount

SHOWN = 20
"""Edits and broken limits on the terminal; the folder and ``--json`` have all."""


def evaluation_lines(evaluation: Evaluation) -> Iterator[str]:
    """Give an edited plan in a dozen lines. Money in USD m."""
    plan, record = evaluation.plan, evaluation.record
    settings = plan.program.settings
    yield f"{settings.plan_name}: edited plan, not searched, checked independently"
    yield from _edits(record)
    for note in record.notes:
        yield f"  Concluded      {note}"
    yield f"  Funded         {len(plan.funded)} of {len(plan.decisions)} clusters"
    yield from _limits(record)
    values = plan.values_musd
    parties = f"United States {values['united_states']:,.1f}"
    parties += f", {plan.program.sources[0].id} {values['japan']:,.1f}"
    if values["other"]:
        parties += f", other {values['other']:,.1f}"
    yield f"  Value          {values['program']:,.1f} USD m program ({parties})"
    yield f"  Compared       {_found(record)}, {settings.perspective} view"
    yield f"  Bound          {_bound(record)}"
    if evaluation.run.folder is not None:
        yield f"  Results        {evaluation.run.folder}"


def _edits(record: Record) -> Iterator[str]:
    """Say what was changed."""
    if record.edits is None:
        yield "  Edited         not known: run.json of the results is not beside them"
    elif not record.edits:
        yield "  Edited         nothing"
    else:
        yield from _list("Edited", [str(edit) for edit in record.edits])


def _limits(record: Record) -> Iterator[str]:
    """Say that every limit is kept, or which are not, the rule in words first."""
    if record.keeps_every_limit:
        yield "  Limits         all kept"
        return
    lines = [f"{broken} [{broken.description}]" for broken in record.broken]
    yield from _list("BROKEN", lines)


def _list(title: str, lines: list[str]) -> Iterator[str]:
    """Give the first lines under a title, and count the rest."""
    for line in lines[:SHOWN]:
        yield f"  {title:<14} {line}"
        title = ""
    if len(lines) > SHOWN:
        yield f"  {'':<14} and {len(lines) - SHOWN} more, see the sheet Log"


def _found(record: Record) -> str:
    """Compare with the plan that was found."""
    apart = record.from_found_musd
    if apart is None:
        return "the value of the plan found is not known for this input"
    if amount(abs(apart)) == "0":
        return "worth the same as the plan found"
    return f"{amount(abs(apart))} USD m {'less' if apart < 0.0 else 'more'} than the plan found"


def _bound(record: Record) -> str:
    """Compare with what no plan can exceed."""
    apart = record.from_bound_musd
    if apart is None or record.bound_musd is None:
        return "none known for this input"
    if apart >= 0.0:
        return f"{record.bound_musd:,.1f} USD m, {amount(apart)} above this plan"
    if amount(-apart) == "0":
        return f"{record.bound_musd:,.1f} USD m, reached"
    if record.keeps_every_limit:
        return f"{record.bound_musd:,.1f} USD m, reached"
    return f"{record.bound_musd:,.1f} USD m, {amount(-apart)} below this plan, which breaks limits"
