"""Requests that are not what the document defines."""

from __future__ import annotations

__all__ = ["MalformedRequestError"]


class MalformedRequestError(ValueError):
    """The path or the query of a request is not what the document defines; the text says why, as a sentence."""
