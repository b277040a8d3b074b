"""Whatever is wrong with a setting, the setting is told and nothing breaks or follows on."""

from __future__ import annotations

from typing import Any

import pytest

from optmodel import api
from optmodel.workbook.schema import SETTINGS, Column, Kind
from tests.cases import cluster, pledge, site, tiny_settings
from tests.workbook.test_partial import ODD

WRONG: dict[Kind, object] = {
    Kind.TEXT: "#REF!",
    Kind.DATE: "soon",
    Kind.CHOICE: "otherwise",
    Kind.WHOLE: 2.5,
    Kind.NUMBER: "many",
    Kind.FRACTION: 8,
}
"""What no setting of a kind takes."""

Row = dict[str, object]


def rows() -> list[Row]:
    """Every setting as a row of Settings."""
    given = tiny_settings()
    return [{"Setting": it.header, "Value": given.get(it.header, it.default)} for it in SETTINGS]


def small(settings: list[Row]) -> list[tuple[str, str]]:
    """What is said of a small input with these settings: code and setting."""
    source = {
        "Settings": settings,
        "Clusters": [cluster("A", 100)],
        "Sites": [site("S")],
        "Funding": [pledge(1000)],
    }
    return [(it.code, it.message if it.code == "E116" else it.column) for it in api.check(source)]


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda it: str(it.header))
def test_a_misspelled_setting_is_told_once(setting: Column) -> None:
    """Tests that a near name gives its suggestion alone, whatever depends on the setting."""
    settings = rows()
    settings[SETTINGS.index(setting)]["Setting"] = typed = f"{setting.header[:-1]}xx"
    message = f'"{typed}" is not a setting. Did you mean "{setting.header}"?'
    assert small(settings) == [("E116", message)]


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda it: str(it.header))
def test_a_setting_that_is_removed_is_missing_if_it_is_required(setting: Column) -> None:
    """Tests that the others have their default."""
    settings = rows()
    del settings[SETTINGS.index(setting)]
    assert small(settings) == ([("E101", setting.header)] if setting.required else [])


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda it: str(it.header))
def test_a_wrong_value_is_told_once(setting: Column) -> None:
    """Tests that one error names the setting."""
    settings = rows()
    settings[SETTINGS.index(setting)]["Value"] = WRONG[setting.kind]
    found = small(settings)
    assert [header for _, header in found] == [setting.header]
    assert found[0][0].startswith("E")


@pytest.mark.parametrize("value", [None, "#REF!", "soon", -1e30, True, 0, 2.5, "1,200"])
@pytest.mark.parametrize("setting", SETTINGS, ids=lambda it: str(it.header))
def test_nothing_breaks_beside_other_mistakes(setting: Column, value: Any) -> None:
    """Tests that an input that is odd in many ways is checked to the end."""
    settings = rows()
    settings[SETTINGS.index(setting)]["Value"] = value
    assert api.check({"Settings": settings, **ODD})
