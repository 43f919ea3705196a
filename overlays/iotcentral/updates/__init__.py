"""Optimistic updates: read, change, write with the etag, and repeat after a conflict."""

from __future__ import annotations

from ._sync import update

__all__ = ["update"]
