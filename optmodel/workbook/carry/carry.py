"""From an old workbook to the current template, without losing a value."""

from __future__ import annotations

from pathlib import Path

from optmodel.errors import Finding, InputError
from optmodel.messages.merge import merged
from optmodel.workbook.carry.fill import Filling
from optmodel.workbook.carry.old import OldBook, address, read_old
from optmodel.workbook.carry.plan import plan_of
from optmodel.workbook.carry.proof import losses
from optmodel.workbook.carry.report import Carried


def carry(old: Path, new: Path) -> Carried:
    """Write the values of an old workbook into a new one of the current template.

    Every value of the old workbook is in the new one, in the same row of the same table where it
    was in a row; this is proved by reading the new workbook. What is known by another name, or not
    at all, is carried and reported.

    Parameters
    ----------
    old
        An ``.xlsx`` file. It is only read, never changed.
    new
        File to write; of no use where this raises.

    Raises
    ------
    InputError
        Where the old workbook cannot be read, has a cell without a value to carry, or a value
        that would be lost.
    WriteError
        Where the new workbook cannot be written.
    """
    plan = plan_of(read_old(old))
    filling = Filling(plan)
    filling.write(new)
    lost = losses(filling, new.read_bytes())
    if lost:
        raise InputError(lost)
    formulas = [*_formulas(plan.book, filling)]
    return Carried(
        sheets=tuple(filling.sheets),
        formulas=sum(count for _, count in formulas),
        not_filled=plan.not_filled,
        findings=merged(
            (
                *plan.findings,
                *filling.findings,
                *filling.leftovers.findings(),
                *(finding for finding, _ in formulas),
                *_left_out(plan.book),
            )
        ),
    )


def _formulas(book: OldBook, filling: Filling) -> list[tuple[Finding, int]]:
    """Say of each sheet how many formulas are values now."""
    told: list[tuple[Finding, int]] = []
    for page in book.sheets:
        mine = filling.own.get(page.name, frozenset())
        places = sorted(at for at in page.formulas if at in page.grid.cells and at not in mine)
        if places:
            words = "1 formula is" if len(places) == 1 else f"{len(places)} formulas are"
            message = f"{words} carried as last calculated, the first one here."
            told.append((Finding("W257", message, page.name, address(places[0])), len(places)))
    return told


def _left_out(book: OldBook) -> list[Finding]:
    """Name what is no value and is not carried: charts, pictures and links."""
    findings: list[Finding] = []
    for page in book.sheets:
        if page.behind.pictures:
            words = "1 chart or picture is" if page.behind.pictures == 1 else (
                f"{page.behind.pictures} charts and pictures are"
            )  # fmt: skip
            findings.append(Finding("W259", f"{words} not carried.", page.name))
        if page.behind.links:
            words = (
                "1 link is"
                if len(page.behind.links) == 1
                else f"{len(page.behind.links)} links are"
            )
            message = f"{words} not carried, only the text that shows it; the first one here."
            findings.append(Finding("W259", message, page.name, page.behind.links[0]))
    return findings
