"""What is imported of SciPy."""

from __future__ import annotations

import subprocess
import sys


def said_by(code: str) -> str:
    """What a fresh Python prints."""
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return ended.stdout.strip()


def test_statistics_are_not_imported() -> None:
    """Tests that SciPy comes with its matrices alone: the rest takes as long as all of Pyomo."""
    code = "import sys, optmodel.api; print([it in sys.modules for it in {}])"
    assert said_by(code.format(["scipy.sparse", "scipy.stats"])) == "[True, False]"


def test_pyomo_still_gets_statistics_where_it_asks_for_them() -> None:
    """Tests that Pyomo can import what it was not given, as without us."""
    code = (
        "import optmodel.api\n"
        "from pyomo.common.dependencies import scipy, scipy_available\n"
        "print(bool(scipy_available), scipy.stats.norm.cdf(0.0))"
    )
    assert said_by(code) == "True 0.5"


def test_the_order_of_imports_does_not_matter() -> None:
    """Tests SciPy before us."""
    assert said_by("import scipy.stats, optmodel.api, sys; print(len(sys.meta_path) > 2)") == "True"
