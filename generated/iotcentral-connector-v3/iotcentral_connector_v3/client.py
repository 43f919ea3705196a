# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Connector: its operations are its methods."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from iotcentral._core.throttle import Rate
from iotcentral.connector import ConnectorClient

from ._version import __version__
from .resources.actions import Actions

if TYPE_CHECKING:
    from collections.abc import Mapping


__all__ = ["Connector"]


class Connector(ConnectorClient, Actions):
    """The client of api-version v3: its operations are its methods.

    Takes what its base class, `ConnectorClient`, takes.
    """

    api_version = "v3"
    distribution = "iotcentral-connector-v3"
    version = __version__
    rates: ClassVar[Mapping[str, Rate]] = {
        "default": Rate(100, 60),
    }
