"""What the figures say together."""

from __future__ import annotations

from optmodel.messages.sense.dates import DATES
from optmodel.messages.sense.figures import FIGURES
from optmodel.messages.sense.money import MONEY
from optmodel.messages.sense.names import NAMES
from optmodel.messages.sense.sizes import SIZES

SENSE = tuple(sorted((*DATES, *MONEY, *NAMES, *FIGURES, *SIZES), key=lambda it: it.code))
"""By code, whatever file they stand in."""
