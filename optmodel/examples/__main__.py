"""``python -m optmodel.examples FOLDER`` writes every example as a workbook into a folder."""

from __future__ import annotations

import sys
from pathlib import Path

from optmodel.examples import names, write


def main(arguments: list[str]) -> int:
    """Write ``FOLDER/NAME.xlsx`` for every example; 0 done, 2 wrong use."""
    if len(arguments) != 1:
        sys.stderr.write("Usage: python -m optmodel.examples FOLDER\n")
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for name in names():
        write(name, folder / f"{name}.xlsx")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
