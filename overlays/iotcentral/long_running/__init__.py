"""Long-running operations: the states of Azure Resource Manager, and pollers that follow them."""

from __future__ import annotations

from .._core.lazy import exports_of_stub

__all__, __getattr__, __dir__ = exports_of_stub(__name__, __file__)
