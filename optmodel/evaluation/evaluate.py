"""The straight line from an edited results workbook to a judged plan, one call per stage."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path

import numpy as np

from optmodel.audit.audit import audit
from optmodel.economics.given import with_given
from optmodel.economics.options import build_options
from optmodel.economics.preparation import build_preparation
from optmodel.economics.types import Options, Preparation
from optmodel.errors import ContradictionError, Finding, InputError
from optmodel.evaluation.copies import number_copies
from optmodel.evaluation.edited import EditedPlan
from optmodel.evaluation.edits import edits_of
from optmodel.evaluation.found import Before, before_of
from optmodel.evaluation.judgment import broken_limits, contradictions
from optmodel.evaluation.openings import read_openings, settle_openings
from optmodel.evaluation.origin import Origin, origin_of
from optmodel.evaluation.payers import Paid, key_of, option_index, settle_payers
from optmodel.evaluation.plan_rows import read_plan_rows
from optmodel.evaluation.record import Broken, Edit, Record
from optmodel.evaluation.resolve import resolve
from optmodel.evaluation.results_file import ResultsFile, read_results
from optmodel.formulation.chosen import Chosen
from optmodel.plan.build import build_plan
from optmodel.plan.claim import claim_of
from optmodel.plan.plan import Plan
from optmodel.program.program import Program
from optmodel.run.finished import Run
from optmodel.run.folder import require_writable
from optmodel.run.identity import run_id, versions
from optmodel.run.info import RunInfo
from optmodel.run.intake import Inputs
from optmodel.run.manifest import manifest
from optmodel.run.refusal import disagreement
from optmodel.run.stopwatch import Stopwatch
from optmodel.run.write import write_plan
from optmodel.search.controls import Controls
from optmodel.search.result import Outcome, SolveResult

SHARES_S = 60.0
"""Seconds for the best shares of a plan whose starts are given: a linear program, or nearly."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """An edited plan, what it breaks, and how far it is from the best. Money in USD m."""

    plan: Plan
    record: Record
    run: Run
    """With the folder, where one was written."""

    @property
    def broken(self) -> tuple[Broken, ...]:
        """Every limit that the plan breaks; none = it keeps them all."""
        return self.record.broken

    @property
    def keeps_every_limit(self) -> bool:
        """Whether nothing is broken."""
        return self.record.keeps_every_limit

    @property
    def value_musd(self) -> float:
        """In the perspective of the Settings, less the prices of targets that are missed."""
        return self.record.value_musd

    @property
    def from_bound_musd(self) -> float | None:
        """How far it is below what no plan can exceed; None where no bound is known."""
        return self.record.from_bound_musd

    @property
    def from_found_musd(self) -> float | None:
        """What it is worth more than the plan that was found; None where that is not known."""
        return self.record.from_found_musd


def evaluate(
    results: str | PathLike[str],
    input: Inputs | None = None,  # noqa: A002 - the name of the option of the command
    output: str | PathLike[str] | None = None,
) -> Evaluation:
    """Judge the plan that stands in a results workbook, as it is or edited by hand.

    Parameters
    ----------
    results
        Path of a ``results.xlsx``. Its sheet Plan says what is funded, where, when, by whom it is
        run and who pays; its sheet Sites says when sites are opened.
    input
        The input workbook, or sheets as for ``solve``; None = ``input.xlsx`` beside the results.
    output
        Folder in which a folder for this evaluation is made; None = nothing is written.

    Raises
    ------
    InputError
        The workbook cannot be read as a plan, or the input is wrong or another one; every finding
        with its cell.
    ContradictionError
        The two calculations disagree about the plan.
    NoPlanError
        The search for shares that were left blank was stopped, or failed.
    WriteError
        The results cannot be written.
    """
    watch, created = Stopwatch(), datetime.now(UTC)
    with watch.stage("read"):
        edited_file = read_results(results)
        origin = origin_of(edited_file, input)
        before = before_of(edited_file.document, origin.program)
        edited, warnings = _read(edited_file, origin.program, before)
    folder = None if output is None else Path(output)
    if folder is not None:
        require_writable(folder)
    with watch.stage("options"):
        options = build_options(origin.program)
        preparation = build_preparation(origin.program)
    with watch.stage("plan"):
        settled, notes = _settle(origin.program, options, preparation, edited)
        plan = _plan(origin, options, preparation, settled)
    with watch.stage("check"):
        edits = None if before is None else _edits(origin.program, before, edited, settled)
        record = _record(edited_file, origin, plan, edits, notes)
        plan = _checked(origin, plan, record)
    info = _info(created, origin, record, warnings)
    with watch.stage("write"):
        plan = replace(plan, seconds=watch.seconds)
        if folder is None:
            finished = Run(plan, info, manifest(plan, info), None)
        else:
            finished = write_plan(folder, plan, origin.tables, info)
    return Evaluation(finished.plan, record, finished)


def _read(
    results: ResultsFile, program: Program, before: Before | None
) -> tuple[EditedPlan, tuple[Finding, ...]]:
    """Read what is decided; every wrong cell at once, warnings back."""
    rows = read_plan_rows(results.sheet("Plan"), program)
    starts = resolve(rows, program, before)
    openings, more = read_openings(results.sheet("Sites"), program)
    findings = (*rows.findings, *more)
    if any(finding.is_error for finding in findings):
        raise InputError(findings)
    return EditedPlan(starts, openings), findings


def _settle(
    program: Program, options: Options, preparation: Preparation, edited: EditedPlan
) -> tuple[Paid, tuple[str, ...]]:
    """Conclude what is not said: numbers of copies, openings, who pays."""
    starts, copies = number_copies(program, edited.starts)
    opened = settle_openings(program, preparation, starts, edited.openings)
    paid = settle_payers(
        program,
        with_given(program, options, [key_of(start) for start in starts]),
        preparation,
        starts=starts,
        openings=opened.openings,
        controls=Controls(time_limit_s=SHARES_S, gap=0.0),
    )
    return paid, (*copies, *opened.notes, *paid.notes)


def _plan(origin: Origin, options: Options, preparation: Preparation, paid: Paid) -> Plan:
    """Work out everything that follows from the decisions."""
    keys = [key_of(start) for start in paid.starts]
    options = with_given(origin.program, options, keys)
    index_of = option_index(options)
    shape = len(keys), len(origin.program.sources)
    chosen = Chosen(
        options=np.array([index_of[key] for key in keys], dtype=np.intp),
        openings={site: opening.period for site, opening in paid.openings.items()},
        shares=np.array([start.parts for start in paid.starts], dtype=np.float64).reshape(shape),
        preparation_shares={site: opening.parts or () for site, opening in paid.openings.items()},
    )
    search = SolveResult(
        outcome=Outcome.EVALUATED,
        reason="the plan was edited by hand; nothing was searched",
        value=None,
        bound=origin.bound_musd,
        x=None,
        seconds=0.0,
        nodes=0,
    )
    return build_plan(origin.program, options, preparation, search, chosen)


def _edits(program: Program, before: Before, edited: EditedPlan, settled: Paid) -> tuple[Edit, ...]:
    """What was changed in the sheets, and which openings that moved."""
    starts = {start.cluster: start for start in edited.starts}
    return tuple(edits_of(program, before, starts, settled.openings))


def _record(
    results: ResultsFile,
    origin: Origin,
    plan: Plan,
    edits: tuple[Edit, ...] | None,
    notes: tuple[str, ...],
) -> Record:
    """Judge the plan and put everything about the edit together."""
    return Record(
        results_file=results.path.name,
        results_run_id=results.run_id,
        value_musd=plan.value_musd,
        bound_musd=origin.bound_musd,
        found_value_musd=origin.found_value_musd,
        edits=edits,
        broken=broken_limits(origin.tables, claim_of(plan)),
        notes=notes,
    )


def _checked(origin: Origin, plan: Plan, record: Record) -> Plan:
    """Have the plan and its figures checked; limits may be broken, figures may not be wrong.

    The bound holds for plans that keep every limit; one that breaks some may well beat it.
    """
    claim = claim_of(plan)
    if not record.keeps_every_limit:
        claim = replace(claim, bound=None)
    checked = replace(plan, checks=audit(origin.tables, claim))
    wrong = contradictions(checked.checks)
    if wrong:
        raise ContradictionError([disagreement(check) for check in wrong])
    return checked


def _info(
    created: datetime, origin: Origin, record: Record, warnings: tuple[Finding, ...]
) -> RunInfo:
    """Stamp the evaluation."""
    said = (*origin.findings, *warnings)
    return RunInfo(
        run_id=run_id(created, origin.sha256),
        created=created,
        input_file=origin.tables.file_name,
        input_sha256=origin.sha256,
        versions=versions(),
        options={},
        warnings=tuple(str(finding) for finding in said),
        evaluation=record,
    )
