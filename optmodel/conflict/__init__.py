"""Why no plan is possible: the smallest set of limits in conflict, and what would mend it."""
