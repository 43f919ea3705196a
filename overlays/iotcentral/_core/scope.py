"""Scope of the tokens for the data plane, apart from the credentials: who reads the name alone loads no HTTP client."""

from __future__ import annotations

__all__ = ["SCOPE"]

SCOPE = "https://apps.azureiotcentral.com/.default"
"""Scope of tokens for the data plane."""
