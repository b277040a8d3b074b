"""What no plan can do, proven before any search."""

from __future__ import annotations

from optmodel.messages.possible.alone import ALONE
from optmodel.messages.possible.together import TOGETHER

POSSIBLE = tuple(sorted((*ALONE, *TOGETHER), key=lambda it: it.code))
"""By code, whatever file they stand in."""
