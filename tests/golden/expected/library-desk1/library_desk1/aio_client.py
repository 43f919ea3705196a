# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""AsyncDesk: its operations are its methods."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from iotcentral._core.throttle import Rate
from iotcentral.connector import AsyncConnectorClient

from ._version import __version__
from .resources.aio.errands import AsyncErrands

if TYPE_CHECKING:
    from collections.abc import Mapping


__all__ = ["AsyncDesk"]


class AsyncDesk(AsyncConnectorClient, AsyncErrands):
    """The asynchronous client of api-version desk1: its operations are its methods.

    Takes what its base class, `AsyncConnectorClient`, takes.
    """

    api_version = "desk1"
    distribution = "library-desk1"
    version = __version__
    rates: ClassVar[Mapping[str, Rate]] = {
        "default": Rate(3, 60),
    }
