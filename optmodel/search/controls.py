"""How long, how exactly and how a search is made."""

from __future__ import annotations

from dataclasses import dataclass, field

WATCHDOG_FACTOR = 1.5
WATCHDOG_EXTRA_S = 30.0
MAXIMUM_THREADS = 256
"""The solver sets up as many as it is told, whatever the machine has, until nothing moves."""


@dataclass(frozen=True, slots=True)
class Levers:
    """From what size on a search does more than send a model to the tree.

    None of them changes what is proven; tests and benchmarks switch them.
    """

    staged_from: int = 1000
    """Whole-number columns from which on a search is made in stages."""
    by_site_from: int = 3
    """Sites from which on a staged search cuts the model along them."""
    least_gain: float = 0.05
    """Where whole layouts tighten the bound by less than this part, the tree does as well alone."""
    dives_from: int = 2000
    """Whole-number columns of a core from which on further dives look for plans before it."""
    branches_from: int = 2000
    """Likewise from which on sites and clusters are branched on, with prices, before it."""
    large_from: int = 5000
    """Whole-number columns from which on pricing takes so long that plans are looked for beside it,
    where there are two threads. With one thread too, a further dive follows as soon as plans lag
    behind the bound, and prices settle no nearer than the gap that the best plan leaves."""


@dataclass(frozen=True, slots=True)
class Controls:
    """The user's wishes for one search.

    Raises ValueError where one cannot be met.
    """

    time_limit_s: float = 3600.0
    gap: float = 1e-4
    """Relative distance between bound and value at which a plan counts as proven."""
    threads: int = 1
    seed: int = 0
    levers: Levers = field(default_factory=Levers)

    def __post_init__(self) -> None:
        if not 0.0 <= self.time_limit_s < float("inf"):
            raise ValueError("Expected the time limit to be a number of seconds, 0 or more.")
        if not 0.0 <= self.gap <= 1.0:
            raise ValueError("Expected the gap to be between 0 and 1; 0.01 is one percent.")
        if not 1 <= self.threads <= MAXIMUM_THREADS:
            raise ValueError(f"Expected 1 to {MAXIMUM_THREADS} threads.")
        if not 0 <= self.seed < 2**31:
            raise ValueError("Expected the seed to be between 0 and 2147483647.")

    @property
    def watchdog_s(self) -> float:
        """After this long the worker is killed: it has ignored its own time limit."""
        return WATCHDOG_FACTOR * self.time_limit_s + WATCHDOG_EXTRA_S
