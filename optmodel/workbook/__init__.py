"""Reads input workbooks and writes templates; the only place that reads Excel."""
