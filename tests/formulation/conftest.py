"""The flag that writes the golden files anew."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(scope="session")
def write_golden() -> bool:
    """Whether OPTMODEL_WRITE_GOLDEN=1 asks for the golden files to be written anew."""
    return os.environ.get("OPTMODEL_WRITE_GOLDEN") == "1"
