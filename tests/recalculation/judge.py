"""What a recalculated workbook says, held against the audit's own calculation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.workbook import Workbook

from optmodel.audit.audit import evaluate
from optmodel.audit.book import Book
from optmodel.audit.claim import Start
from optmodel.audit.rules import PLAN_RULES
from optmodel.audit.verdict import Verdict
from optmodel.financials.model import FinancialModel
from optmodel.live.line import Line
from optmodel.live.term import Place, Term
from optmodel.results.layout import FIRST_PERIOD_COLUMN
from optmodel.workbook.tables import Tables

from .plans import Given

RELATIVE = 1e-9
"""Of a figure, or of the largest amount in its row: what is left where amounts cancel."""
NOWHERE = Place("(nowhere)", 0)


def verdict_of(tables: Tables, given: Given) -> Verdict:
    """The audit's own calculation of a plan."""
    return evaluate(tables, given.starts, given.openings, given.shares, given.preparation_shares)


@dataclass(frozen=True, slots=True)
class Recalculated:
    """A workbook after a spreadsheet program has worked it out."""

    book: Workbook
    model: FinancialModel
    """Of the plan that it was written for: tells where things stand."""

    def cell(self, term: Term, index: int = 0) -> Any:
        """The content of the cell that a term refers to."""
        text = term.text(Place(NOWHERE.sheet, index))
        return self._at(self.model.core.base.names.ranges().get(text, text))

    def named(self, name: str) -> Any:
        """The content of the cell with a name."""
        return self._at(self.model.core.base.names.ranges()[name])

    def _at(self, area: str) -> Any:
        sheet, sign, address = area.replace("$", "").rpartition("!")
        assert sign, area
        return self.book[sheet.strip("'")][address].value

    def periods(self, line: Line, index: int = 0) -> list[Any]:
        """The cells of a line of a block along the periods."""
        stack = line.stack
        page, row = self.book[stack.sheet], stack.row_of(index, line.at)
        first = FIRST_PERIOD_COLUMN + 1
        return [page.cell(row, first + h).value for h in range(stack.horizon)]

    def record(self, table: str, key: str, value: object) -> dict[str, Any]:
        """The record of a table whose column has a value."""
        return next(row for row in self.records(table) if row[key] == value)

    def records(self, table: str) -> Iterator[dict[str, Any]]:
        """All records of a table, by header."""
        for page in self.book:
            if table in page.tables:
                header, *rows = page[page.tables[table].ref]
                names = [str(cell.value) for cell in header]
                for row in rows:
                    yield dict(zip(names, (cell.value for cell in row), strict=True))
                return
        raise KeyError(table)


def opened(path: Path, model: FinancialModel) -> Recalculated:
    """Open a workbook for its values."""
    return Recalculated(load_workbook(path, data_only=True), model)


def error_cells(book: Workbook) -> list[str]:
    """Cells that show an error."""
    return [
        f"{page.title}!{cell.coordinate} {cell.value}"
        for page in book
        for row in page.iter_rows()
        for cell in row
        if cell.data_type == "e" or (isinstance(cell.value, str) and cell.value[:4] == "Err:")
    ]


def changed_cells(before: Path, after: Path) -> list[str]:
    """Cells whose value in a file is not what a spreadsheet program works out."""
    written, fresh = (
        load_workbook(path, read_only=True, data_only=True) for path in (before, after)
    )
    found = []
    for page in written:
        rows = zip_longest(page.values, fresh[page.title].values, fillvalue=())
        for number, (old_row, new_row) in enumerate(rows, start=1):
            if old_row == new_row:
                continue
            for column, (old, new) in enumerate(zip_longest(old_row, new_row), start=1):
                if not same(old, new):
                    address = f"{page.title}!{get_column_letter(column)}{number}"
                    found.append(f"{address}: {old} -> {new}")
    return found


def same(expected: Any, actual: Any, scale: float = 1.0) -> bool:
    """Whether two contents agree: words to the letter, figures to a billionth."""
    if isinstance(expected, int | float) and isinstance(actual, int | float):
        return abs(expected - actual) <= RELATIVE * max(1.0, scale, abs(expected))
    return expected == actual or {expected, actual} <= {None, ""}


def disagreements(found: Recalculated, tables: Tables, given: Given) -> Iterator[str]:
    """Where a recalculated workbook and the audit differ about a plan."""
    verdict = verdict_of(tables, given)
    yield from _rules(found, verdict)
    yield from _values(found, verdict)
    yield from _calls(found, verdict)
    yield from _vehicles(found, verdict, given)


def _rules(found: Recalculated, verdict: Verdict) -> Iterator[str]:
    """Each rule fails exactly where the audit finds it broken."""
    broken = {violation.rule for violation in verdict.violations}
    said = {row["Check"]: row["Result"] for row in found.records("Checks")}
    # Copies are alike and numbered by their start, whatever the rows of Plan say.
    for rule in (name for name in PLAN_RULES if name != "copies_in_order"):
        expected = "FAIL" if rule in broken else "PASS"
        if said.get(rule) != expected:
            words = [it.words for it in verdict.violations if it.rule == rule]
            yield f"{rule}: {said.get(rule)}, audit: {expected} {words}"
    others = {name: result for name, result in said.items() if name not in PLAN_RULES}
    if "funding_shares" in broken:
        # Of what nobody pays, or two pay, there is no source or too much of one.
        del others["sources_uses"]
    # Of the run: a plan that nobody searched may have figures that nobody could have found.
    del others["audit"]
    for name, result in others.items():
        if result != "PASS":
            yield f"{name}: {result}"


def _values(found: Recalculated, verdict: Verdict) -> Iterator[str]:
    values = found.model.values
    scale = sum(abs(value) for value in verdict.values.values())
    pairs: list[tuple[str, float, Term]] = [
        ("value", verdict.value, values.objective),
        ("program", verdict.values["program"], values.program),
        ("united_states", verdict.values["united_states"], values.host),
    ]
    for one, term in zip(verdict.by_source.items(), values.by_source, strict=True):
        pairs.append((one[0], one[1], term))
    figures = [(name, expected, found.cell(term)) for name, expected, term in pairs]
    if found.model.targets.table is not None:
        figures.append(("penalty", verdict.penalty_musd, found.named("val_penalty")))
    for name, expected, actual in figures:
        if not same(expected, actual, scale):
            yield f"{name}: {actual}, audit: {expected}"


def _calls(found: Recalculated, verdict: Verdict) -> Iterator[str]:
    for account in found.model.funding.accounts:
        expected = verdict.calls[account.terms.source.id]
        yield from _line(f"calls on {account.terms.source.id}", expected,
                         found.periods(account.calls))  # fmt: skip
        pool = verdict.pools.get(account.terms.source.id)
        if pool is not None:
            yield from _line("receipts of the pool", pool.balance.receipts,
                             found.periods(account.receipts))  # fmt: skip


def _line(name: str, expected: Iterable[float], actual: list[Any]) -> Iterator[str]:
    wanted = list(expected)
    scale = max((abs(amount) for amount in wanted), default=0.0)
    for h, (one, other) in enumerate(zip(wanted, actual, strict=True)):
        if not same(one, 0.0 if other is None else other, scale):
            yield f"{name} in period {h}: {other}, audit: {one}"


def _vehicles(found: Recalculated, verdict: Verdict, given: Given) -> Iterator[str]:
    """Cash and returns of every vehicle; a vehicle per funded cluster and none for others."""
    vehicles, cash = found.model.core.vehicles, found.model.core.cash
    labels = _labels(found.model)
    of_label = {labels[start.cluster, start.copy]: start for start in given.starts}
    shown = [found.cell(vehicles.field("label").here, k) for k in range(vehicles.count)]
    if sorted(shown[: len(of_label)]) != sorted(of_label):
        yield f"vehicles: {shown}, plan: {sorted(of_label)}"
        return
    for index, label in enumerate(shown[: len(of_label)]):
        start = of_label[label]
        book = verdict.books[start]
        for line, name in ((cash.operating, "operating_cash"), (cash.capital, "capital")):
            yield from _line(f"{start.label}: {name}", book.line(name), found.periods(line, index))
        yield from _returns(found, start, book, index)


def _returns(found: Recalculated, start: Start, book: Book, index: int) -> Iterator[str]:
    vehicles, years = found.model.core.vehicles, found.model.core.base.program.calendar.years
    scale = sum(abs(amount) for amount in book.cash.free_cash)
    settings = found.model.core.base.program.settings
    payback = "payback" if settings.payback_from == "first spend" else "payback_operation"
    pairs: list[tuple[str, Any]] = [
        ("npv", book.npv_musd),
        ("npv_host", book.npv_host_musd),
        ("capex", book.capex_musd),
        (payback, "never" if book.payback_years is None else book.payback_years),
    ]
    for number, (name, account) in enumerate(book.accounts.items(), 1):
        pairs.append((f"npv{number}", book.npv_source_musd[name]))
        if not account.is_pooled and name in book.parts:
            recovered = account.recovery_years
            pairs.append((f"recovery{number}", "never" if recovered is None else recovered))
    del years
    for key, expected in pairs:
        actual = found.cell(vehicles.field(key).here, index)
        if not same(expected, actual, scale):
            yield f"{start.label}: {key} {actual}, audit: {expected}"


def _labels(model: FinancialModel) -> dict[tuple[str, int], str]:
    return {
        (cluster.id, cluster.copy): cluster.label for cluster in model.core.base.program.clusters
    }
