"""Decomposition by site: prices on what sites share, and the best layout of each site at them."""
