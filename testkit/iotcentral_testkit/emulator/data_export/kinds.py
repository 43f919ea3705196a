"""Kinds of documents in the store that data exports have, and those that they tell of."""

from __future__ import annotations

__all__ = ["AUDITED", "DESTINATION", "EXPORT"]

DESTINATION, EXPORT = "destination", "export"
"""Kinds of the documents of destinations and exports."""

AUDITED = {"apiToken": "apiToken", "device": "device", "template": "deviceTemplate", "user": "user"}
"""Kind of documents whose changes are audited → type of the resource in messages."""
