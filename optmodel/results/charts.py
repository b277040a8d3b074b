"""Native charts; their figures stand in visible tables."""

from __future__ import annotations

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from optmodel.results.cells import one_line
from optmodel.results.formats import FONT
from optmodel.results.layout import Chart, PointChart, Series, Sheet
from optmodel.results.point_charts import Places, point_chart, range_of

MOST_NAMES, NAMES = 24, 13
"""Of more names along an axis than the first, about as many as the second are shown."""
COLORS = ("#1F3864", "#C55A11", "#548235", "#7F7F7F")


def insert_charts(
    workbook: Workbook,
    page: Worksheet,
    sheet: Sheet,
    places: Places,
) -> None:
    """Insert the charts of a sheet; ``places`` has the header row of each table of each sheet."""
    for described in sheet.charts:
        if isinstance(described, PointChart):
            chart = point_chart(workbook, described, places)
        else:
            chart = _chart(workbook, described, places)
        page.insert_chart(
            described.row, described.column, chart, {"description": one_line(described.alt)}
        )


def _chart(workbook: Workbook, described: Chart, places: Places) -> object:
    """Make a chart of columns, bars or lines."""
    stacked = {"subtype": "stacked"} if described.fills else {}
    chart = workbook.add_chart({"type": described.shape, **stacked})
    for index, (name, figures) in enumerate(described.figures):
        look = _look(described, index)
        chart.add_series(
            {
                "name": one_line(name),
                "categories": range_of(described.labels, places),
                "values": range_of(figures, places),
                "fill": look,
                "line": look,
                "gap": 40,
            }
        )
    _style(chart, described)
    return chart


def _look(described: Chart, index: int) -> dict[str, object]:
    """Color a series, or leave it unfilled."""
    if not described.fills:
        return {"color": COLORS[index % len(COLORS)]}
    return {"color": described.fills[index]} if described.fills[index] else {"none": True}


def _unnamed(fills: tuple[str, ...]) -> list[int]:
    """Series that the legend leaves out: unfilled ones, and all but the first of a color."""
    return [at for at, fill in enumerate(fills) if not fill or fill in fills[:at]]


def _count(cells: Series) -> int:
    """Return the number of cells of a run."""
    (first_row, first_column), (last_row, last_column) = cells.first, cells.last
    return 1 + last_row - first_row + last_column - first_column


def _style(chart: object, described: Chart) -> None:
    small = {"name": FONT, "size": 9}
    chart.set_title(  # type: ignore[attr-defined]
        {
            "name": one_line(described.title),
            "name_font": {"name": FONT, "size": 12},
            "overlay": False,
        }
    )
    figures: dict[str, object] = {"name": described.unit, "name_font": small, "num_font": small}
    figures |= {"num_format": described.number_format, "major_gridlines": {"visible": True}}
    names: dict[str, object] = {"num_font": small}
    if described.shape == "bar":
        names |= {"reverse": True}
    if described.fills or described.shape == "line":
        # Bars and lines below zero would run over the names beside the axis.
        names |= {"label_position": "low"}
    count = _count(described.labels)
    if count > MOST_NAMES:
        names |= {"interval_unit": -(-count // NAMES)}
    # The axis of figures lies flat in a bar chart.
    flat, upright = (figures, names) if described.shape == "bar" else (names, figures)
    chart.set_x_axis(flat)  # type: ignore[attr-defined]
    chart.set_y_axis(upright)  # type: ignore[attr-defined]
    if len(described.figures) == 1:
        chart.set_legend({"none": True})  # type: ignore[attr-defined]
    else:
        # Of stacked bars LibreOffice leaves out the wrong name; the unfilled one only has no color.
        left_out = [] if described.shape == "bar" else _unnamed(described.fills)
        legend = {"position": "bottom", "font": small, "delete_series": left_out}
        chart.set_legend(legend)  # type: ignore[attr-defined]
    width, height = described.size
    chart.set_size({"width": width, "height": height})  # type: ignore[attr-defined]
