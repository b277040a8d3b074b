"""A folder for each case, results to edit, and the examples that are written anew."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from optmodel import api
from tests.messages.case import INPUT, Place
from tests.messages.good import complete
from tests.messages.write_examples import write_examples


@pytest.fixture(scope="session")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a run on the good workbook."""
    folder = tmp_path_factory.mktemp("good")
    (folder / INPUT).write_bytes(complete())
    finished = api.run(folder / INPUT, output=folder / "outputs").folder
    assert finished is not None
    return finished


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Place:
    """A folder that is the current one, so that messages name no path of this computer."""
    monkeypatch.chdir(tmp_path)

    def run() -> Path:
        return shutil.copytree(request.getfixturevalue("results"), tmp_path / "run")

    return Place(tmp_path, monkeypatch, run)


@pytest.fixture(scope="session")
def written() -> Iterator[dict[str, str] | None]:
    """Examples to write into the catalog at the end, where OPTMODEL_WRITE_EXAMPLES=1 asks so."""
    if os.environ.get("OPTMODEL_WRITE_EXAMPLES") != "1":
        yield None
        return
    examples: dict[str, str] = {}
    yield examples
    write_examples(examples)
