"""The guard in front of openpyxl: an .xlsx file is judged within bounds before it is opened."""
