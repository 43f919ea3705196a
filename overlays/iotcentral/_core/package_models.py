"""The models that belong to a client: those of the generated package that its class is defined in."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from ..errors import ConfigurationError
from .client import ApplicationClient

__all__ = ["models_of"]


def models_of(app: object) -> ModuleType:
    """Return the `models` of a client's package, so that a workflow sends what the client's api-version knows.

    Args:
        app: a client of a generated package, or of a class derived from one.

    Raises:
        ConfigurationError: it is no such client.
    """
    for cls in type(app).__mro__:
        if any(ApplicationClient in base.__bases__ for base in cls.__bases__):
            return import_module(f"{cls.__module__.rpartition('.')[0]}.models")
    raise ConfigurationError(
        f"{type(app).__name__} is no client of a generated package, so its models are not known; "
        "pass an IoTCentral or an AsyncIoTCentral"
    )
