"""Errors in what the model is built from: the audit reads the input itself and refuses the plan.

The small program: A costs 100 in 2027 and earns 30 a year, 2028 to 2036, worth 170; B loses 110.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from optmodel import api
from optmodel.cli import main
from optmodel.economics.options import build_options
from optmodel.economics.types import FloatArray, Options
from optmodel.program.program import Program
from optmodel.workbook.template import write_template
from tests.cases import Rows, cluster, pledge, site
from tests.run.inputs import EARNS_30, small

Sheets = Mapping[str, Rows]
Plant = Callable[[Program], Options]

LIMITED_CALLS: Sheets = {
    "Funding calls": [
        {"Source": "JPN", "From": date(2027, 1, 1), "Maximum call (USD m/period)": 99.0}
    ]
}
"""Less than A needs in one period."""
LATE_PERMIT: Sheets = {
    "Sites": [site("S", 500.0, **{"Permit median (months)": 36.0, "Permit P80 (months)": 36.0})]
}
"""No start at S in the three years of decisions: the permit takes exactly three."""


def altered(field: str, by: float) -> Plant:
    """Options of which a figure of the first cluster is wrong."""

    def plant(program: Program) -> Options:
        options = build_options(program)
        figures: FloatArray = np.array(getattr(options, field))
        figures[options.cluster == 0] += by
        return replace(options, **{field: figures})  # type: ignore[arg-type]

    return plant


def altered_call(period: int, by: float) -> Plant:
    """Options of which one call of the first cluster is wrong."""

    def plant(program: Program) -> Options:
        options = build_options(program)
        calls = options.capital_steps_musd.copy()
        calls[options.cluster == 0, period] += by
        return replace(options, capital_steps_musd=calls)

    return plant


def of_sites(**terms: object) -> Plant:
    """Options of a program whose sites have other terms."""

    def plant(program: Program) -> Options:
        sites = tuple(replace(each, **terms) for each in program.sites)  # type: ignore[arg-type]
        return build_options(replace(program, sites=sites))

    return plant


def of_clusters(**terms: object) -> Plant:
    """Options of a program whose clusters have other terms."""

    def plant(program: Program) -> Options:
        clusters = tuple(
            replace(each, **terms)  # type: ignore[arg-type]
            for each in program.clusters
        )
        return build_options(replace(program, clusters=clusters))

    return plant


def of_pledge(**terms: object) -> Plant:
    """Options of a program whose pledge has other terms."""

    def plant(program: Program) -> Options:
        source = replace(program.sources[0], **terms)  # type: ignore[arg-type]
        return build_options(replace(program, sources=(source,)))

    return plant


def solved(tmp_path: Path, sheets: Sheets) -> tuple[int, str, Path]:
    """Exit code, stderr and folder of runs of the command on the small program, changed."""
    given = {**small(), **sheets}
    settings = given.pop("Settings")
    path = tmp_path / "small.xlsx"
    write_template(path, settings, given)  # type: ignore[arg-type]
    output = tmp_path / "outputs"
    result = CliRunner().invoke(main, ["solve", str(path), "-o", str(output)])
    return result.exit_code, result.stderr, output


def refused(tmp_path: Path, sheets: Sheets) -> set[str]:
    """Names of the failed checks of a run that must end with 6 and its dossier alone."""
    code, stderr, output = solved(tmp_path, sheets)
    assert code == 6, stderr
    assert "contradicts" in stderr
    (folder,) = output.iterdir()
    assert folder.name.endswith("-contradicted")
    assert [path.name for path in folder.iterdir()] == ["dossier.json"]
    dossier = json.loads((folder / "dossier.json").read_text(encoding="utf-8"))
    assert dossier["claim"] is not None
    return {check["name"] for check in dossier["checks_failed"]}


CASES = [
    pytest.param(altered("npv_musd", 1.0), {}, "value", id="value 171 for 170"),
    pytest.param(altered("npv_musd", -0.001), {}, "value", id="value a thousand dollars low"),
    pytest.param(altered("npv_source_musd", 1.0), {}, "values", id="the source's value"),
    pytest.param(altered_call(0, -1.0), {}, "capital_calls", id="a call of 99 for 100"),
    pytest.param(altered_call(0, 1.0), {}, "capital_calls", id="a call of 101 for 100"),
    pytest.param(of_clusters(capex_musd=50.0), {}, "capital_calls", id="capital of 50 for 100"),
    pytest.param(
        of_clusters(capex_musd=99.0),
        LIMITED_CALLS,
        "call_limit",
        id="a call of 99 for 100 where 99 can be called",
    ),
    pytest.param(
        of_pledge(recovery_target_years=None),
        {
            "Funding": [
                pledge(
                    1000.0,
                    **{
                        "Share before recovery": 0.5,
                        "Recovery target (years)": 2.0,
                        "Recovery rule": "required",
                    },
                )
            ]
        },
        "source_recovery",
        id="recovery in 7 years for 2",
    ),
    pytest.param(
        of_clusters(maximum_payback_years=None),
        {"Clusters": [cluster("A", 100.0, **EARNS_30, **{"Maximum payback (years)": 2.0})]},
        "cluster_payback",
        id="payback in 4.33 years for 2",
    ),
    pytest.param(of_sites(permit_periods=0), LATE_PERMIT, "permit", id="permit not in hand"),
    pytest.param(
        of_clusters(earliest_start=0),
        {"Clusters": [cluster("A", 100.0, **EARNS_30, **{"Earliest start": date(2028, 1, 1)})]},
        "start_window",
        id="a start in 2027 where 2028 is the earliest",
    ),
    pytest.param(
        of_pledge(last_start=2),
        {"Funding": [pledge(1000.0, **{"Last commitment": date(2026, 12, 31)})]},
        "last_commitment",
        id="a start after the last commitment",
    ),
    pytest.param(
        of_clusters(site=""),
        {
            "Clusters": [cluster("A", 100.0, **EARNS_30, Site="S2")],
            "Sites": [site("S"), site("S2", **{"Capex factor": 2.0})],
        },
        "fixed_site",
        id="a site other than the fixed one",
    ),
]


@pytest.mark.parametrize(("plant", "sheets", "check"), CASES)
def test_a_wrong_option_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, plant: Plant, sheets: Sheets, check: str
) -> None:
    """Tests that the rest of the line believes the options, and the audit does not."""
    monkeypatch.setattr(api, "build_options", plant)
    assert check in refused(tmp_path, sheets)


@pytest.mark.parametrize("sheets", [{}, LIMITED_CALLS, LATE_PERMIT])
def test_right_options_are_not_refused(tmp_path: Path, sheets: Sheets) -> None:
    """Tests that the same inputs with their own options give a plan."""
    assert solved(tmp_path, sheets)[0] == 0


def test_a_wrong_use_of_land_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that 60 + 60 acres on 100, taken for 40 + 40 by the program, are refused."""
    build = api.build

    def planted(tables: object) -> object:
        program, findings = build(tables)  # type: ignore[arg-type]
        assert program is not None
        clusters = tuple(replace(each, use={**each.use, "land": 40.0}) for each in program.clusters)
        return replace(program, clusters=clusters), findings

    monkeypatch.setattr(api, "build", planted)
    land = {"Land (acres)": 60.0}
    sheets = {
        "Clusters": [cluster(name, 100.0, **EARNS_30, **land) for name in ("A", "B")],
        "Sites": [site("S", 100.0)],
    }
    assert "site_supply" in refused(tmp_path, sheets)
