"""The results workbook, one file per sheet; the only place that writes Excel results."""
