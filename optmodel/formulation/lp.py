"""The model as an LP file that people read: names of rules, clusters, sites, periods."""

from __future__ import annotations

from typing import TextIO

import pyomo.environ as pyo
from pyomo.repn.plugins.lp_writer import LPWriter

from optmodel.formulation.names import Symbols


def write_lp(model: pyo.ConcreteModel, stream: TextIO) -> None:
    """Write the active components of a model in LP format, the same text every time."""
    LPWriter().write(model, stream, labeler=Symbols())
