"""Optimistic updates: read, change, write with the etag, and again if someone else was faster."""

from __future__ import annotations

from ._sync import update

__all__ = ["update"]
