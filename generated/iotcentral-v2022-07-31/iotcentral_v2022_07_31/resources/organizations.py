# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The hierarchy of organizations that devices and users belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.sync.resource import Resource, raw, raw_page

from ..operations import organizations as operations

if TYPE_CHECKING:
    from iotcentral._core.sync.pager import Pager

    from .. import models

__all__ = ["Organizations", "OrganizationsRaw"]


class Organizations(Resource):
    """The hierarchy of organizations that devices and users belong to."""

    def list(self) -> Pager[models.Organization]:
        """List the organizations.

        Lists the organizations of the application at every level of the hierarchy. The root organization is not
        among them.

        `GET /api/organizations` (Organizations_List)

        Returns:
            The items, fetched page by page while they are iterated over. One page of the organizations.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST)

    def get(self, organization_id: str) -> models.Organization:
        """Get an organization.

        Returns one organization. Fails with 404 when the id is not known.

        `GET /api/organizations/{organizationId}` (Organizations_Get)

        Args:
            organization_id: Id of the organization, 2 to 48 lower-case letters, digits and hyphens. It neither
                begins nor ends with a hyphen. Matches `^(?!-)[a-z0-9-]{1,48}[a-z0-9]$`.

        Returns:
            The organization.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.GET, path={"organizationId": organization_id})

    def create(self, organization_id: str, body: models.Organization) -> models.Organization:
        """Create or replace an organization.

        Stores an organization under the given id, below its parent or, when none is named, below the root. The
        first organization of an application makes the organization roles available. Fails with 422 when the body is
        not valid.

        `PUT /api/organizations/{organizationId}` (Organizations_Create)

        Args:
            organization_id: Id of the organization, 2 to 48 lower-case letters, digits and hyphens. It neither
                begins nor ends with a hyphen. Matches `^(?!-)[a-z0-9-]{1,48}[a-z0-9]$`.
            body: The name of the organization and its place in the hierarchy.

        Returns:
            The organization as stored.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.CREATE, path={"organizationId": organization_id}, body=body)

    def update(self, organization_id: str, body: models.OrganizationPatch) -> models.Organization:
        """Update an organization.

        Changes the given members of an organization by JSON merge patch and leaves the others as they are. Fails
        with 404 when the id is not known.

        `PATCH /api/organizations/{organizationId}` (Organizations_Update)

        Args:
            organization_id: Id of the organization, 2 to 48 lower-case letters, digits and hyphens. It neither
                begins nor ends with a hyphen. Matches `^(?!-)[a-z0-9-]{1,48}[a-z0-9]$`.
            body: The members to change.

        Returns:
            The organization after the change.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.UPDATE, path={"organizationId": organization_id}, body=body)

    def remove(self, organization_id: str) -> None:
        """Delete an organization.

        Deletes an organization. This is possible only once no devices, device groups, users, jobs or dashboards
        remain in it. Fails with 404 when the id is not known.

        `DELETE /api/organizations/{organizationId}` (Organizations_Remove)

        Args:
            organization_id: Id of the organization, 2 to 48 lower-case letters, digits and hyphens. It neither
                begins nor ends with a hyphen. Matches `^(?!-)[a-z0-9-]{1,48}[a-z0-9]$`.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.REMOVE, path={"organizationId": organization_id})

    @property
    def raw(self) -> OrganizationsRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return OrganizationsRaw(self)


class OrganizationsRaw:
    """The methods of `Organizations` with the HTTP response beside the value."""

    def __init__(self, organizations: Organizations) -> None:
        self.list = raw_page(organizations, Organizations.list)
        self.get = raw(organizations, Organizations.get)
        self.create = raw(organizations, Organizations.create)
        self.update = raw(organizations, Organizations.update)
        self.remove = raw(organizations, Organizations.remove)
