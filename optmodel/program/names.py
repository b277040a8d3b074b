"""Names that are typed where no reference leads: sectors, products, resources."""

from __future__ import annotations

from collections.abc import Collection

from optmodel.errors import Finding
from optmodel.program.findings import at
from optmodel.workbook.schema import folded
from optmodel.workbook.suggest import nearest
from optmodel.workbook.tables import Record


def unknown_name(record: Record, header: str, known: Collection[str], where: str) -> Finding | None:
    """Find a name that nothing has, and suggest a near one; ``where`` says where they stand."""
    name = record.text(header)
    if name in known:
        return None
    near = nearest(name, sorted(it for it in known if it))
    if not near:
        return at(record, header, "E225", f'"{name}" is not in {where}.')
    if folded(near) == folded(name):
        message = (
            f'"{name}" is not in {where}. It differs from "{near}" in case, spaces or the width '
            "of characters."
        )
    else:
        message = f'"{name}" is not in {where}. Did you mean "{near}"?'
    return at(record, header, "E225", message)


class Spellings:
    """Finds names that differ from an earlier one only in case, spaces or width of characters."""

    def __init__(self) -> None:
        self._first: dict[str, str] = {}

    def twin(self, name: str) -> str:
        """Give the earlier spelling of a name where it is another one, else ``""``."""
        first = self._first.setdefault(folded(name), name)
        return "" if first == name else first
