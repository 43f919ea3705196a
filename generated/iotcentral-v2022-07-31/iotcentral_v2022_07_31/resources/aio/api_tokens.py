# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Tokens that let programs call this API with the roles they are given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.aio.resource import AsyncResource, async_raw, async_raw_page

from ...operations import api_tokens as operations

if TYPE_CHECKING:
    from iotcentral._core.aio.pager import AsyncPager

    from ... import models

__all__ = ["AsyncApiTokens", "AsyncApiTokensRaw"]


class AsyncApiTokens(AsyncResource):
    """Tokens that let programs call this API with the roles they are given."""

    def list(self) -> AsyncPager[models.ApiToken]:
        """List the API tokens.

        Lists the API tokens of the application with their roles and expiry. The secret `token` value is never part
        of the list.

        `GET /api/apiTokens` (ApiTokens_List)

        Returns:
            The items, fetched page by page while they are iterated over. One page of the API tokens, without their
            secrets.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._list(operations.LIST)

    async def get(self, token_id: str) -> models.ApiToken:
        """Get an API token.

        Returns the roles and expiry of one API token. The secret `token` value cannot be read again. Fails with 404
        when the id is not known.

        `GET /api/apiTokens/{tokenId}` (ApiTokens_Get)

        Args:
            token_id: Id of the API token, chosen by the caller who creates it.

        Returns:
            The API token without its secret.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.GET, path={"tokenId": token_id})

    async def create(self, token_id: str, body: models.ApiToken) -> models.ApiToken:
        """Create an API token.

        Creates an API token that grants the given roles and returns its secret, which is shown this once only. Only
        root administrators and roles that hold the API token permission may do so. There is no operation to change
        a token afterwards. Fails with 422 when the body is not valid.

        `PUT /api/apiTokens/{tokenId}` (ApiTokens_Create)

        Args:
            token_id: Id of the API token, chosen by the caller who creates it.
            body: The roles that the token grants and, optionally, its expiry.

        Returns:
            The new API token with its secret.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.CREATE, path={"tokenId": token_id}, body=body)

    async def remove(self, token_id: str) -> None:
        """Delete an API token.

        Deletes an API token, so that calls bearing it are refused from then on. Fails with 404 when the id is not
        known.

        `DELETE /api/apiTokens/{tokenId}` (ApiTokens_Remove)

        Args:
            token_id: Id of the API token, chosen by the caller who creates it.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(operations.REMOVE, path={"tokenId": token_id})

    @property
    def raw(self) -> AsyncApiTokensRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return AsyncApiTokensRaw(self)


class AsyncApiTokensRaw:
    """The methods of `AsyncApiTokens` with the HTTP response beside the value."""

    def __init__(self, api_tokens: AsyncApiTokens) -> None:
        self.list = async_raw_page(api_tokens, AsyncApiTokens.list)
        self.get = async_raw(api_tokens, AsyncApiTokens.get)
        self.create = async_raw(api_tokens, AsyncApiTokens.create)
        self.remove = async_raw(api_tokens, AsyncApiTokens.remove)
