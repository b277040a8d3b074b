"""The chosen plan as a financial model: one function per line gives numbers and formulas."""
