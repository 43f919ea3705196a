# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Where data exports write to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.etags import etag_header
from iotcentral._core.sync.resource import Resource, raw, raw_page
from iotcentral._core.types import UNSET, Unset

from ..operations import destinations as operations

if TYPE_CHECKING:
    from iotcentral._core.etags import IfMatch
    from iotcentral._core.sync.pager import Pager

    from .. import models

__all__ = ["Destinations", "DestinationsRaw"]


class Destinations(Resource):
    """Where data exports write to."""

    def list(self) -> Pager[models.Destination]:
        """List all export destinations.

        Returns the destinations of the application, with secrets masked. An application has at most 10
        destinations.

        `GET /api/dataExport/destinations` (Destinations_List)

        Returns:
            The items, fetched page by page while they are iterated over. One page of destinations.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST)

    def get(self, destination_id: str) -> models.Destination:
        """Get an export destination.

        Returns one destination with its current status; keys and client secrets are masked. Answers 404 when no
        destination has this id.

        `GET /api/dataExport/destinations/{destinationId}` (Destinations_Get)

        Args:
            destination_id: Unique id of the destination within the application, chosen by the caller on creation.

        Returns:
            The destination as stored, with secrets masked.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.GET, path={"destinationId": destination_id})

    def create(self, destination_id: str, body: models.Destination) -> models.Destination:
        """Create or replace an export destination.

        Stores a destination under the given id, to be named by exports afterwards. An application has at most 10
        destinations. The answer masks the secrets. Answers 422 when the body is not valid.

        `PUT /api/dataExport/destinations/{destinationId}` (Destinations_Create)

        Args:
            destination_id: Unique id of the destination within the application, chosen by the caller on creation.
            body: The complete destination, whose members depend on its `type`.

        Returns:
            The destination as stored, with secrets masked.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.CREATE, path={"destinationId": destination_id}, body=body)

    def update(
        self, destination_id: str, body: models.DestinationPatch, *, if_match: IfMatch | Unset = UNSET
    ) -> models.Destination:
        """Update an export destination.

        Applies a JSON merge patch: members that are given replace the stored ones, null clears a member, absent
        members stay. Answers 404 when no destination has this id and 412 when `If-Match` does not match.

        `PATCH /api/dataExport/destinations/{destinationId}` (Destinations_Update)

        Args:
            destination_id: Unique id of the destination within the application, chosen by the caller on creation.
            body: The members of the destination to change.
            if_match: Entity tag that the stored object must still carry for the update to go ahead, or `*` for any.
                The service answers 412 if it has changed meanwhile. Omit it for an unconditional update.

        Returns:
            The destination after the change, with secrets masked.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(
            operations.UPDATE,
            path={"destinationId": destination_id},
            headers={"If-Match": etag_header(if_match)},
            body=body,
        )

    def remove(self, destination_id: str) -> None:
        """Delete an export destination.

        Removes the destination from the application; the resource it points to is left alone. Answers 404 when no
        destination has this id.

        `DELETE /api/dataExport/destinations/{destinationId}` (Destinations_Remove)

        Args:
            destination_id: Unique id of the destination within the application, chosen by the caller on creation.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.REMOVE, path={"destinationId": destination_id})

    def list_exports(self, destination_id: str) -> Pager[models.Export]:
        """List the exports using a destination.

        Returns the exports that name this destination in `destinations`. Answers 404 when no destination has this
        id.

        `GET /api/dataExport/destinations/{destinationId}/exports` (Destinations_ListExports)

        Args:
            destination_id: Unique id of the destination within the application, chosen by the caller on creation.

        Returns:
            The items, fetched page by page while they are iterated over. One page of exports.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST_EXPORTS, path={"destinationId": destination_id})

    @property
    def raw(self) -> DestinationsRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return DestinationsRaw(self)


class DestinationsRaw:
    """The methods of `Destinations` with the HTTP response beside the value."""

    def __init__(self, destinations: Destinations) -> None:
        self.list = raw_page(destinations, Destinations.list)
        self.get = raw(destinations, Destinations.get)
        self.create = raw(destinations, Destinations.create)
        self.update = raw(destinations, Destinations.update)
        self.remove = raw(destinations, Destinations.remove)
        self.list_exports = raw_page(destinations, Destinations.list_exports)
