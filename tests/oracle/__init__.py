"""Small random workbooks solved by trying every plan."""
