"""Writes a run's folder: results, log, manifest last; or the dossier of a contradiction."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from xlsxwriter.exceptions import XlsxWriterException

from optmodel.errors import ContradictionError, WriteError
from optmodel.financials.agreement import disagreements
from optmodel.financials.model import FinancialModel, financial_model
from optmodel.plan.plan import Plan
from optmodel.results.write import write_results
from optmodel.run.finished import Run
from optmodel.run.folder import new_folder, write_durably
from optmodel.run.identity import safe_name
from optmodel.run.info import RunInfo
from optmodel.run.manifest import LOG_FILE, Document, dossier, manifest
from optmodel.run.strict_json import strict_json
from optmodel.run.verify import verify_json, verify_workbook
from optmodel.workbook.tables import Tables

RESULTS_FILE = "results.xlsx"
INPUT_FILE = "input.xlsx"
"""Copy of the input workbook, byte by byte, so that a run can be repeated and its plan edited."""
MANIFEST_FILE = "run.json"
EVALUATED = "-evaluated"
"""End of the name of a folder with an edited plan."""
DOSSIER_FILE = "dossier.json"
CONFLICTS_FILE = "conflicts.xlsx"
"""What is in conflict where no plan is possible, and what would mend it."""


def write_plan(
    output: Path,
    plan: Plan,
    tables: Tables,
    info: RunInfo,
    before_naming: Callable[[], None] | None = None,
) -> Run:
    """Write a verified plan into a new folder.

    The run id gets a number at its end where another run has the same.

    Raises
    ------
    ContradictionError
        Where the workbook's formulas, or what is read back of it, say something else than the
        plan. Only a dossier is left then.
    WriteError
        Where anything cannot be written or read back. Nothing is left then.
    """
    try:
        return _write_plan(output, plan, tables, info, before_naming)
    except ContradictionError as error:
        document = dossier(error.disagreements, info, plan.search, plan)
        name = plan.program.settings.plan_name
        error.folder = write_dossier(output, name, document, before_naming)
        raise


def _write_plan(
    output: Path,
    plan: Plan,
    tables: Tables,
    info: RunInfo,
    before_naming: Callable[[], None] | None,
) -> Run:
    """Write the folder, file by file."""
    began = time.perf_counter()
    model = _agreed(financial_model(plan, tables), plan)
    name = safe_name(plan.program.settings.plan_name)
    suffix = "" if info.evaluation is None else EVALUATED
    with new_folder(output, name, info.run_id, suffix, before_naming) as draft:
        stamped = replace(info, run_id=draft.run_id)
        workbook = draft.partial / RESULTS_FILE
        try:
            write_results(plan, tables, stamped, workbook, model)
        except XlsxWriterException as error:
            raise WriteError(f"Cannot write {RESULTS_FILE}: {error}.") from error
        verify_workbook(workbook, plan)
        if tables.content:
            write_durably(draft.partial / INPUT_FILE, tables.content)
        if info.evaluation is None:
            write_durably(draft.partial / LOG_FILE, plan.search.log.encode())
        # Last, so that it can say how long the rest took, and so that its presence means all.
        timed = replace(plan, seconds={**plan.seconds, "write": time.perf_counter() - began})
        document = manifest(timed, stamped)
        _write_json(draft.partial / MANIFEST_FILE, document)
    return Run(timed, stamped, document, draft.final)


def _agreed(model: FinancialModel, plan: Plan) -> FinancialModel:
    """Return the model where it says what the plan says."""
    wrong = disagreements(model, plan)
    if wrong:
        raise ContradictionError(wrong)
    return model


def write_manifest(
    output: Path,
    plan_name: str,
    document: Document,
    log: str,
    before_naming: Callable[[], None] | None = None,
    *,
    files: Callable[[str], Mapping[str, bytes]] | None = None,
) -> Path:
    """Write the folder of a run without a plan: ``run.json`` and, if any, the log.

    ``files`` gives further files by name, once it is told the id of the run.
    """
    run_id = str(document["run_id"])
    with new_folder(output, safe_name(plan_name), run_id, "", before_naming) as draft:
        for name, content in ({} if files is None else files(draft.run_id)).items():
            write_durably(draft.partial / name, content)
        if log:
            write_durably(draft.partial / LOG_FILE, log.encode())
        _write_json(draft.partial / MANIFEST_FILE, {**document, "run_id": draft.run_id})
    return draft.final


def write_dossier(
    output: Path,
    plan_name: str,
    document: Document,
    before_naming: Callable[[], None] | None = None,
) -> Path:
    """Write the dossier of a contradiction, and nothing else, into a folder named so."""
    run_id = str(document["run_id"])
    name = safe_name(plan_name)
    with new_folder(output, name, run_id, "-contradicted", before_naming) as draft:
        _write_json(draft.partial / DOSSIER_FILE, {**document, "run_id": draft.run_id})
    return draft.final


def _write_json(path: Path, document: Document) -> None:
    """Write a document durably and read it back."""
    text = strict_json(document) + "\n"
    write_durably(path, text.encode())
    verify_json(path, text)
