"""The issues workbook: what a check found about an input, each with a link to its cell."""
