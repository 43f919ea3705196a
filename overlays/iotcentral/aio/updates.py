"""Optimistic updates: the asynchronous form of `iotcentral.updates`."""

from __future__ import annotations

from ..updates._aio import update

__all__ = ["update"]
