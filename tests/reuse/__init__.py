"""Re-use: changes, what is kept between solves, and that nothing is lost by it."""
