"""Tests of optmodel.run."""
