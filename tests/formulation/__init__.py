"""The rules as rows: by hand, as golden files, and at scale."""
