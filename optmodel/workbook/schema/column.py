"""What a column and a sheet are: the vocabulary of the schema."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from optmodel.workbook.tables import Value


class Kind(StrEnum):
    """How a cell of a column is read; the value is what messages and docs call it."""

    TEXT = "text"
    ID = "id"
    CHOICE = "choice"
    FLAG = "yes or no"
    NUMBER = "number"
    WHOLE = "whole number"
    FRACTION = "fraction"
    DATE = "date"
    REFERENCE = "reference"
    MUST_OR_NUMBER = "must or a number"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet, or one setting; everything that is known about its cells."""

    header: str
    """As in the file. Of numbered columns the part before the number, of named ones the prefix."""
    kind: Kind
    meaning: str
    """One line for a person."""
    unit: str = ""
    required: bool = False
    default: Value = None
    """What a blank cell stands for."""
    blank: str = ""
    """What a blank means in words, where ``default`` alone does not say it."""
    minimum: float | None = None
    maximum: float | None = None
    choices: tuple[str, ...] = ()
    allowed: tuple[int, ...] = ()
    """The only whole numbers that are accepted; empty = any."""
    refers_to: tuple[str, str] | None = None
    """Sheet and column in which the text must stand."""
    offers: tuple[str, str] | None = None
    """Sheet and column whose texts a drop-down offers; other texts are accepted."""
    offered: tuple[str, ...] = ()
    """Texts that a drop-down offers; other texts are accepted."""
    numbered_from: int | None = None
    """First number of numbered columns such as ``Step 1``; None for a plain column."""
    spare: int = 0
    """How many numbered columns a template offers at least."""
    named: bool = False
    """Whether the header is a prefix that a name follows, such as ``Use: cooling``."""

    @property
    def numbered(self) -> bool:
        """Whether the column repeats: ``Step 1``, ``Step 2`` and so on."""
        return self.numbered_from is not None

    @property
    def plain(self) -> bool:
        """Whether there is exactly one such column."""
        return not (self.numbered or self.named)

    @property
    def is_numeric(self) -> bool:
        """Whether its cells hold numbers."""
        return self.kind in {Kind.NUMBER, Kind.WHOLE, Kind.FRACTION}

    def numbered_header(self, position: int) -> str:
        """Header of the numbered column at a position counted from 0."""
        return f"{self.header} {(self.numbered_from or 0) + position}"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the input workbook."""

    name: str
    meaning: str
    """One line of help, also in A2."""
    columns: tuple[Column, ...]
    required: bool = False
    """Whether the sheet must be there with at least one row."""
    key: tuple[str, ...] = ()
    """Headers that together may not occur twice."""

    @property
    def table_name(self) -> str:
        """Name of its Excel table."""
        return self.name.replace(" ", "")

    @property
    def provenance(self) -> frozenset[str]:
        """Headers of the last two columns: where the row comes from, and notes on it."""
        return frozenset(column.header for column in self.columns[-2:])

    def find(self, header: str) -> Column | None:
        """The column that a header belongs to, in any case and spacing; None if unknown."""
        return next((column for column in self.columns if canonical_header(column, header)), None)

    def column(self, header: str) -> Column:
        """The column of a header that is known to exist."""
        found = self.find(header)
        if found is None:
            raise KeyError(f"{self.name} has no column {header}")
        return found


def folded(text: str) -> str:
    """Text for comparing names: normalized, case-folded, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def canonical_header(column: Column, header: str) -> str:
    """The header as the contract spells it, or ``""`` where it is another column's."""
    name = folded(header)
    if column.numbered:
        match = re.fullmatch(re.escape(folded(column.header)) + r" ?([0-9]{1,4})", name)
        if match is None or int(match[1]) < (column.numbered_from or 0):
            return ""
        return f"{column.header} {int(match[1])}"
    if column.named:
        prefix = folded(column.header)
        resource = " ".join(header.split())[len(prefix) :].strip()
        return f"{column.header} {resource}" if name.startswith(prefix) and resource else ""
    return column.header if name == folded(column.header) else ""


SOURCE = Column("Source", Kind.TEXT, "Where the figures of the row come from.")
SOURCE_NOTE = Column(
    "Source note",
    Kind.TEXT,
    "Where the figures of the row come from (in this sheet `Source` is the funding source).",
)
NOTES = Column("Notes", Kind.TEXT, "Anything a reader of the row should know.")


def cluster_reference(header: str = "Cluster", meaning: str = "The cluster.") -> Column:
    """A required reference to a row of Clusters."""
    return Column(header, Kind.REFERENCE, meaning, required=True, refers_to=("Clusters", "Cluster"))
