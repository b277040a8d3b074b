"""The columns of the results workbook that say what is decided."""

from __future__ import annotations

from optmodel.financials import plan_table
from optmodel.financials.opening_columns import OPENED, preparation_share_column, sharing_sources
from optmodel.program.program import Program, Source
from optmodel.results.cells import one_line
from optmodel.results.names import title_of_source
from optmodel.workbook.schema import Column, Kind

CLUSTER = Column(plan_table.CLUSTER.header, Kind.REFERENCE, "Which cluster, or copy.")
COPY = Column(plan_table.COPY.header, Kind.WHOLE, "Number of the copy.", minimum=1)
FUND = Column(plan_table.FUND.header, Kind.FLAG, "Whether it is funded.")
SITE = Column(plan_table.SITE.header, Kind.REFERENCE, "Where it stands.")
START = Column(plan_table.START.header, Kind.DATE, "A day in the period of its start.")
OPERATOR = Column(plan_table.OPERATOR.header, Kind.REFERENCE, "Who runs it.")
START_PERIOD = Column("Start period", Kind.TEXT, "The period of the start, which follows.")
OPENING = Column(OPENED.header, Kind.DATE, "A day in the period of the opening.")

DECISIONS = (CLUSTER, COPY, FUND, SITE, START, OPERATOR)
"""Of the sheet Plan, apart from shares."""
OPTIONAL = frozenset({OPERATOR.header, COPY.header, START_PERIOD.header})
"""Columns that may be missing."""


def share_columns(program: Program) -> dict[int, Column]:
    """Index of each source to the column of its shares; none where one source pays for all."""
    if len(program.sources) == 1:
        return {}
    return {
        index: _share(plan_table.share_column(_title(program, source)).header)
        for index, source in enumerate(program.sources)
    }


def preparation_share_columns(program: Program) -> dict[int, Column]:
    """Index of each source that shares preparation to the column of its shares."""
    return {
        index: _share(preparation_share_column(_title(program, program.sources[index])).header)
        for index in sharing_sources(program)
    }


def _title(program: Program, source: Source) -> str:
    return title_of_source(program, source)


def _share(header: str) -> Column:
    return Column(one_line(header), Kind.FRACTION, "Part that it pays.", minimum=0, maximum=1)
