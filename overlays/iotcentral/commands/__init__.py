"""Running a command on a device: the right operation, the right model, and an error that says what went wrong.

`iotcentral.aio.commands` is the asynchronous form.
"""

from __future__ import annotations

from ._command import CommandFailedError, CommandTimeoutError, DeviceOfflineError
from ._sync import run_command

__all__ = ["CommandFailedError", "CommandTimeoutError", "DeviceOfflineError", "run_command"]
