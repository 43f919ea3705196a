"""Running a command on a device: the asynchronous form of `iotcentral.commands`."""

from __future__ import annotations

from ..commands._aio import run_command

__all__ = ["run_command"]
