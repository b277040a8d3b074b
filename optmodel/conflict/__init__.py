"""Why no plan is possible: a set of limits in conflict, and what would mend it."""
