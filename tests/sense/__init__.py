"""What was typed against itself: units, totals, and what no plan can do."""
