"""Relations between workbooks that must hold whatever their figures."""
