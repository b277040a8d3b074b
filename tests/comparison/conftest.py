"""Two finished runs, solved once, for tests that only look at them."""

from __future__ import annotations

from pathlib import Path

import pytest

from optmodel.comparison.compare import compare
from optmodel.comparison.result import Comparison

from .pair import after, before, solved


@pytest.fixture(scope="session")
def folders(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The folders of both runs."""
    place = tmp_path_factory.mktemp("pair")
    return solved(place, "before", before()), solved(place, "after", after())


@pytest.fixture(scope="session")
def compared(folders: tuple[Path, Path]) -> Comparison:
    """Both runs compared."""
    return compare(*folders)
