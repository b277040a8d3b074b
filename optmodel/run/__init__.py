"""Run folders, manifest and atomic writing."""
