"""Problems drawn by published recipes, as sheets of the input contract."""
