"""The mathematics: one file per family of rules, model.py their table of contents."""
