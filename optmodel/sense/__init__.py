"""Whether what was typed makes sense: figures against each other, and what no plan can do."""
