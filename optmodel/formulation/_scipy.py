"""SciPy's sparse matrices without the rest of SciPy.

Pyomo has whoever imports SciPy import its statistics too, which takes as long as all of Pyomo. It
looks on at imports to do so; here it looks away, and imports them itself once it needs them.
"""

from __future__ import annotations

import sys

import pyomo.common.dependencies  # noqa: F401 - from here on it looks on


def import_sparse() -> None:
    """Import ``scipy.sparse`` alone; without effect where SciPy is imported already."""
    finders = sys.meta_path[:]
    sys.meta_path[:] = [it for it in finders if not type(it).__module__.startswith("pyomo.")]
    try:
        import scipy.sparse  # noqa: F401
    finally:
        sys.meta_path[:] = finders
