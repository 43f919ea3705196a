"""The project's own marks of documents, and their allowed values."""

from __future__ import annotations

__all__ = ["CARRIER_OPERATION", "FINAL_STATES", "OWN_MARKS", "ROLES"]

CARRIER_OPERATION = "x-data-plane-operation"
"""The mark that names the operation of the carrier document by which an operation is carried out."""

FINAL_STATES = ("azure-async-operation", "location", "original-uri")
"""Where the result of a long-running operation can be read (`final-state-via`); the first is the default."""

OWN_MARKS = frozenset({"x-secret", "x-sensitive", "x-always", "x-refers-to"})
"""The marks of a member that say what its schema does not: that it is a secret, that it can hold one, that all answers have
it, what it refers to."""

ROLES = ("application", "etag", "filter", "orderby", "pagesize")
"""The roles that a parameter can have in the runtime (`x-role`)."""
