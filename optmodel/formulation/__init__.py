"""The mathematics: one file per family of rules, model.py their table of contents."""

from optmodel.formulation._scipy import import_sparse

import_sparse()
