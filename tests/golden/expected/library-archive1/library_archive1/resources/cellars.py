# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Where old books are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.sync.resource import raw
from iotcentral.long_running._sync import LongRunningResource

from ..operations import cellars as operations

if TYPE_CHECKING:
    from iotcentral.long_running._sync import Poller

    from .. import models

__all__ = ["Cellars", "CellarsRaw"]


class Cellars(LongRunningResource):
    """Where old books are kept."""

    def begin_dig(self, cellar: str, body: models.Cellar) -> Poller[models.Cellar]:
        """Dig a cellar.

        Begins to dig; that takes a while.

        `PUT /subscriptions/{subscriptionId}/cellars/{cellar}` (Cellars_Dig)

        Args:
            cellar: Name of the cellar.
            body: The cellar.

        Returns:
            The poller, which waits for the operation to end and returns the resulting `Cellar`.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._begin(
            operations.DIG, path={"subscriptionId": self._parameter("subscriptionId"), "cellar": cellar}, body=body
        )

    def resume_dig(self, token: str) -> Poller[models.Cellar]:
        """Resume waiting for an operation that `begin_dig` has started.

        Args:
            token: the `continuation_token` of its poller, from this process or another.

        Returns:
            The poller, as `begin_dig` returns it.

        Raises:
            iotcentral.ConfigurationError: the token is not valid, or belongs to another operation.
        """
        return self._resume(operations.DIG, token)

    def begin_fill(self, cellar: str) -> Poller[None]:
        """Fill a cellar.

        Begins to fill the cellar with earth.

        `DELETE /subscriptions/{subscriptionId}/cellars/{cellar}` (Cellars_Fill)

        Args:
            cellar: Name of the cellar.

        Returns:
            The poller, which waits for the operation to end; the operation has no result.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._begin(
            operations.FILL, path={"subscriptionId": self._parameter("subscriptionId"), "cellar": cellar}
        )

    def resume_fill(self, token: str) -> Poller[None]:
        """Resume waiting for an operation that `begin_fill` has started.

        Args:
            token: the `continuation_token` of its poller, from this process or another.

        Returns:
            The poller, as `begin_fill` returns it.

        Raises:
            iotcentral.ConfigurationError: the token is not valid, or belongs to another operation.
        """
        return self._resume(operations.FILL, token)

    @property
    def raw(self) -> CellarsRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return CellarsRaw(self)


class CellarsRaw:
    """The methods of `Cellars` with the HTTP response beside the value."""

    def __init__(self, cellars: Cellars) -> None:
        self.begin_dig = raw(cellars, Cellars.begin_dig)
        self.begin_fill = raw(cellars, Cellars.begin_fill)
