"""The example programs, built by code from sourced facts.

``names`` lists them, ``rows`` gives one as plain rows, ``write`` fills an input workbook.
"""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from optmodel.examples import crystal_land, korea_pledge, tiny, us_japan_pledge
from optmodel.examples.source_tables import Row, Sheets

_EXAMPLES: dict[str, ModuleType] = {
    "us_japan_pledge": us_japan_pledge,
    "korea_pledge": korea_pledge,
    "crystal_land": crystal_land,
    "tiny": tiny,
}


def names() -> tuple[str, ...]:
    """The examples, in the order of docs/examples.md."""
    return tuple(_EXAMPLES)


def about(name: str) -> str:
    """One line about an example: the first of its module's docstring.

    Raises
    ------
    KeyError
        Where there is no such example.
    """
    return (_EXAMPLES[name].__doc__ or "").partition("\n")[0]


def rows(name: str) -> tuple[Row, Sheets]:
    """The settings of an example and its sheets, as rows under the headers of the contract.

    Raises
    ------
    KeyError
        Where there is no such example.
    """
    example = _EXAMPLES[name]
    return example.settings(), example.sheets()


def write(name: str, path: str | Path) -> None:
    """Write an example as a filled input workbook.

    Raises
    ------
    KeyError
        Where there is no such example.
    """
    # The template brings openpyxl, which `names` and `rows` do not need.
    from optmodel.workbook.template import write_template

    settings, sheets = rows(name)
    write_template(Path(path), settings=settings, sheets=sheets)
