# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""People, groups and service principals that may use the application."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.aio.resource import AsyncResource, async_raw, async_raw_page
from iotcentral._core.etags import etag_header
from iotcentral._core.types import UNSET, Unset

from ...operations import users as operations

if TYPE_CHECKING:
    from iotcentral._core.aio.pager import AsyncPager
    from iotcentral._core.etags import IfMatch

    from ... import models

__all__ = ["AsyncUsers", "AsyncUsersRaw"]


class AsyncUsers(AsyncResource):
    """People, groups and service principals that may use the application."""

    def list(self, *, maxpagesize: int | Unset = UNSET) -> AsyncPager[models.User]:
        """List the users.

        Lists the people, service principals and directory groups that have access to the application, with their
        roles.

        `GET /api/users` (Users_List)

        Args:
            maxpagesize: Largest number of items in one page, from 1 to 100. The default is 25. The links to later
                pages carry the value on.

        Returns:
            The items, fetched page by page while they are iterated over. One page of the users.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST, query={"maxpagesize": maxpagesize})

    async def get(self, user_id: str) -> models.User:
        """Get a user.

        Returns one user with its roles. Fails with 404 when the id is not known.

        `GET /api/users/{userId}` (Users_Get)

        Args:
            user_id: Id of the user, chosen by the caller who adds it: up to 48 letters, digits, hyphens and
                underscores. Matches `^[a-zA-Z0-9-_]*$`.

        Returns:
            The user.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.GET, path={"userId": user_id})

    async def create(self, user_id: str, body: models.User) -> models.User:
        """Create or replace a user.

        Gives a person, a service principal or a directory group access to the application with the given roles. The
        id and, for a person, the e-mail address must be unique. A service principal has to be added in this way
        before it can call this API. Fails with 422 when the body is not valid.

        `PUT /api/users/{userId}` (Users_Create)

        Args:
            user_id: Id of the user, chosen by the caller who adds it: up to 48 letters, digits, hyphens and
                underscores. Matches `^[a-zA-Z0-9-_]*$`.
            body: The kind of user, who it is, and its roles.

        Returns:
            The user as stored.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.CREATE, path={"userId": user_id}, body=body)

    async def update(self, user_id: str, body: models.UserPatch, *, if_match: IfMatch | Unset = UNSET) -> models.User:
        """Update a user.

        Changes the given members of a user, normally its roles, by JSON merge patch. A new `roles` list takes the
        place of the old one. At least one administrator has to remain in the application. Fails with 404 when the
        id is not known.

        `PATCH /api/users/{userId}` (Users_Update)

        Args:
            user_id: Id of the user, chosen by the caller who adds it: up to 48 letters, digits, hyphens and
                underscores. Matches `^[a-zA-Z0-9-_]*$`.
            body: The members to change.
            if_match: Entity tag that the stored object must still carry for the update to go ahead, or `*` for any.
                The service answers 412 if it has changed meanwhile. Omit it for an unconditional update.

        Returns:
            The user after the change.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(
            operations.UPDATE, path={"userId": user_id}, headers={"If-Match": etag_header(if_match)}, body=body
        )

    async def remove(self, user_id: str) -> None:
        """Delete a user.

        Takes away a user's access to the application. At least one administrator has to remain. Fails with 404 when
        the id is not known.

        `DELETE /api/users/{userId}` (Users_Remove)

        Args:
            user_id: Id of the user, chosen by the caller who adds it: up to 48 letters, digits, hyphens and
                underscores. Matches `^[a-zA-Z0-9-_]*$`.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(operations.REMOVE, path={"userId": user_id})

    @property
    def raw(self) -> AsyncUsersRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return AsyncUsersRaw(self)


class AsyncUsersRaw:
    """The methods of `AsyncUsers` with the HTTP response beside the value."""

    def __init__(self, users: AsyncUsers) -> None:
        self.list = async_raw_page(users, AsyncUsers.list)
        self.get = async_raw(users, AsyncUsers.get)
        self.create = async_raw(users, AsyncUsers.create)
        self.update = async_raw(users, AsyncUsers.update)
        self.remove = async_raw(users, AsyncUsers.remove)
