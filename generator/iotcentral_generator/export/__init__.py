"""Exports: the documents in the forms of other platforms, made from the same projections as the packages."""
