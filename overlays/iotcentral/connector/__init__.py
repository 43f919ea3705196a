"""The connector: the base of its generated clients, whose operations are carried out by those of the data plane."""

from __future__ import annotations

from .._core.lazy import exports_of_stub

__all__, __getattr__, __dir__ = exports_of_stub(__name__, __file__)
