"""Compares two finished runs: what changed in the input, in the plan and in the value."""
