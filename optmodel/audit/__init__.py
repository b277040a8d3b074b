"""Every rule again, in plain Python, from the input tables alone."""
