"""The runtime of the Azure IoT Central clients: credentials, sessions, paging, errors, and the base of every model.

The clients themselves are in the generated packages, one for each API version. The public names stand in
`__init__.pyi`; each loads its module when it is first used, so that importing a client costs little.
"""

from __future__ import annotations

from typing import Any

from ._core.lazy import exports_of_stub

__all__, _load, __dir__ = exports_of_stub(__name__, __file__)


def __getattr__(name: str) -> Any:
    if name in {"AsyncIoTCentral", "IoTCentral"}:
        from ._core.advice import import_advice  # only where a program is about to fail

        raise ImportError(import_advice(__name__, name))  # the message of an AttributeError would be lost
    return _load(name)
