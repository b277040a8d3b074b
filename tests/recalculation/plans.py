"""Plans that somebody gives, as the program has them, and written into a results workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from optmodel.audit.audit import audit
from optmodel.audit.claim import Opening, Start
from optmodel.economics.given import with_given
from optmodel.economics.options import build_options
from optmodel.economics.preparation import build_preparation
from optmodel.evaluation.edited import EditedOpening, EditedStart
from optmodel.evaluation.openings import settle_openings
from optmodel.evaluation.payers import option_index
from optmodel.formulation.chosen import Chosen
from optmodel.plan.build import build_plan
from optmodel.plan.claim import claim_of
from optmodel.plan.plan import Plan
from optmodel.program.build import build
from optmodel.program.program import Program
from optmodel.run.info import RunInfo
from optmodel.search.result import Outcome, SolveResult
from optmodel.workbook.tables import Tables

Shares = Mapping[str, float]
INFO = RunInfo(
    run_id="20270101T120000-abcdef12",
    created=datetime(2027, 1, 1, 12, 0, tzinfo=UTC),
    input_file="made.xlsx",
    input_sha256="ab" * 32,
    versions={"optmodel": "0.1.0", "highspy": "1.15.1"},
    options={},
    warnings=(),
)


@dataclass(frozen=True, slots=True)
class Given:
    """A plan as somebody decides it, in the words of the audit."""

    starts: tuple[Start, ...]
    openings: tuple[Opening, ...]
    shares: Mapping[Start, Shares]
    preparation_shares: Mapping[Opening, Shares]


def settled(tables: Tables, given: Given) -> Given:
    """Open sites as the workbook does.

    When it says so while that is in time, else as late as can be; and only where something starts,
    or what is marked open.
    """
    program = _program(tables)
    sites = {site.id: index for index, site in enumerate(program.sites)}
    starts = [EditedStart(0, -1, sites[start.site], start.period, None) for start in given.starts]
    listed = {
        sites[opening.site]: EditedOpening(opening.period, None) for opening in given.openings
    }
    payers = [source.id for source in program.sources if source.pays_preparation]
    # Who pays alone pays all; where several could, nobody has said who.
    alone = dict.fromkeys(payers, 1.0) if len(payers) == 1 else {}
    opened = settle_openings(program, build_preparation(program), starts, listed)
    by_site = {opening.site: given.preparation_shares[opening] for opening in given.openings}
    openings = tuple(
        Opening(program.sites[site].id, opening.period)
        for site, opening in sorted(opened.openings.items())
    )
    return Given(
        given.starts,
        openings,
        given.shares,
        {opening: by_site.get(opening.site, alone) for opening in openings},
    )


def plan_of(tables: Tables, given: Given) -> Plan:
    """Work a plan out as the program does, and have it checked; it may break limits."""
    program = _program(tables)
    clusters = {(cluster.id, cluster.copy): k for k, cluster in enumerate(program.clusters)}
    sites = {site.id: index for index, site in enumerate(program.sites)}
    operators = {operator.id: index for index, operator in enumerate(program.operators)}
    sources = [source.id for source in program.sources]

    def operator_of(start: Start) -> int:
        fits = program.clusters[clusters[start.cluster, start.copy]].fits
        return operators[start.operator] if fits and start.operator in operators else -1

    keys = [
        (clusters[s.cluster, s.copy], operator_of(s), sites[s.site], s.period) for s in given.starts
    ]
    preparation = build_preparation(program)
    options = with_given(program, build_options(program), keys)
    index_of = option_index(options)
    chosen = Chosen(
        options=np.array([index_of[key] for key in keys], dtype=np.intp),
        openings={sites[opening.site]: opening.period for opening in given.openings},
        shares=np.array(
            [[given.shares[s].get(name, 0.0) for name in sources] for s in given.starts]
        ).reshape(len(keys), len(sources)),
        preparation_shares={
            sites[opening.site]: tuple(shares.get(name, 0.0) for name in sources)
            for opening, shares in given.preparation_shares.items()
        },
    )
    search = SolveResult(Outcome.EVALUATED, "given", None, None, None, 0.0, 0)
    plan = build_plan(program, options, preparation, search, chosen)
    return _with_checks(plan, tables)


def _with_checks(plan: Plan, tables: Tables) -> Plan:
    return replace(plan, checks=audit(tables, claim_of(plan)))


def _program(tables: Tables) -> Program:
    program, _ = build(tables)
    assert program is not None
    return program


def write_decisions(path: Path, tables: Tables, given: Given) -> None:
    """Write a plan into the decision cells of a results workbook, as somebody would by hand."""
    book = load_workbook(path)
    program = _program(tables)
    starts = {_label(program, start): start for start in given.starts}
    day = program.calendar.start_of
    sources = [source.id for source in program.sources]
    for row, cells in _records(book["Plan"], "Plan"):
        start = starts.get(str(cells["Cluster"]))
        said: dict[str, object] = {"Fund (yes or no)": "yes" if start else "no"}
        said["Site"] = start.site if start else None
        said["Start (date)"] = day(start.period) if start else None
        said["Operator"] = start.operator or None if start else None
        if len(sources) > 1:
            headers = [header for header in cells if header.startswith("Share ")]
            for header, source in zip(headers, sources, strict=True):
                said[header] = given.shares[start].get(source, 0.0) if start else None
        _write(book["Plan"], "Plan", row, said)
    opened = {opening.site: opening for opening in given.openings}
    payers = [source.id for source in program.sources if source.pays_preparation]
    for row, cells in _records(book["Sites"], "SitesOpened"):
        opening = opened.get(str(cells["Site"]))
        said = {"Opened (date)": day(opening.period) if opening else None}
        if len(payers) > 1:
            headers = [header for header in cells if header.startswith("Share ")]
            for header, source in zip(headers, payers, strict=True):
                parts = given.preparation_shares[opening] if opening else {}
                said[header] = parts.get(source, 0.0) if opening else None
        _write(book["Sites"], "SitesOpened", row, said)
    book.save(path)


def _label(program: Program, start: Start) -> str:
    return next(
        cluster.label
        for cluster in program.clusters
        if (cluster.id, cluster.copy) == (start.cluster, start.copy)
    )


def _records(page: Worksheet, table: str) -> Sequence[tuple[int, dict[str, object]]]:
    """Rows of a table: number of the row, and header to content."""
    header, *rows = page[page.tables[table].ref]
    names = [str(cell.value) for cell in header]
    return [
        (row[0].row, dict(zip(names, (cell.value for cell in row), strict=True))) for row in rows
    ]


def _write(page: Worksheet, table: str, row: int, said: Mapping[str, object]) -> None:
    header = page[page.tables[table].ref][0]
    columns = {str(cell.value): cell.column for cell in header}
    for name, content in said.items():
        cell = page.cell(row, columns[name])
        assert not str(cell.value).startswith("="), (table, name)
        cell.value = content
