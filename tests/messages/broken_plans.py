"""Results workbooks that were edited in vain, and folders that cannot be compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from openpyxl import load_workbook

from optmodel.comparison.compare import compare
from optmodel.errors import Finding, InputError
from optmodel.evaluation.evaluate import evaluate
from tests.evaluation.sheets import edit
from tests.messages.case import INPUT, Place, in_folder
from tests.messages.good import SETTINGS, SHEETS, load

RUN = Path("run")
RESULTS = RUN / "results.xlsx"


def evaluated(source: object = None) -> Iterable[Finding | str]:
    """What is said about the edited plan."""
    try:
        return evaluate(RESULTS, source).run.info.warnings
    except InputError as error:
        return error.findings


def edited(place: Place, cells: Mapping[str, object]) -> Iterable[Finding | str]:
    """What is said when cells of the funded cluster FIB-1 are typed over."""
    place.run()
    edit(RESULTS, {"FIB-1": cells})
    return evaluated()


@in_folder("E401", "Plan!F7")
def start_too_late(place: Place) -> Iterable[Finding | str]:
    """The start is moved behind the last decision period."""
    return edited(place, {"Start": date(2035, 1, 1)})


@in_folder("E402", "Plan!L7")
def period_without_date(place: Place) -> Iterable[Finding | str]:
    """The start period is changed and the date of the start is not."""
    return edited(place, {"Start period": "2028"})


@in_folder("W401", "Plan!L7")
def period_without_manifest(place: Place) -> Iterable[Finding | str]:
    """The start period is changed, and run.json was not kept."""
    place.run()
    (RUN / "run.json").unlink()
    edit(RESULTS, {"FIB-1": {"Start period": "2028"}})
    return evaluated()


@in_folder("W402", "Plan!G7")
def operator_without_choice(place: Place) -> Iterable[Finding | str]:
    """An operator is typed, and the input offers none."""
    return edited(place, {"Operator": "Corning"})


@in_folder("E403", "Plan!H7")
def shares_of_120_percent(place: Place) -> Iterable[Finding | str]:
    """The shares of two sources add up to more than one."""
    return edited(place, {"Share JPN": 0.7, "Share BANK": 0.5})


@in_folder("E404", "Log")
def no_results_workbook(place: Place) -> Iterable[Finding | str]:
    """The sheets of the results were copied into another workbook, all but two."""
    place.run()
    book = load_workbook(RESULTS)
    del book["Log"]
    del book["About"]
    book.save(RESULTS)
    return evaluated()


@in_folder("E405")
def no_input_beside(place: Place) -> Iterable[Finding | str]:
    """The copy of the input was deleted."""
    place.run()
    (RUN / INPUT).unlink()
    return evaluated()


@in_folder("E406")
def changed_input_beside(place: Place) -> Iterable[Finding | str]:
    """The copy of the input was changed."""
    place.run()
    load().save(RUN / INPUT)
    return evaluated()


@in_folder("E407", "Plan!A14")
def row_below_the_sums(place: Place) -> Iterable[Finding | str]:
    """A cluster was typed below the sums."""
    place.run()
    book = load_workbook(RESULTS)
    page = book["Plan"]
    page.cell(page.max_row + 3, 1).value = "CAB-1"
    book.save(RESULTS)
    return evaluated()


@in_folder("W403")
def another_input(place: Place) -> Iterable[Finding | str]:
    """The plan is judged with a longer horizon."""
    place.run()
    return evaluated({**SHEETS, "Settings": SETTINGS | {"Horizon periods": 12}})


@in_folder("E920")
def workbook_for_folder(place: Place) -> Iterable[Finding | str]:
    """The results workbooks are named instead of their folders."""
    place.run()
    return compared(RESULTS)


@in_folder("E921")
def changed_copy_of_input(place: Place) -> Iterable[Finding | str]:
    """The copy of the input in a folder was changed after the run."""
    place.run()
    load().save(RUN / INPUT)
    return compared(RUN)


def compared(folder: Path) -> Iterable[Finding | str]:
    """What is said when a run is compared with itself."""
    try:
        compare(folder, folder)
    except InputError as error:
        return error.findings
    return ()
