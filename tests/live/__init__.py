"""The engine of the live model."""
