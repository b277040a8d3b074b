"""Hostile and broken files: each refused with its code and one sentence, or read right."""
