# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""OAuthRequestType: How the body of the token request is encoded."""

from __future__ import annotations

from enum import StrEnum

__all__ = ["OAuthRequestType"]


class OAuthRequestType(StrEnum):
    """How the body of the token request is encoded."""

    AUTO = "auto"
    """Lets the service choose the encoding."""
    JSON = "json"
    """Sends the token request as JSON."""
    URLENCODED = "urlencoded"
    """Sends the token request as a URL-encoded form."""
