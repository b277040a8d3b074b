"""A results workbook as a file: its sheets, and what it says about the run that wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path

from optmodel.errors import Finding, InputError
from optmodel.evaluation.found import Document, manifest_beside
from optmodel.evaluation.needed import with_sheets
from optmodel.results.sheets.log import FOUND_VALUE, PROVEN_BOUND
from optmodel.workbook.file import load_bytes
from optmodel.workbook.grid import Grid, grids_of
from optmodel.workbook.guard.refusal import RefusedError
from optmodel.workbook.suggest import nearest_title

STAMPED = ("Log", "About")
"""Sheets on which the stamp stands, as labels in the first column and content in the second."""
READ = ("Plan", "Sites", *STAMPED)
"""The sheets that say what is decided, and of which run; no other one is opened."""
RUN_ID, INPUT_HASH = "Run id", "Input SHA-256"


@dataclass(frozen=True, slots=True)
class ResultsFile:
    """What is known of the results that were edited."""

    path: Path
    grids: Mapping[str, Grid]
    """By name of the sheet; blank for the sheets that are not read."""
    run_id: str
    input_sha256: str
    """Of the input that the results were made from."""
    found_value_musd: float | None
    bound_musd: float | None
    document: Document | None
    """Its ``run.json``, where that is still beside it."""

    def sheet(self, name: str) -> Grid:
        """A sheet that must be there."""
        if name in self.grids:
            return self.grids[name]
        near = nearest_title(name, self.grids)
        meant = f' There is "{near}"; is that it?' if near else ""
        message = (
            f"{self.path.name} has no sheet {name}.{meant} Expected the results.xlsx of a run of"
            " optmodel solve."
        )
        raise InputError([Finding("E120", message, name)])


def read_results(path: str | PathLike[str]) -> ResultsFile:
    """Open a results workbook.

    Raises
    ------
    InputError
        Where the file cannot be opened, or is no results workbook.
    """
    file = Path(path)
    content, findings = load_bytes(file)
    if findings:
        raise InputError(findings)
    try:
        grids, _ = grids_of(with_sheets(content, READ))
    except RefusedError as refusal:
        message = f"{file.name} {refusal.reason}"
        raise InputError([Finding(refusal.code, message)]) from refusal
    except Exception as error:
        message = (
            f"{file.name} cannot be opened as a workbook ({type(error).__name__}). "
            "Open it in Excel and save it again."
        )
        raise InputError([Finding("E909", message)]) from error
    by_name = {grid.name: grid for grid in grids}
    said = _labels(by_name)
    run_id, sha256 = str(said.get(RUN_ID, "")), str(said.get(INPUT_HASH, ""))
    document = manifest_beside(file, run_id) if run_id else None
    results = ResultsFile(
        path=file,
        grids=by_name,
        run_id=run_id,
        input_sha256=sha256,
        found_value_musd=_number(_found_value(document), said.get(FOUND_VALUE)),
        bound_musd=_number((document or {}).get("bound"), said.get(PROVEN_BOUND)),
        document=document,
    )
    results.sheet("Plan")
    if not sha256:
        message = (
            f"{file.name} does not say which input it was made from ({INPUT_HASH} on the sheet"
            " Log). Expected the results.xlsx of a run of optmodel solve."
        )
        raise InputError([Finding("E404", message, "Log")])
    return results


def _labels(grids: Mapping[str, Grid]) -> dict[str, object]:
    """Label to content of the first two columns of the sheets with the stamp; the first counts."""
    said: dict[str, object] = {}
    for name in STAMPED:
        cells = grids[name].cells if name in grids else {}
        for (row, column), cell in sorted(cells.items()):
            content = cells.get((row, 2))
            if column == 1 and isinstance(cell.value, str) and content is not None:
                said.setdefault(cell.value, content.value)
    return said


def _found_value(document: Document | None) -> object:
    """Value of the plan that a search found, also where the results are of an evaluation."""
    if document is None:
        return None
    evaluation = document.get("evaluation")
    return evaluation.get("found_value") if isinstance(evaluation, dict) else document.get("value")


def _number(*candidates: object) -> float | None:
    """The first of the candidates that is a number."""
    for candidate in candidates:
        if isinstance(candidate, int | float) and not isinstance(candidate, bool):
            return float(candidate)
    return None
