"""An emulator in a process of its own, as the command serves it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

__all__ = ["COMMAND", "ready", "served"]

COMMAND = (sys.executable, "-m", "iotcentral_testkit")
"""Runs `iotcentral-testkit`."""


@contextmanager
def served(*options: str) -> Iterator[tuple[str, str]]:
    """Have an emulator within the block.

    Args:
        options: of `serve`, beside its port.

    Yields:
        Its address, and an administrator's API token.
    """
    with ready(*options) as said:
        yield said["url"], said["token"]


@contextmanager
def ready(*options: str) -> Iterator[dict[str, Any]]:
    """Have an emulator within the block.

    Args:
        options: of `serve`, beside its port.

    Yields:
        What it says of itself when it is ready.
    """
    command = [*COMMAND, "serve", "--port", "0", "--json", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield json.loads(process.stdout.readline())
        finally:
            process.terminate()
