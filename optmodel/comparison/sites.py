"""Which sites two plans open, and when."""

from __future__ import annotations

from dataclasses import dataclass

from optmodel.comparison.side import OpenSite, Side


@dataclass(frozen=True, slots=True)
class SiteChange:
    """A site that at least one of the plans opens."""

    site: str
    contained: str
    """``A``, ``B`` or ``both``."""
    a: OpenSite | None
    b: OpenSite | None

    @property
    def change(self) -> str:
        """What became of it from A to B."""
        if self.a is None or self.b is None:
            return "opened only in B" if self.a is None else "opened only in A"
        if self.a.opened != self.b.opened:
            return "opened at another time"
        return "same opening"


def site_changes(a: Side, b: Side) -> tuple[SiteChange, ...]:
    """Compare the sites that two plans open, in the order of A, then those that only B opens."""
    of_a = {opened.site: opened for opened in a.sites}
    of_b = {opened.site: opened for opened in b.sites}
    return tuple(
        SiteChange(
            site,
            "both" if site in of_a and site in of_b else "A" if site in of_a else "B",
            of_a.get(site),
            of_b.get(site),
        )
        for site in dict.fromkeys((*of_a, *of_b))
    )
