"""Applications as files: the asynchronous form of `iotcentral.configuration`."""

from __future__ import annotations

from ..configuration._aio import apply, backup, plan

__all__ = ["apply", "backup", "plan"]
