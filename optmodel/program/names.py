"""Names that are typed where no reference leads: sectors, products, resources."""

from __future__ import annotations

from collections.abc import Iterable

from optmodel.errors import Finding
from optmodel.program.findings import at
from optmodel.workbook.schema import folded
from optmodel.workbook.suggest import NearNames
from optmodel.workbook.tables import Record


class KnownNames:
    """The names of a column that other rows may name; ``where`` says where they stand."""

    def __init__(self, known: Iterable[str], where: str) -> None:
        self._known = frozenset(filter(None, known))
        self._where = where
        self._near = NearNames(self._known)
        self._spellings: dict[str, list[str]] = {}
        for name in sorted(self._known):
            self._spellings.setdefault(folded(name), []).append(name)

    def findings(self, record: Record, header: str) -> list[Finding]:
        """Find a name that nothing has, or that some have in another spelling."""
        name, where = record.text(header), self._where
        twins = [it for it in self._spellings.get(folded(name), ()) if it != name]
        if name in self._known:
            others = '" and "'.join(twins)
            message = f'"{name}" does not include "{others}", which {where} has as well.'
            return [at(record, header, "W236", message)] if twins else []
        if twins:
            message = (
                f'"{name}" is not in {where}. It differs from "{twins[-1]}" in case, spaces or the '
                "width of characters."
            )
        else:
            near = self._near.nearest(name)
            advice = f' Did you mean "{near}"?' if near else ""
            message = f'"{name}" is not in {where}.{advice}'
        return [at(record, header, "E225", message)]


class Spellings:
    """Finds names that differ from an earlier one only in case, spaces or width of characters."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}
        self._said: set[str] = set()

    def twin(self, name: str) -> str:
        """Give the earlier spelling of a name where it is another one, else ``""``."""
        first = self._first.setdefault(folded(name), name)
        return "" if first == name else first

    def findings(self, record: Record, header: str) -> list[Finding]:
        """Say which earlier name the one in a cell looks like, once for each spelling."""
        name = record.text(header)
        twin = self.twin(name)
        if not twin or name in self._said:
            return []
        self._said.add(name)
        message = f'"{name}" and "{twin}" look alike. Spell them alike, or apart.'
        return [at(record, header, "E227", message)]
