"""Tests that every wish of docs/wishes.md, solved with the rows that stand there, has the value
that stands there.

The page describes one small program and then changes it wish by wish. A section without a value of
its own would go unnoticed, so each must have one.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import optmodel
from optmodel.program.build import build
from optmodel.workbook.rows import tables_from_rows

Row = dict[str, object]
Sheets = dict[str, list[Row]]

PAGE = Path(__file__).resolve().parents[2] / "docs" / "wishes.md"
BASE = "The program of these examples"
VALUE = re.compile(r"\*\*([\d,.]+)\*\*")
SHEET = re.compile(r"^\*\*([A-Z][a-z ]+)\*\*")


def sections() -> dict[str, str]:
    """Heading to text, of every part of the page but its introduction."""
    _, *parts = re.split(r"^## ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return {part.partition("\n")[0]: part.partition("\n")[2] for part in parts}


def cell(text: str) -> object:
    """Type a cell: a date, a number, or words."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return date.fromisoformat(text)
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?", text) else text


def sheets_of(text: str) -> Sheets:
    """Read every table that stands under the name of a sheet in bold."""
    sheets: Sheets = {}
    name = ""
    headers: list[str] = []
    for line in text.splitlines():
        named = SHEET.match(line)
        if named:
            name, headers = named[1], []
        elif line.startswith("|---"):
            continue
        elif line.startswith("|") and name:
            cells = [part.strip() for part in line.strip("|").split("|")]
            if headers:
                sheets.setdefault(name, []).append(
                    {header: cell(each) for header, each in zip(headers, cells, strict=True)}
                )
            else:
                headers = cells
        elif line:
            name = ""
    return sheets


def joined(base: Sheets, change: Sheets) -> Sheets:
    """Join the rows of a wish with the program: a row with the same id is filled up or changed.

    Only these sheets have one id; rows of the others are added.
    """
    result = {name: [dict(row) for row in rows] for name, rows in base.items()}
    for name, rows in change.items():
        known = {
            row[key]: row
            for row in result.setdefault(name, [])
            for key in ("Setting", "Cluster", "Site", "Source")
            if key in row and name in {"Settings", "Clusters", "Sites", "Funding"}
        }
        for row in rows:
            first = next(iter(row.values()))
            if first in known:
                known[first].update(row)
            else:
                result[name].append(dict(row))
    return result


ALL = sections()
WISHES = [heading for heading in ALL if heading != BASE]

ENERGY = "Energy before load"


def program(heading: str) -> Sheets:
    """The sheets of the program with a wish."""
    base = sheets_of(ALL[BASE])
    return base if heading == BASE else joined(base, sheets_of(ALL[heading]))


def documented(heading: str) -> float:
    """The value in bold, the last one of the section."""
    values = VALUE.findall(ALL[heading])
    assert values, f"{heading}: no value in bold"
    return float(values[-1].replace(",", ""))


def solved(sheets: Sheets) -> optmodel.Plan:
    """Solve the sheets to the end."""
    plan = optmodel.solve(dict(sheets))
    assert plan.status == "optimal"
    return plan


def test_the_program_without_a_wish() -> None:
    """Tests 260 + 180 + 110 + 20 = 570, the richest first, FIBER2 alone in Texas."""
    plan = solved(program(BASE))
    assert plan.value_musd == pytest.approx(documented(BASE))
    starts = {each.cluster: (each.site, each.period) for each in plan.decisions if each.funded}
    assert starts == {
        "FIBER1": ("OHIO", 0),
        "FAB1": ("OHIO", 1),
        "FAB2": ("OHIO", 2),
        "FIBER2": ("TEXAS", 3),
    }


@pytest.mark.parametrize("heading", WISHES)
def test_wish(heading: str) -> None:
    """Tests that the rows of a section give its value, which is not that of the bare program."""
    plan = solved(program(heading))
    assert plan.value_musd == pytest.approx(documented(heading))
    assert documented(heading) != documented(BASE)


def test_energy_before_load_by_power_alone() -> None:
    """Tests that power in megawatts alone gives the same 481 as the order by dependencies."""
    sheets = program(ENERGY)
    assert sheets.pop("Dependencies")
    assert solved(sheets).value_musd == pytest.approx(481.0)


def test_phase_two_is_not_forced() -> None:
    """Tests that the same plan with phase 2 skipped is worth 260 + 180 + 110 = 550."""
    sheets = program(WISHES[0])
    (phase_two,) = [row for row in sheets["Clusters"] if row["Cluster"] == "FIBER2"]
    phase_two["Decision"] = "skip"
    assert solved(sheets).value_musd == pytest.approx(550.0)


@pytest.mark.parametrize("heading", [BASE, *WISHES])
def test_wish_is_read_without_a_warning(heading: str) -> None:
    """Tests that no row of the page gives rise to a finding."""
    sheets = program(heading)
    settings = {str(row["Setting"]): row["Value"] for row in sheets.pop("Settings")}
    tables, findings = tables_from_rows(settings, sheets)
    assert tables is not None, findings
    built, further = build(tables)
    assert built is not None, further
    assert [str(each) for each in (*findings, *further)] == []


def test_every_wish_is_in_the_table_of_contents() -> None:
    """Tests that the list at the head of the page leads to each section, once."""
    introduction = PAGE.read_text(encoding="utf-8").partition("\n## ")[0]
    assert introduction.count("](#") == len(WISHES)
