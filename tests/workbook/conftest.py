"""A small filled workbook, and a way to change cells of it as a user would."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from openpyxl import load_workbook

from optmodel.errors import Finding
from optmodel.workbook.read import read
from optmodel.workbook.template import write_template
from tests.cases import cluster, pledge, site, tiny_settings

Change = Callable[..., tuple[Finding, ...]]

SHEETS = {
    "Clusters": [
        cluster("FIB", 300, 2, Site="TX-03", **{"Ramp profile": "slow"}),
        cluster("CAB", 120, 1),
    ],
    "Profiles": [{"Profile": "slow", "Kind": "ramp", "Step 1": 0.5, "Step 2": 1.0}],
    "Sites": [site("TX-03", 640), site("Oak Ridge", 900)],
    "Funding": [pledge(1000)],
}


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a workbook without any finding."""
    path = tmp_path_factory.mktemp("written") / "input.xlsx"
    write_template(path, tiny_settings(), SHEETS)
    return path.read_bytes()


@pytest.fixture
def workbook(tmp_path: Path, written: bytes) -> Path:
    """A workbook of one's own to change."""
    path = tmp_path / "input.xlsx"
    path.write_bytes(written)
    return path


@pytest.fixture
def findings_after(workbook: Path) -> Change:
    """Put values into cells such as ``Sites!H5``, save, and read again."""

    def change(cells: Mapping[str, object]) -> tuple[Finding, ...]:
        book = load_workbook(workbook)
        for address, value in cells.items():
            sheet, cell = address.split("!")
            book[sheet][cell].value = value
        book.save(workbook)
        return read(workbook)[1]

    return change
