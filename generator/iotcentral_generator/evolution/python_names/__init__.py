"""Names in Python of two contracts: their uses, those that break, and the changes that these follow from."""
