"""The benchmarks: that every peer solves the same problem, and how runs are measured."""
