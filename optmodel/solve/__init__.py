"""HiGHS in a child process: hand-over, options, progress, interrupt.

The library's entry is ``optmodel.solve(...)``. Importing anything of this package makes Python
put the package under that very name, so the package can be called and does the same.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import Any


class _CallablePackage(ModuleType):
    """A package that is also the function ``optmodel.api.solve``."""

    def __call__(self, source: Any, **options: Any) -> Any:
        """Find the best plan; see ``optmodel.api.solve``."""
        from optmodel.api import solve

        return solve(source, **options)


sys.modules[__name__].__class__ = _CallablePackage
