"""Finished runs to edit: each test gets a copy of its own."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from optmodel import api
from tests.run.rulebook import two_sources

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tiny example, solved."""
    folder = api.run(
        ROOT / "inputs" / "tiny.xlsx", output=tmp_path_factory.mktemp("outputs")
    ).folder
    assert folder is not None
    return folder


@pytest.fixture
def tiny(tiny_folder: Path, tmp_path: Path) -> Path:
    """Results of the tiny example, with the whole run beside them."""
    return shutil.copytree(tiny_folder, tmp_path / "run") / "results.xlsx"


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program with two sources and a pool, solved."""
    folder = api.run(two_sources(), output=tmp_path_factory.mktemp("outputs")).folder
    assert folder is not None
    return folder


@pytest.fixture
def shared(shared_folder: Path, tmp_path: Path) -> Path:
    """Its results; the input was no file, so that it has to be given."""
    return shutil.copytree(shared_folder, tmp_path / "run") / "results.xlsx"
