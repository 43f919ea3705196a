"""Counts of devices by their status: the asynchronous form of `iotcentral.devices`."""

from __future__ import annotations

from ..devices._aio import registration_summary

__all__ = ["registration_summary"]
