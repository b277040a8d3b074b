"""What the business said: frozen sets and parameters, by name."""
