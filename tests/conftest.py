"""The canaries run first: where they fail, the solver's version is the news, not the rest."""

from __future__ import annotations

import pytest


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the canaries before everything else; the order is otherwise kept."""
    items.sort(key=lambda item: item.path.name != "test_canaries.py")
