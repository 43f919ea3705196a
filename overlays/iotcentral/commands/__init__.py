"""Commands of devices: the operation and the model for a call, and errors that explain its failure.

`iotcentral.aio.commands` is the asynchronous form.
"""

from __future__ import annotations

from ._command import CommandFailedError, CommandTimeoutError, DeviceOfflineError
from ._sync import run_command

__all__ = ["CommandFailedError", "CommandTimeoutError", "DeviceOfflineError", "run_command"]
