"""Every message, and a broken input for each."""
