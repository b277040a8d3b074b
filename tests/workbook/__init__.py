"""Tests of the input workbook."""
