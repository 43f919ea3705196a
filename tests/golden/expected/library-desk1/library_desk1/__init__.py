# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Client of the front desk of the fictional lending library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.lazy import lazy_exports

from . import models
from ._version import API_VERSION, __version__

if TYPE_CHECKING:
    from .aio_client import AsyncDesk
    from .client import Desk
else:  # each brings its methods along
    __getattr__, __dir__ = lazy_exports(__name__, {"AsyncDesk": "aio_client", "Desk": "client"})

__all__ = ["API_VERSION", "AsyncDesk", "Desk", "__version__", "models"]
