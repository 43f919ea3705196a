# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The operations of Parameters, as data."""

from __future__ import annotations

from iotcentral._core.operation import Operation

SEND: Operation[None] = Operation(
    "Parameters_Send",
    "GET",
    "/v1/parameters/{text}/{whole}/{several}/a%20b",
    fixed={"mode": "1", "version": "1"},
    results={204: None},
    headers={"X-Mode": "quiet", "Accept": "application/json"},
)
