"""Tests of optmodel.plan."""
