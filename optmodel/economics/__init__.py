"""Cash flow, waterfall, value and payback of every option: NumPy, no solver, no Excel."""
