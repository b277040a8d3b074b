"""Decides which industrial clusters a very large pledge funds, where and in what order.

>>> import optmodel
>>> plan = optmodel.solve("inputs/tiny.xlsx")  # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from optmodel._version import __version__

if TYPE_CHECKING:
    from optmodel.api import check, solve
    from optmodel.comparison.compare import compare
    from optmodel.comparison.result import Comparison
    from optmodel.errors import (
        ContradictionError,
        Finding,
        InfeasibleError,
        InputError,
        NoPlanError,
        OptmodelError,
        WriteError,
    )
    from optmodel.evaluation.evaluate import Evaluation, evaluate
    from optmodel.plan.plan import Plan

__all__ = [
    "Comparison",
    "ContradictionError",
    "Evaluation",
    "Finding",
    "InfeasibleError",
    "InputError",
    "NoPlanError",
    "OptmodelError",
    "Plan",
    "WriteError",
    "__version__",
    "check",
    "compare",
    "evaluate",
    "solve",
]

_MODULES = {
    "Comparison": "optmodel.comparison.result",
    "Evaluation": "optmodel.evaluation.evaluate",
    "Plan": "optmodel.plan.plan",
    "check": "optmodel.api",
    "compare": "optmodel.comparison.compare",
    "evaluate": "optmodel.evaluation.evaluate",
    "solve": "optmodel.api",
}
"""Where the names live that are not in ``optmodel.errors``."""


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used.

    Nothing is imported before, so that the audit stays free of the model and ``--help`` quick.
    """
    if name not in __all__:
        raise AttributeError(f"module 'optmodel' has no attribute '{name}'")
    from importlib import import_module

    return getattr(import_module(_MODULES.get(name, "optmodel.errors")), name)


def __dir__() -> list[str]:
    return sorted(__all__)
