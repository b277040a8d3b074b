"""The live model gives the same numbers as the audit."""
