"""Where a cluster comes closest to a start, and what stands in its way there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from optmodel.economics.screening import RULES
from optmodel.economics.types import Exclusion
from optmodel.program.program import Program
from optmodel.sense.words import SHOWN, listed

MOST_REASONS = 3
"""Reasons that are told of one site, in the order of the periods in which they hold."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A rule that stands in the way for a time."""

    rule: str
    words: str
    cell: str

    @property
    def clause(self) -> str:
        """Such as ``permit not in hand before 2028 Q2 (Sites!L8)``."""
        return f"{self.words} ({self.cell})" if self.cell else self.words


@dataclass(frozen=True, slots=True)
class Case:
    """Where a cluster comes closest to a start, and what stands in its way there."""

    obstacles: tuple[Obstacle, ...]
    """By period."""
    site: str
    """Id; empty where the same holds everywhere."""
    alike: tuple[str, ...]
    """Other sites at which the closest rule is the same."""
    same_figures: bool
    """Whether the very same words hold at those sites."""
    others: bool
    """Whether it is another rule elsewhere."""

    @property
    def decisive(self) -> Obstacle | None:
        """The one whose rule is asked last: all other rules have been passed."""
        return max(self.obstacles, key=lambda it: RULES.index(it.rule), default=None)

    @property
    def rule(self) -> str:
        """The rule of the decisive obstacle; empty where there is none."""
        return "" if self.decisive is None else self.decisive.rule

    @property
    def told(self) -> str:
        """Such as ``at ORR: permit not in hand before 2028, then its latest start is 2027``."""
        where = f"at {self.site}: " if self.site else ""
        words = ", then ".join(it.clause for it in self.obstacles[:MOST_REASONS])
        shown = listed(self.alike) if len(self.alike) <= SHOWN else f"{len(self.alike)} more sites"
        how = "likewise" if self.same_figures else "by the same rule, with other figures,"
        likewise = f"; {how} at {shown}" if self.alike else ""
        return f"{where}{words}{likewise}{'; elsewhere for other reasons' if self.others else ''}"

    @property
    def cells(self) -> tuple[str, ...]:
        """Addresses of what decides."""
        return tuple(it.cell for it in self.obstacles)


def closest_case(program: Program, sites: Sequence[int], excluded: Sequence[Exclusion]) -> Case:
    """Find the one of some sites where a cluster comes closest: where it passes most.

    The rules are asked in a fixed order: the later the one that fails, the more has been passed.

    Parameters
    ----------
    program
        With its sites.
    sites
        Indices of those that are asked about.
    excluded
        What excludes the starts of one cluster, at these sites and others.
    """
    by_site: dict[int, list[Exclusion]] = {index: [] for index in sites}
    for each in excluded:
        for index in sites if each.site < 0 else (each.site,):
            if index in by_site:
                by_site[index].append(each)
    closest = {
        index: max((RULES.index(each.rule) for each in found), default=-1)
        for index, found in by_site.items()
    }
    best = max(sites, key=lambda index: closest[index], default=-1)
    found = sorted(by_site.get(best, ()), key=lambda each: each.first)
    alike = [index for index in sites if index != best and closest[index] == closest[best]]
    everywhere = all(each.site < 0 for each in found)
    said = {_words(by_site[index], closest[best]) for index in (best, *alike) if index >= 0}
    return Case(
        obstacles=tuple(dict.fromkeys(Obstacle(it.rule, it.reason, it.cell) for it in found)),
        site="" if everywhere or best < 0 else program.sites[best].id,
        alike=() if everywhere else tuple(program.sites[index].id for index in alike),
        same_figures=len(said) == 1,
        others=not everywhere and len(alike) + 1 < len(sites),
    )


def _words(excluded: Sequence[Exclusion], closest: int) -> tuple[str, ...]:
    """Give what the closest rule says at a site, with its figures."""
    return tuple(it.reason for it in excluded if RULES.index(it.rule) == closest)
