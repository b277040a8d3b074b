"""Tests of optmodel.cli."""
