"""Turns described sheets into the bytes of an Excel workbook."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from xlsxwriter.workbook import Workbook

from optmodel.results.banner import Banner
from optmodel.results.cells import one_line
from optmodel.results.charts import insert_charts
from optmodel.results.formats import Formats
from optmodel.results.layout import Live, Sheet
from optmodel.results.page import Page, places_of
from optmodel.results.worksheet import PlainWorksheet

CHECKS_HOLD, PROVEN = "PASS", "Proven"
"""Words in the lines of the header that say that all is well."""
TAB_COLORS = {"About": "#1F3864", "Summary": "#1F3864", "Plan": "#BF9000", "Checks": "#1E5631"}


@dataclass(frozen=True, slots=True)
class Stamp:
    """What every sheet carries in its header, its footer and the document properties."""

    plan_name: str
    run_id: str
    created: datetime
    version: str
    master: str | Live
    """Whether the checks hold; words, or a formula that gives them."""
    master_good: bool
    proof: str | Live
    """How sure the plan is; likewise."""
    proof_good: bool
    what: str = "Plan"
    """What the workbook shows, for its properties."""
    caution: str = ""
    """What every printed page says where ``proof_good`` is not so; the proof unless given."""

    @property
    def master_words(self) -> str:
        """What the checks say as the workbook is written."""
        return words_of(self.master)

    @property
    def proof_words(self) -> str:
        """How sure the plan is as the workbook is written."""
        return words_of(self.proof)


def words_of(line: str | Live) -> str:
    """Return the words of a line, those that its formula gives included."""
    return str(line.value) if isinstance(line, Live) else line


def render(
    sheets: Sequence[Sheet], stamp: Stamp, names: Callable[[], Mapping[str, str]] | None = None
) -> bytes:
    """Return the bytes of the workbook; the same sheets and stamp give the same bytes.

    ``names`` gives the defined names with their ranges, once every table has its place.
    """
    stream = io.BytesIO()
    workbook = Workbook(
        stream,
        {
            # In memory the parts of the file carry a fixed time, so that bytes can be compared.
            "in_memory": True,
            # Names are text for ever, also those that look like formulas or addresses.
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    _set_properties(workbook, stamp)
    formats = Formats(workbook)
    places = {sheet.name: places_of(sheet) for sheet in sheets}
    worksheets = {
        sheet.name: workbook.add_worksheet(sheet.name, PlainWorksheet) for sheet in sheets
    }
    for sheet in sheets:
        for block in sheet.blocks:
            if block.settle is not None:
                block.settle(places[sheet.name][block.table] + 2)
    for name, area in ({} if names is None else names()).items():
        workbook.define_name(name, f"={area}")
    for sheet in sheets:
        page = Page(worksheets[sheet.name], formats, sheet, places[sheet.name])
        page.write_header(
            Banner(stamp.master, CHECKS_HOLD, is_good=stamp.master_good),
            Banner(stamp.proof, PROVEN, is_good=stamp.proof_good),
        )
        page.write_blocks()
        page.set_columns()
        page.set_view(TAB_COLORS.get(sheet.name))
        caution = "" if stamp.proof_good else stamp.caution or stamp.proof_words
        page.set_print(stamp.plan_name, stamp.run_id, caution)
    for sheet in sheets:
        insert_charts(workbook, worksheets[sheet.name], sheet, places)
    workbook.close()
    return stream.getvalue()


def _set_properties(workbook: Workbook, stamp: Stamp) -> None:
    workbook.set_properties(
        {
            "title": f"{stamp.what}: {one_line(stamp.plan_name)}",
            "subject": "Funding, siting and timing of industrial clusters",
            "author": f"optmodel {stamp.version}",
            "category": "Capital plan",
            "keywords": "capital budgeting, siting, capital calls, waterfall",
            "comments": f"Run {stamp.run_id}. {stamp.proof_words}. {stamp.master_words}.",
            "status": stamp.proof_words,
            "created": stamp.created.astimezone(UTC).replace(tzinfo=None),
        }
    )
    # Wide enough for a Gantt chart on an ordinary screen.
    workbook.set_size(2400, 1500)
