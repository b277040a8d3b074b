"""What each sheet shows: one file per sheet, each a function from the report to a sheet."""
