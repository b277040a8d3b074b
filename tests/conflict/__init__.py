"""Tests of the smallest conflict and of what would mend it."""
