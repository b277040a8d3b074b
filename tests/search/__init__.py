"""The search: hand-over, outcomes, interrupts, diagnosis."""
