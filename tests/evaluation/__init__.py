"""Tests of optmodel.evaluation."""
