"""Numbers with the formulas that give them: what the results workbook is made of."""
