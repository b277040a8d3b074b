"""optmodel itself, from tables in memory to the audited plan."""

from __future__ import annotations

from benchmarks.speed.cases import tables_of_case
from benchmarks.speed.record import Recorder
from benchmarks.speed.terms import Terms
from optmodel import api
from optmodel.errors import OptmodelError
from optmodel.run.wishes import Wishes
from optmodel.search.progress import Progress


def run_ours(case: str, terms: Terms, record: Recorder) -> None:
    """Solve a case; the clock runs from tables in memory."""
    tables = tables_of_case(case)
    wishes = Wishes(time_limit_s=terms.limit_s, gap=terms.gap, threads=terms.threads)
    searched: list[float] = []

    def on_progress(progress: Progress) -> None:
        record.event(progress.value, progress.bound)

    def on_stage(name: str) -> None:
        if name == "plan":  # the stage after the search
            searched.append(record.seconds)

    record.start_clock()
    try:
        plan = api.run(tables, wishes=wishes, on_progress=on_progress, on_stage=on_stage).plan
    except OptmodelError as error:
        record.facts(status="no plan", reason=f"{type(error).__name__}: {error}"[:500])
        return
    record.event(plan.value_musd, plan.search.bound, searched[0])
    record.facts(
        status=plan.status,
        value=plan.value_musd,
        bound=plan.search.bound,
        # ``run`` raises where the independent check disagrees with any of these.
        audited_value=plan.value_musd if all(check.passed for check in plan.checks) else None,
        checks=len(plan.checks),
        stages=dict(plan.seconds),
        search_s=plan.search.seconds,
        nodes=plan.search.nodes,
        total_s=record.seconds,
        options_of_search=dict(plan.search.options),
    )
