"""Tests of optmodel.comparison."""
