"""The sheet Returns: what every vehicle is worth and when it pays back."""

from __future__ import annotations

from optmodel.results.layout import Report, Sheet


def returns(report: Report) -> Sheet:
    """Describe the sheet Returns."""
    core = report.model.core
    return Sheet(
        "Returns",
        "Returns",
        "A row per vehicle, that is per funded cluster: values, payback, rate of return and"
        " recovery, worked out from the sheets Cash flow and Waterfall. Free vehicles have room"
        " for clusters that are funded later.",
        (
            core.vehicles.block("Vehicles"),
            core.rates.table.block("How each rate of return is found", filters=False),
        ),
    )
