"""Speed against every other way to solve the same problem: ``python -m benchmarks.speed``."""
