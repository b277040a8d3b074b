"""One calculator for all tests of a worker."""

from __future__ import annotations

import pytest

from .libreoffice import PROGRAM, WHY_SKIPPED, Calculator


@pytest.fixture(scope="session")
def calculator(tmp_path_factory: pytest.TempPathFactory) -> Calculator:
    """LibreOffice, where it is installed."""
    if PROGRAM is None:
        pytest.skip(WHY_SKIPPED)
    return Calculator(tmp_path_factory.mktemp("libreoffice"))
