# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""What roles can permit or forbid of IoT Central applications."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.sync.resource import Resource, raw_page

from ..operations import operations as operations

if TYPE_CHECKING:
    from iotcentral._core.sync.pager import Pager

    from .. import models

__all__ = ["Operations", "OperationsRaw"]


class Operations(Resource):
    """What roles can permit or forbid of IoT Central applications."""

    def list(self) -> Pager[models.Operation]:
        """List the operations of the resource provider.

        Lists what roles can permit or forbid of IoT Central applications. The list is the same for all
        subscriptions, and none is named.

        `GET /providers/Microsoft.IoTCentral/operations` (Operations_List)

        Returns:
            The items, fetched page by page while they are iterated over. One page of the operations.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST)

    @property
    def raw(self) -> OperationsRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return OperationsRaw(self)


class OperationsRaw:
    """The methods of `Operations` with the HTTP response beside the value."""

    def __init__(self, operations: Operations) -> None:
        self.list = raw_page(operations, Operations.list)
