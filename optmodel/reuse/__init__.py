"""One input solved again and again, with other limits, costs and cuts.

>>> from optmodel import reuse
>>> with reuse.open_session("inputs/tiny.xlsx") as session:  # doctest: +SKIP
...     answer = session.solve(reuse.setting("Maximum sites", 1))
"""

from optmodel.reuse.change import UNCHANGED, Cell, Change, ChangeError, cell, cut, setting
from optmodel.reuse.cuts import AtLeast, AtMost, Different
from optmodel.reuse.session import Answer, Session, open_session

__all__ = [
    "UNCHANGED",
    "Answer",
    "AtLeast",
    "AtMost",
    "Cell",
    "Change",
    "ChangeError",
    "Different",
    "Session",
    "cell",
    "cut",
    "open_session",
    "setting",
]
