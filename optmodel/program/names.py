"""Names that are typed where no reference leads: sectors, products, resources."""

from __future__ import annotations

from collections.abc import Collection

from optmodel.errors import Finding
from optmodel.program.findings import at
from optmodel.workbook.schema import folded
from optmodel.workbook.suggest import nearest
from optmodel.workbook.tables import Record


def name_findings(record: Record, header: str, known: Collection[str], where: str) -> list[Finding]:
    """Find a name that nothing has, or that some have in another spelling.

    ``where`` says where the known names stand.
    """
    name = record.text(header)
    others = sorted(it for it in known if it and it != name)
    twins = [it for it in others if folded(it) == folded(name)]
    if name in known:
        message = f'"{name}" does not include "{" and ".join(twins)}", which {where} has as well.'
        return [at(record, header, "W236", message)] if twins else []
    near = nearest(name, others)
    if twins:
        message = (
            f'"{name}" is not in {where}. It differs from "{near}" in case, spaces or the width '
            "of characters."
        )
    else:
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
