"""Tests of the results workbook."""
