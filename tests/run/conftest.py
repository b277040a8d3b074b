"""One finished run for tests that only look at it."""

from __future__ import annotations

from pathlib import Path

import pytest

from optmodel import api
from optmodel.run.finished import Run

from .inputs import small
from .rulebook import two_sources


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The small program, solved and written."""
    return api.run(small(), output=tmp_path_factory.mktemp("outputs"))


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The program with two sources and a pool, solved and written."""
    return api.run(two_sources(), output=tmp_path_factory.mktemp("outputs"))


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder of runs that does not exist yet."""
    return tmp_path / "outputs"
