"""A parent that only listens."""

from __future__ import annotations

from typing import Any


class Listener:
    """Keeps what a worker would send."""

    def __init__(self) -> None:
        self.messages: list[tuple[str, dict[str, Any]]] = []

    def send(self, event: str, **fields: object) -> None:
        """Keep one message."""
        self.messages.append((event, fields))
