"""What goes wrong on purpose: broken files, workers that fail, runs that are cut short."""
