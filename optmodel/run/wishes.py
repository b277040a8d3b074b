"""What the caller wishes for a search, over what the Settings say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from optmodel.errors import Finding, InputError
from optmodel.program.program import Program
from optmodel.search.controls import Controls

SETTINGS = {
    "time_limit_s": "Time limit",
    "gap": "Optimality gap",
    "threads": "Threads",
    "seed": "Random seed",
}
"""Name of each option of a search to the setting behind it."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """Options of a search as the caller gives them; None = as the Settings say."""

    time_limit_s: float | None = None
    gap: float | None = None
    threads: int | None = None
    seed: int | None = None

    def controls(self, program: Program) -> Controls:
        """Fill what is not wished for from the Settings.

        Raises
        ------
        InputError
            Where a wish cannot be met, such as a negative time limit.
        """
        said = program.settings
        try:
            return Controls(
                time_limit_s=said.time_limit_s if self.time_limit_s is None else self.time_limit_s,
                gap=said.optimality_gap if self.gap is None else self.gap,
                threads=said.threads if self.threads is None else self.threads,
                seed=said.seed if self.seed is None else self.seed,
            )
        except ValueError as error:
            raise InputError([Finding("E192", str(error))]) from error

    def recorded(self, controls: Controls, program: Program) -> Mapping[str, object]:
        """Every option as used, and where it came from."""
        record: dict[str, object] = {}
        for name, setting in SETTINGS.items():
            record[name] = getattr(controls, name)
            where = program.setting_cells.get(setting) or f"Settings, {setting}"
            record[f"{name}_from"] = where if getattr(self, name) is None else "command"
        return record
