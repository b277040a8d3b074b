"""The plain transcription through Pyomo's own interface to HiGHS, with default options."""

from __future__ import annotations

from typing import Any

from benchmarks.speed.cases import program_of_tables, tables_of_case
from benchmarks.speed.plain_model import NotPlainError, plain_model
from benchmarks.speed.record import Recorder
from benchmarks.speed.terms import Terms
from optmodel.economics.options import build_options
from optmodel.economics.preparation import build_preparation

LOG_FILE = "search.log"


def run_plain(case: str, terms: Terms, record: Recorder) -> None:
    """Solve a case; the clock runs from tables in memory."""
    from pyomo.contrib.appsi.solvers import Highs

    tables = tables_of_case(case)
    record.start_clock()
    with record.phase("options"):
        program = program_of_tables(tables)
        options, preparation = build_options(program), build_preparation(program)
    try:
        with record.phase("build"):
            model = plain_model(program, options, preparation)
    except NotPlainError as unknown:
        record.facts(status="refused", reason=str(unknown))
        return
    solver = Highs()
    with record.phase("hand-over"):
        solver.set_instance(model)
    _set(solver, terms)
    record.facts(log="highs", log_began=record.seconds)
    with record.phase("search"):
        results = solver.solve(model)
    value, bound = results.best_feasible_objective, results.best_objective_bound
    record.event(value, bound)
    columns, rows, nonzeros = _sizes(solver)
    record.facts(
        status=results.termination_condition.name,
        value=value,
        columns=columns,
        rows=rows,
        nonzeros=nonzeros,
        threads=terms.threads,
    )


def _set(solver: Any, terms: Terms) -> None:
    """Time limit, gap and threads; a line of the log a second instead of every five."""
    solver.config.time_limit = terms.limit_s
    solver.config.mip_gap = terms.gap
    solver.config.load_solution = False
    solver.config.logfile = str(terms.folder / LOG_FILE)
    solver.highs_options = {"threads": terms.threads, "mip_min_logging_interval": 1.0}
    # The model does not change between the hand-over and the search: nothing to look for.
    for setting in (
        "check_for_new_or_removed_constraints",
        "check_for_new_or_removed_vars",
        "check_for_new_or_removed_params",
        "check_for_new_objective",
        "update_constraints",
        "update_vars",
        "update_params",
        "update_named_expressions",
        "update_objective",
    ):
        setattr(solver.update_config, setting, False)


def _sizes(solver: Any) -> tuple[int, int, int]:
    """(columns, rows, non-zeros) of what HiGHS was given."""
    held = solver._solver_model  # noqa: SLF001
    return held.getNumCol(), held.getNumRow(), held.getNumNz()
