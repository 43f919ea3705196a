# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""The roles that users and API tokens can be given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.aio.resource import AsyncResource, async_raw, async_raw_page

from ...operations import roles as operations

if TYPE_CHECKING:
    from iotcentral._core.aio.pager import AsyncPager

    from ... import models

__all__ = ["AsyncRoles", "AsyncRolesRaw"]


class AsyncRoles(AsyncResource):
    """The roles that users and API tokens can be given."""

    def list(self) -> AsyncPager[models.Role]:
        """List the roles.

        Lists the built-in and custom roles that users and API tokens can be given. Roles cannot be changed through
        this API; custom roles are made in the web application.

        `GET /api/roles` (Roles_List)

        Returns:
            The items, fetched page by page while they are iterated over. One page of the roles.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST)

    async def get(self, role_id: str) -> models.Role:
        """Get a role.

        Returns the name of one role. Fails with 404 when the id is not known.

        `GET /api/roles/{roleId}` (Roles_Get)

        Args:
            role_id: Id of the role, a GUID. Built-in roles have the same ids in every application.

        Returns:
            The role.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.GET, path={"roleId": role_id})

    @property
    def raw(self) -> AsyncRolesRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return AsyncRolesRaw(self)


class AsyncRolesRaw:
    """The methods of `AsyncRoles` with the HTTP response beside the value."""

    def __init__(self, roles: AsyncRoles) -> None:
        self.list = async_raw_page(roles, AsyncRoles.list)
        self.get = async_raw(roles, AsyncRoles.get)
