"""The straight line from an input workbook to a verified plan, one call per stage."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path

from optmodel.audit.audit import audit
from optmodel.conflict.explain import explain
from optmodel.economics.options import build_options
from optmodel.economics.preparation import build_preparation
from optmodel.errors import ContradictionError, Finding, InputError
from optmodel.formulation.decode import decode
from optmodel.formulation.model import build_model
from optmodel.messages.merge import merged
from optmodel.plan.build import build_plan
from optmodel.plan.claim import claim_of
from optmodel.plan.plan import Plan
from optmodel.program.build import build
from optmodel.program.program import Program
from optmodel.run.finished import Run
from optmodel.run.folder import require_writable
from optmodel.run.identity import run_id, versions
from optmodel.run.info import RunInfo
from optmodel.run.intake import Inputs, input_hash, reading_of
from optmodel.run.manifest import manifest
from optmodel.run.refusal import Refusal, disagreement
from optmodel.run.stopwatch import Stopwatch
from optmodel.run.wishes import Wishes
from optmodel.run.write import write_plan
from optmodel.search.bridge import value_bridge
from optmodel.search.highs import solve_model
from optmodel.search.polish import polish
from optmodel.search.progress import Progress
from optmodel.search.result import Outcome
from optmodel.sense.possibility import possibility_findings
from optmodel.sense.sense import sense_findings
from optmodel.workbook.describe import described
from optmodel.workbook.example_rows import refused
from optmodel.workbook.partial import standing_alone
from optmodel.workbook.tables import Tables


def check(source: Inputs) -> tuple[Finding, ...]:
    """Read and check an input, given as for ``solve``; every problem and warning at once."""
    tables, program, findings = _read(source)
    ready = not any(finding.is_error for finding in findings)
    if tables is not None and program is not None and ready:
        proven = possibility_findings(program, build_options(program))
        findings += described(proven, tables.raw)
    return merged(findings)


def solve(
    source: Inputs,
    *,
    output: str | PathLike[str] | None = None,
    time_limit: float | None = None,
    gap: float | None = None,
    threads: int | None = None,
    seed: int | None = None,
    on_progress: Callable[[Progress], None] | None = None,
) -> Plan:
    """Find the best plan and have it checked by the independent audit.

    Parameters
    ----------
    source
        Path of an input workbook; or a mapping of sheet name to rows (mappings of header to
        value, or a data frame), ``Settings`` also as a mapping of setting to value; or tables
        that were read before.
    output
        Folder in which a folder for this run is made; None = nothing is written.
    time_limit
        Seconds for the search; like the next three, it overrules the Settings.
    gap
        Relative distance between bound and value at which a plan counts as proven.
    threads, seed
        Of the search.
    on_progress
        Called now and then with where the search stands.

    Returns
    -------
    Plan
        ``status`` says whether it is proven. Money in USD m.

    Raises
    ------
    InputError
        The input is wrong; every finding with its cell.
    InfeasibleError
        No plan can meet all limits; the reasons.
    NoPlanError
        The search stopped or failed before any plan was found.
    ContradictionError
        The audit disagrees with the plan.
    WriteError
        The results cannot be written.
    """
    wishes = Wishes(time_limit_s=time_limit, gap=gap, threads=threads, seed=seed)
    return run(source, output=output, wishes=wishes, on_progress=on_progress).plan


def run(
    source: Inputs,
    *,
    output: str | PathLike[str] | None = None,
    wishes: Wishes | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    on_stage: Callable[[str], None] | None = None,
    stop: threading.Event | None = None,
) -> Run:
    """Do what ``solve`` does and say where the results stand.

    Parameters
    ----------
    source, output, on_progress
        As for ``solve``.
    wishes
        Options of the search.
    on_stage
        Called with the name of each stage as it begins.
    stop
        Setting it while solving ends the search and keeps the best plan.
    """
    watch = Stopwatch(on_stage)
    wishes, created = wishes or Wishes(), datetime.now(UTC)
    with watch.stage("read"):
        tables, program, findings = _valid(*_read(source))
        controls = wishes.controls(program)
    if output is not None:
        require_writable(Path(output))
    with watch.stage("options"):
        options = build_options(program)
        preparation = build_preparation(program)
        impossible = possibility_findings(program, options)
        warnings = [it for it in (*findings, *impossible) if not it.is_error]
        info = _info(created, tables, wishes.recorded(controls, program), merged(warnings))
    folder = None if output is None else Path(output)
    refusal = Refusal(folder, program, info, watch, tables.content)
    with watch.stage("build"):
        model = build_model(program, options, preparation)
    with watch.stage("solve"):
        result = solve_model(model, controls, on_progress, stop)
        result = polish(model, result, controls, stop)
    proofs = [finding for finding in impossible if finding.is_error]
    # A search that ran out of time proves nothing, but the figures alone may have.
    if result.outcome is Outcome.INFEASIBLE or (result.x is None and proofs):
        with watch.stage("diagnose"):
            explanation = explain(tables, program, controls, findings=proofs, stop=stop)
        raise refusal.infeasible(explanation, result)
    if result.x is None:
        raise refusal.no_plan(result)
    if proofs:
        raise refusal.contradicted([str(proof) for proof in proofs], result)
    with watch.stage("plan"):
        try:
            chosen = decode(model, result.x)
        except ContradictionError as error:
            raise refusal.contradicted(error.disagreements, result) from error
        plan = build_plan(program, options, preparation, result, chosen)
    with watch.stage("bridge"):
        plan = replace(plan, bridge=value_bridge(model, controls, stop, result.seconds))
    with watch.stage("check"):
        plan = replace(plan, checks=audit(tables, claim_of(plan)))
    failed = [check for check in plan.checks if not check.passed]
    if failed:
        raise refusal.contradicted([disagreement(check) for check in failed], result, plan)
    with watch.stage("write"):
        plan = replace(plan, seconds=watch.seconds)
        return _written(refusal.output, plan, tables, info, watch)


def _read(source: Inputs) -> tuple[Tables | None, Program | None, tuple[Finding, ...]]:
    """Read an input and build the program, with every finding of both."""
    found = reading_of(source)
    if found.tables is None:
        return None, None, (*found.findings, *_standing_alone(found.partial))
    program, more = build(found.tables)
    more = (*more, *sense_findings(found.tables, program))
    return found.tables, program, (*found.findings, *described(more, found.tables.raw))


def _standing_alone(partial: Tables | None) -> tuple[Finding, ...]:
    """Look at the rows that are right already, for what is so whatever else is wrong."""
    if partial is None:
        return ()
    _, findings = build(partial)
    findings = (*findings, *sense_findings(partial, None))
    return described(standing_alone(findings), partial.raw)


def _valid(
    tables: Tables | None, program: Program | None, findings: tuple[Finding, ...]
) -> tuple[Tables, Program, tuple[Finding, ...]]:
    """Refuse an input with errors, or with example rows; one anywhere is enough."""
    findings = refused(findings)
    if tables is None or program is None or any(finding.is_error for finding in findings):
        raise InputError(merged(findings))
    return tables, program, findings


def _info(
    created: datetime, tables: Tables, options: Mapping[str, object], findings: tuple[Finding, ...]
) -> RunInfo:
    """Stamp the run."""
    sha256 = input_hash(tables)
    return RunInfo(
        run_id=run_id(created, sha256),
        created=created,
        input_file=tables.file_name,
        input_sha256=sha256,
        versions=versions(),
        options=options,
        warnings=tuple(str(finding) for finding in findings),
    )


def _written(
    output: Path | None, plan: Plan, tables: Tables, info: RunInfo, watch: Stopwatch
) -> Run:
    """Write the plan, or only make its manifest where nothing is to be written."""
    if output is None:
        return Run(plan, info, manifest(plan, info), None)
    return write_plan(output, plan, tables, info, watch.announce_naming)
