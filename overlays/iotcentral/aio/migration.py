"""Leaving the service: the asynchronous form of `iotcentral.migration`."""

from __future__ import annotations

from ..migration._aio import forecast, migrate

__all__ = ["forecast", "migrate"]
