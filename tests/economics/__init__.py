"""Tests of the economics, by hand."""
