"""The project's own marks of documents, and their allowed values."""

from __future__ import annotations

__all__ = ["CARRIER_OPERATION", "FINAL_STATES", "ROLES"]

CARRIER_OPERATION = "x-data-plane-operation"
"""The mark that names the operation of the carrier document by which an operation is carried out."""

FINAL_STATES = ("azure-async-operation", "location", "original-uri")
"""Where the result of a long-running operation can be read (`final-state-via`); the first is the default."""

ROLES = ("application", "etag", "filter", "orderby")
"""The roles that a parameter can have in the runtime (`x-role`)."""
