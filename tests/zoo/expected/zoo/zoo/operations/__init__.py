# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of the API as data, one module for each resource."""
