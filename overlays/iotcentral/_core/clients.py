"""Base classes of the generated clients of one application, sync and async."""

from __future__ import annotations

from .aio.client import AsyncClient
from .sync.client import Client

__all__ = ["AsyncClient", "Client"]
