"""Single figures among the rows of the program: rows without periods, each under a name."""

from __future__ import annotations

from optmodel.live.line import CONSTANT, Look
from optmodel.live.names import Names, named, sheet_prefix
from optmodel.live.stack import Stack
from optmodel.live.term import Term
from optmodel.results.layout import Kind


class ProgramFigures:
    """Adds figures as constants of rows; their names begin with ``val_``."""

    def __init__(self, names: Names, stack: Stack) -> None:
        self._names = names
        self._stack = stack

    def add(
        self, key: str, label: str, content: Term, unit: str = "USD m", kind: Kind = Kind.MONEY
    ) -> Term:
        """Add a formula; return its cell."""
        return self._named(key, Look(label, unit, kind), content)

    def given(self, key: str, label: str, value: float) -> Term:
        """Add a value of the run, USD m; return its cell."""
        return self._named(key, Look(label), [value])

    def _named(self, key: str, look: Look, content: Term | list[float]) -> Term:
        line, stack = self._stack.add(key, look, constant=content), self._stack

        def area() -> str:
            return f"{sheet_prefix(stack.sheet)}${CONSTANT}${stack.row_of(0, line.at)}"

        name = self._names.add(f"val_{key}", area)
        return named(name, lambda _: line.constants[0], ranged=False)
