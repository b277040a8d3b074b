"""Of all tests: signals as they are by default, and the canaries first.

Where canaries fail, the solver's version is the news, not the rest.
"""

from __future__ import annotations

import signal

import pytest


def pytest_configure() -> None:
    """Hear Ctrl-C and a closed terminal, also where nohup or & had them ignored."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    hang_up = getattr(signal, "SIGHUP", None)
    if hang_up is not None:
        signal.signal(hang_up, signal.SIG_DFL)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the canaries before everything else; the order is otherwise kept."""
    items.sort(key=lambda item: item.path.name != "test_canaries.py")
