"""The round trip: an edited results workbook is read back, judged and written again."""
