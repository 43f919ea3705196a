# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The methods of the asynchronous client, one module for each resource."""
