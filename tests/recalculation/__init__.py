"""The results workbook as a spreadsheet program works it out, held against the audit."""
