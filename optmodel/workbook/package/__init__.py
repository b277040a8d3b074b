"""An .xlsx file from the inside: an archive of XML parts, read once and within bounds."""
