"""Exports of the documents in the forms of other platforms, from the same projections as the packages."""
