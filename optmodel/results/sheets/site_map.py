"""The sheet Map: the sites at which something stands, over the outline of the states."""

from __future__ import annotations

from itertools import zip_longest

from optmodel.financials.site_map import CLASSES, SiteMap
from optmodel.results.layout import (
    Block,
    Column,
    Kind,
    PointChart,
    Points,
    Report,
    Row,
    Series,
    Sheet,
)
from optmodel.results.outline import SOURCE, outline
from optmodel.results.page import FIRST_FREE_ROW

MAP, OUTLINE, SITES = "Map", "MapOutline", "MapSites"
SIZE = 1000, 640
"""Pixels of the map."""
LINES = 33
"""Lines that the map takes, above the tables."""
MARKERS = (("#548235", 7), ("#C55A11", 12), ("#1F3864", 18))
"""Color and size of the marker of each class."""
COAST = "#8C96A3"
COLUMNS = 6
"""Side by side, in which the points of the outline stand."""
Point = tuple[float | None, float | None]
BLANK: Point = (None, None)


def site_map(report: Report) -> Sheet | None:
    """Describe the sheet Map; None where no site lies in the United States."""
    model = report.model.sites.map
    if model is None:
        return None
    columns = _outline_columns(model)
    return Sheet(
        MAP,
        MAP,
        "Where the plan builds: the larger the marker, the more capex at the site. Below the map,"
        " its figures.",
        (
            model.limits.block("Classes of size"),
            model.table.block("Sites: a coordinate of 0 lies outside the map", filters=False),
            _outline_block(columns),
        ),
        lines=(SOURCE, *[""] * LINES),
        charts=(_chart(model, columns),),
    )


def _outline_columns(model: SiteMap) -> tuple[tuple[Point, ...], ...]:
    """Lay the lines into columns of about the same length, a blank between two lines."""
    lines = tuple(outline(model.frame.regions))
    most = sum(len(line) + 1 for line in lines) / COLUMNS
    columns: list[list[Point]] = [[]]
    for line in lines:
        if len(columns[-1]) >= most:
            columns.append([])
        columns[-1] += [*([BLANK] if columns[-1] else []), *line]
    return tuple(tuple(column) for column in columns)


def _outline_block(columns: tuple[tuple[Point, ...], ...]) -> Block:
    """Give the points of all columns side by side."""
    titles = [
        Column(f"{title} {number}", Kind.GIVEN, "degrees")
        for number in range(1, len(columns) + 1)
        for title in ("Longitude", "Latitude")
    ]
    rows = (
        Row(tuple(value for point in points for value in point))
        for points in zip_longest(*columns, fillvalue=BLANK)
    )
    title = "Outline of the states: points of lines, with a blank after each line"
    return Block(OUTLINE, title, tuple(titles), tuple(rows), filters=False)


def _chart(model: SiteMap, columns: tuple[tuple[Point, ...], ...]) -> PointChart:
    table, frame = model.table, model.frame

    def column(key: str) -> Series:
        at = table.field(key).at
        return Series(MAP, SITES, (0, at), (table.count - 1, at))

    markers = (
        Points(
            name.capitalize(),
            column(f"across{at}"),
            column(f"up{at}"),
            color,
            size,
            tuple(str(name) for name in table.field("site").values),
        )
        for at, (name, (color, size)) in enumerate(zip(CLASSES, MARKERS, strict=True), 1)
    )
    coasts = (
        Points(
            f"Outline {number + 1}",
            Series(MAP, OUTLINE, (0, 2 * number), (len(points) - 1, 2 * number)),
            Series(MAP, OUTLINE, (0, 2 * number + 1), (len(points) - 1, 2 * number + 1)),
            COAST,
        )
        for number, points in enumerate(columns)
    )
    return PointChart(
        "Sites by capex",
        "Map of the United States with a marker at each site where a funded cluster stands, in"
        " three sizes by the capex at the site; figures in the tables below.",
        (*coasts, *markers),
        (frame.west, frame.east, frame.south, frame.north),
        frame.steps,
        FIRST_FREE_ROW + 2,
        0,
        SIZE,
    )
