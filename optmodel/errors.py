"""What can go wrong, as data: findings with cell addresses, exceptions and exit codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING

from optmodel.messages import CODES, Code, Stage

if TYPE_CHECKING:
    from optmodel.conflict.types import Explanation


class ExitCode(IntEnum):
    """Exit codes of the command; documented in docs/outputs.md."""

    DONE = 0
    INTERNAL_FAULT = 1
    WRONG_INPUT = 2
    NO_PLAN_POSSIBLE = 3
    LIMITS_BROKEN = 3
    """The same code: an edited plan, evaluated and written, breaks limits."""
    NOT_PROVEN = 4
    STOPPED_WITHOUT_PLAN = 5
    CONTRADICTED = 6
    CANNOT_WRITE = 7


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem (or warning) about the input, with the cell that it is about.

    Checks return findings; they never print and never raise.
    """

    code: str
    """A code of the catalog in ``optmodel.messages``; E for errors, W for warnings."""
    message: str
    """One sentence for a person: expected, got, what to do."""
    sheet: str = ""
    cell: str = ""
    """Address inside the sheet such as ``F12``, of a merged run ``F12:F19``; empty where the
    whole sheet is meant."""
    key: str = ""
    """The row in words, such as ``site TX-03``."""
    column: str = ""
    expected: str = ""
    """What the cell should hold, such as ``a number (acres) of at least 0``."""
    got: str = ""
    """What it holds: value, type, number format."""
    cells: tuple[str, ...] = ()
    """Of a merged run every single address; empty where ``cell`` is one."""
    involved: tuple[str, ...] = ()
    """Full addresses of further cells that it is about, such as ``Clusters!F8``."""

    @property
    def entry(self) -> Code:
        """What the catalog says about its code."""
        return CODES[self.code]

    @property
    def is_error(self) -> bool:
        """Whether it stops the run (errors do, warnings do not)."""
        return self.code.startswith("E")

    @property
    def is_impossibility(self) -> bool:
        """Whether it says that no plan can exist, rather than that the input is wrong."""
        return self.is_error and self.entry.stage is Stage.POSSIBLE

    @property
    def severity(self) -> str:
        """``error`` or ``warning``."""
        return "error" if self.is_error else "warning"

    @property
    def address(self) -> str:
        """``Sites!F12``, or only the sheet, or nothing."""
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet

    def __str__(self) -> str:
        """The line that a user reads on the terminal."""
        about = ", ".join(part for part in (self.key, self.column) if part)
        count = f", {len(self.cells)} cells" if self.cells else ""
        where = " ".join(filter(None, (f"{self.address}{count}", f"({about})" if about else "")))
        return f"{self.code}  {where}{'  ' if where else ''}{self.message}"

    def as_dict(self) -> dict[str, object]:
        """Plain data for ``--json``."""
        said = asdict(self)
        more = {"severity": self.severity, "stage": str(self.entry.stage)}
        return said | more | {"why": self.entry.why, "repair": self.entry.repair}


class OptmodelError(Exception):
    """Base of every failure with a message for people and a documented exit code."""

    exit_code: ExitCode = ExitCode.INTERNAL_FAULT
    folder: Path | None = None
    """Where the run's manifest or dossier stands, if one was written."""


class InputError(OptmodelError):
    """The input (or the command) is wrong; carries every finding at once."""

    exit_code = ExitCode.WRONG_INPUT

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


class InfeasibleError(OptmodelError):
    """No plan can meet all limits; carries the reasons in plain words."""

    exit_code = ExitCode.NO_PLAN_POSSIBLE

    def __init__(
        self,
        reasons: Iterable[str],
        findings: Iterable[Finding] = (),
        explanation: Explanation | None = None,
    ) -> None:
        self.reasons = tuple(reasons)
        """Sentences: what is in conflict, what is short, what would make a plan possible."""
        self.findings = tuple(findings)
        """What was proven impossible before the search."""
        self.explanation = explanation
        """The same as data: the smallest conflict, and the repairs with their cells."""
        super().__init__("\n".join(self.reasons))


class NoPlanError(OptmodelError):
    """The search stopped or failed before any plan was found."""

    exit_code = ExitCode.STOPPED_WITHOUT_PLAN


class ContradictionError(OptmodelError):
    """The independent check disagrees with the solver; nothing is written but a dossier."""

    exit_code = ExitCode.CONTRADICTED

    def __init__(self, disagreements: Iterable[str]) -> None:
        self.disagreements = tuple(disagreements)
        super().__init__("\n".join(self.disagreements))


class WriteError(OptmodelError):
    """The results cannot be written."""

    exit_code = ExitCode.CANNOT_WRITE
