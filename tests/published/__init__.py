"""Published instances, expressed in the input contract."""
