"""The sheet Summary: one printed page that a board can read, and that follows the sheet Plan."""

from __future__ import annotations

from optmodel.live.functions import either
from optmodel.results.layout import Block, Column, Report, Row, Sheet
from optmodel.results.sheets.summary_charts import summary_charts
from optmodel.results.sheets.summary_key import LABEL_WIDTH, key_figures, live
from optmodel.results.sheets.summary_tables import binding, parties, sectors, sites
from optmodel.results.sheets.summary_words import decision_words

AS_FOUND = "The plan of the run, in words:"
EDITED = "EDITED: these words are still those of the run:"


def summary(report: Report) -> Sheet:
    """Describe the sheet Summary."""
    words = _words(report)
    funded = sectors(report)
    # Title, header, the words and a free row stand above the table of key figures.
    top = 5 + len(words.rows) + 2
    return Sheet(
        "Summary",
        f"Summary: {report.plan.program.settings.plan_name}",
        "The decision, what it is worth to whom, key dates and what binds. Figures are formulas:"
        " they follow the sheet Plan.",
        (words, key_figures(report), funded, sites(report), binding(report), parties(report)),
        charts=summary_charts(report, top, len(funded.rows) - 1),
        frozen_columns=0,
        one_page=True,
    )


def _words(report: Report) -> Block:
    """Give the decision in sentences, below a line that says whether they are still true."""
    edited = report.model.checks.edited
    said = either(edited.equals(1), EDITED, AS_FOUND)
    rows = (Row((live(said),)), *(Row((line,)) for line in decision_words(report.plan)))
    return Block(
        "SummaryWords",
        "The decision",
        (Column("In words", width=LABEL_WIDTH),),
        rows,
        filters=False,
    )
