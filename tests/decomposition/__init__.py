"""Tests of optmodel.decomposition."""
