"""Random rows of Funding and Funding calls."""

from __future__ import annotations

from .chance import Chance

Row = dict[str, object]


def funding_row(chance: Chance, clusters: list[Row]) -> Row:
    """A pledge that is short more often than not."""
    commitment = round(chance.share(0.3, 1.6) * capex_in_all(clusters))
    target = chance.maybe(0.3, chance.share(0.4, 1.5) * chance.horizon * chance.years)
    return {
        "Source": "JPN",
        "Commitment (USD m)": commitment,
        "Already committed (USD m)": chance.one([0, 0, 0, round(commitment * 0.2)]),
        "Last commitment": chance.maybe(0.15, chance.day(-1, chance.decisions)),
        "First call": chance.maybe(0.25, chance.day(0, 2)),
        "Last call": chance.maybe(0.25, chance.day(2, 4)),
        "Draw": chance.one(["as spent", "at start"]),
        "Share before recovery": chance.one([0.0, 0.5, 0.5, 0.9, 1.0]),
        "Share after recovery": chance.one([None, 0.0, 0.1, 0.1, 0.5]),
        "Deemed rate": chance.one([0.0, 0.04, 0.055, 0.2]),
        "Interest from": chance.one(["call", "operation"]),
        "Recovery target (years)": target,
        "Recovery rule": chance.one([None, "required", "report"]) if target else None,
        "Pays for site preparation": chance.one(["yes", "no"]),
    }


def funding_calls_rows(chance: Chance, clusters: list[Row]) -> list[Row]:
    """What the pledge can pay from some periods on, carried forward or not."""
    if not chance.happens(0.8 * chance.tightness):
        return []
    largest = max(_capex(row) for row in clusters)
    rows: dict[int, Row] = {}
    for _ in range(chance.between(1, 4)):
        day = chance.day(0, chance.horizon - 1)
        period = (
            12 * day.year + day.month - 12 * chance.first.year - chance.first.month
        ) // chance.months
        rows[period] = {
            "Source": "JPN",
            "From": day,
            "Maximum call (USD m/period)": chance.one(
                [None, *[round(largest * chance.share(0.2, 1.5)) for _ in range(4)]]
            ),
            "Carry forward": chance.one(["yes", "no"]),
        }
    return list(rows.values())


def capex_in_all(clusters: list[Row]) -> float:
    """Capex of every copy of every cluster."""
    return sum(_capex(row) * int(str(row["Copies"])) for row in clusters)


def _capex(row: Row) -> float:
    """Capex of one copy; free clusters count a little, so that limits are not all zero."""
    return float(str(row["Capex (USD m)"])) or 30.0
