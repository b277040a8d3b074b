"""The sheet Map: the sites at which something stands, over the outline of the states."""

from __future__ import annotations

from collections.abc import Iterator

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
    Value,
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


def site_map(report: Report) -> Sheet | None:
    """Describe the sheet Map; None where no site lies in the United States."""
    model = report.model.sites.map
    if model is None:
        return None
    rows = tuple(_outline_rows(model))
    return Sheet(
        MAP,
        MAP,
        "Where the plan builds: the larger the marker, the more capex at the site. Below the map,"
        " its figures.",
        (
            model.limits.block("Classes of size"),
            model.table.block("Sites: a coordinate of 0 lies outside the map", filters=False),
            Block(
                OUTLINE,
                "Outline of the states; a blank row ends a line",
                (
                    Column("Longitude", Kind.GIVEN, "degrees"),
                    Column("Latitude", Kind.GIVEN, "degrees"),
                ),
                rows,
                filters=False,
            ),
        ),
        lines=(SOURCE, *[""] * LINES),
        charts=(_chart(model, len(rows)),),
    )


def _outline_rows(model: SiteMap) -> Iterator[Row]:
    """Give the points of every line, with a blank row between lines."""
    for number, line in enumerate(outline(model.frame.regions)):
        if number:
            yield Row((None, None))
        for point in line:
            values: tuple[Value, ...] = point
            yield Row(values)


def _chart(model: SiteMap, points: int) -> PointChart:
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
            column(f"label{at}"),
        )
        for at, (name, (color, size)) in enumerate(zip(CLASSES, MARKERS, strict=True), 1)
    )
    coast = Points(
        "Outline of the states",
        Series(MAP, OUTLINE, (0, 0), (points - 1, 0)),
        Series(MAP, OUTLINE, (0, 1), (points - 1, 1)),
        COAST,
    )
    return PointChart(
        "Sites by capex",
        "Map of the United States with a marker at each site where a funded cluster stands, in"
        " three sizes by the capex at the site; figures in the tables below.",
        (coast, *markers),
        (frame.west, frame.east, frame.south, frame.north),
        FIRST_FREE_ROW + 2,
        0,
        SIZE,
    )
