"""The documentation and the code, as texts by path."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROSE = ("*.md", "docs/**/*.md", "benchmarks/*.md")
CODE = (
    "optmodel/**/*.py",
    "tests/**/*.py",
    "benchmarks/*.py",
    "Makefile",
    "setup.cfg",
    "pyproject.toml",
    ".ci/*",
)


def texts_of(patterns: tuple[str, ...]) -> dict[Path, str]:
    """Path to text of every file that a pattern finds."""
    paths = sorted({path for pattern in patterns for path in ROOT.glob(pattern) if path.is_file()})
    return {path: path.read_text(encoding="utf-8") for path in paths}


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder that holds README.md."""
    return ROOT


@pytest.fixture(scope="session")
def prose() -> dict[Path, str]:
    """Every page of documentation."""
    return texts_of(PROSE)


@pytest.fixture(scope="session")
def own_words(prose: dict[Path, str]) -> dict[Path, str]:
    """Everything that people of this project wrote: pages and code."""
    return prose | texts_of(CODE)
