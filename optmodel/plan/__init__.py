"""The decisions in words and dates."""
