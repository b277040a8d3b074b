"""docs/inputs.md is in step with the schema, and the codes with the code."""

from __future__ import annotations

import re
from pathlib import Path

import optmodel.comparison
import optmodel.evaluation
import optmodel.program
import optmodel.run
import optmodel.workbook
from optmodel.messages import CODES
from optmodel.workbook.reference import INPUTS_PAGE, inputs_page


def test_inputs_page_is_in_step() -> None:
    """Tests that the committed page is what the schema gives."""
    assert INPUTS_PAGE.read_text(encoding="utf-8") == inputs_page()


def test_every_code_is_listed_and_every_listed_code_is_used() -> None:
    """Tests that the codes in the source are those of the page."""
    used: set[str] = set()
    packages = (
        optmodel.workbook,
        optmodel.program,
        optmodel.run,
        optmodel.comparison,
        optmodel.evaluation,
    )
    for package in packages:
        for path in Path(str(package.__path__[0])).rglob("*.py"):
            if True:
                used |= set(re.findall(r'"([EW][0-9]{3})"', path.read_text(encoding="utf-8")))
    assert used == set(CODES)
