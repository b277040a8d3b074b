"""The workbook of a run without a plan: what is in conflict, and what would mend it."""
