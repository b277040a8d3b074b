"""What operators can carry, against what must be funded and only they could run."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum

import numpy as np

from optmodel.economics.operators import NOBODY
from optmodel.errors import Finding
from optmodel.program.capacity import Operator
from optmodel.sense.least_capital import least_capital
from optmodel.sense.outlook import Outlook, Row, by_choices, exceeds
from optmodel.sense.words import address, cells_of, counted, finding, listed, named, number


def operator_findings(outlook: Outlook) -> Iterator[Finding]:
    """Find operators with too little room for what they alone could run and must be funded."""
    for able, rows in by_choices((row, _operators(outlook, row)) for row in outlook.forced()):
        operators = [outlook.program.operators[index] for index in sorted(able)]
        found = _clusters(operators, rows) or _capital(outlook, operators, rows)
        if found is not None:
            yield found
            return


def _operators(outlook: Outlook, row: Row) -> frozenset[int]:
    """Operators that could run a row; none where nobody has to be chosen."""
    found = np.unique(outlook.options.operator[row.options]).tolist()
    return frozenset() if NOBODY in found else frozenset(found)


def _clusters(operators: Sequence[Operator], rows: Sequence[Row]) -> Finding | None:
    limits = [it.maximum_clusters for it in operators if it.maximum_clusters is not None]
    count = sum(row.copies for row in rows)
    if len(limits) < len(operators) or count <= sum(limits):
        return None
    needed = f"{counted(count, 'cluster')} must"
    return _finding("Maximum clusters", operators, rows, counted(sum(limits), "cluster"), needed)


def _capital(
    outlook: Outlook, operators: Sequence[Operator], rows: Sequence[Row]
) -> Finding | None:
    limits = [it.maximum_capital_musd for it in operators if it.maximum_capital_musd is not None]
    needed = fsum(row.copies * least_capital(outlook, row) for row in rows)
    if len(limits) < len(operators) or not exceeds(needed, fsum(limits)):
        return None
    most = f"USD {number(fsum(limits))} m of capital"
    said = f"at least USD {number(needed)} m must"
    return _finding("Maximum capital (USD m)", operators, rows, most, said)


def _finding(
    header: str, operators: Sequence[Operator], rows: Sequence[Row], most: str, needed: str
) -> Finding:
    names = listed(operator.id for operator in operators)
    can = "can" if len(operators) == 1 else "together can"
    message = (
        f"{names} {can} run at most {most}, but {needed} be funded that nobody else could run: "
        f"{named(rows)}."
    )
    cells = [address(operator.cells, header) for operator in operators]
    return finding(
        "E324",
        message,
        cells[0],
        key=f"operator {operators[0].id}",
        column=header,
        involved=(*cells, *cells_of(rows, "Decision", "Operator")),
    )
