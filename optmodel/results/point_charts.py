"""Native charts of points, such as the map of the sites."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.workbook import Workbook

from optmodel.results.cells import one_line
from optmodel.results.formats import FONT
from optmodel.results.layout import PointChart, Points, Series

Places = Mapping[str, Mapping[str, int]]
"""Sheet and table to the row of the table's header, from 0."""
LINE_WIDTH = 0.75
"""Points, of lines without markers."""
SMALL = {"name": FONT, "size": 9}


def point_chart(workbook: Workbook, described: PointChart, places: Places) -> object:
    """Make a chart of points; a line that has no marker is not in the legend."""
    chart = workbook.add_chart({"type": "scatter", "subtype": "straight"})
    for points in described.points:
        chart.add_series(
            {
                "name": one_line(points.name),
                "categories": range_of(points.across, places),
                "values": range_of(points.up, places),
                **_look(points),
                **_labels(points),
            }
        )
    left, right, bottom, top = described.frame
    chart.set_title(
        {
            "name": one_line(described.title),
            "name_font": {"name": FONT, "size": 12},
            "overlay": False,
        }
    )
    chart.set_x_axis(_axis(left, right, described.steps[0]))
    chart.set_y_axis(_axis(bottom, top, described.steps[1]))
    lines = [at for at, points in enumerate(described.points) if not points.size]
    chart.set_legend({"position": "bottom", "font": SMALL, "delete_series": lines})
    chart.show_blanks_as("gap")
    chart.set_size({"width": described.size[0], "height": described.size[1]})
    return chart


def range_of(series: Series, places: Places) -> list[object]:
    """Return the cells of a series as XlsxWriter takes them."""
    top = places[series.sheet][series.table] + 1
    (first_row, first_column), (last_row, last_column) = series.first, series.last
    return [series.sheet, top + first_row, first_column, top + last_row, last_column]


def _look(points: Points) -> dict[str, object]:
    if not points.size:
        return {
            "line": {"color": points.color, "width": LINE_WIDTH},
            "marker": {"type": "none"},
        }
    fill = {"color": points.color, "transparency": 25}
    marker = {
        "type": "circle",
        "size": points.size,
        "fill": fill,
        "border": {"color": "#FFFFFF"},
    }
    return {"line": {"none": True}, "marker": marker}


def _labels(points: Points) -> dict[str, object]:
    """Name each point."""
    if not points.labels:
        return {}
    named = [{"value": one_line(label)} for label in points.labels]
    return {"data_labels": {"value": True, "position": "right", "font": SMALL, "custom": named}}


def _axis(least: float, most: float, step: float) -> dict[str, object]:
    """Return an axis that is only there to read degrees from."""
    return {
        "min": least,
        "max": most,
        "major_unit": step,
        "crossing": "min",
        "num_font": SMALL | {"color": "#595959"},
        "num_format": "0",
        "major_gridlines": {"visible": False},
        "label_position": "low",
        "major_tick_mark": "none",
        "line": {"color": "#C9D1DB"},
    }
