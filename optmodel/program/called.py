"""What a thing is called in a sentence: its kind and its id."""

from __future__ import annotations


def called(kind: str, name: str) -> str:
    """Name a thing by its kind and its id: ``pledge JPN``.

    The kind is said once where the id says it: ``Pledge`` and ``Japan pledge``.
    """
    return name if kind.casefold() in name.casefold().split() else f"{kind} {name}"
