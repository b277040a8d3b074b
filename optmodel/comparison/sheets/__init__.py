"""What each sheet of a comparison shows: one file per sheet."""
