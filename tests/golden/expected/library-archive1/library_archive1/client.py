# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Archive and its asynchronous twin: one attribute for each resource."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from iotcentral.management import AsyncManagementClient, ManagementClient

from ._version import __version__

if TYPE_CHECKING:
    from .resources.aio.cellars import AsyncCellars
    from .resources.cellars import Cellars

__all__ = ["AsyncArchive", "Archive"]


class Archive(ManagementClient):
    """The client of api-version archive1: one attribute for each resource.

    Takes what its base class, `ManagementClient`, takes.
    """

    api_version = "archive1"
    distribution = "library-archive1"
    version = __version__

    @cached_property
    def cellars(self) -> Cellars:
        """Where old books are kept."""
        from .resources.cellars import Cellars

        return Cellars(self._session)


class AsyncArchive(AsyncManagementClient):
    """The asynchronous client of api-version archive1: one attribute for each resource.

    Takes what its base class, `AsyncManagementClient`, takes.
    """

    api_version = "archive1"
    distribution = "library-archive1"
    version = __version__

    @cached_property
    def cellars(self) -> AsyncCellars:
        """Where old books are kept."""
        from .resources.aio.cellars import AsyncCellars

        return AsyncCellars(self._session)
