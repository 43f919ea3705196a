"""Webhooks: subscriptions to what the service calls when something happens, and an application that receives the calls."""

from __future__ import annotations

from .._core.lazy import exports_of_stub

__all__, __getattr__, __dir__ = exports_of_stub(__name__, __file__)
