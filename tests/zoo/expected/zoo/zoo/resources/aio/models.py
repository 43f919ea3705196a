# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Members of every kind, with texts that hold \"\"\"quotes\"\"\", a \\, {{ braces }} and {% tags %} and end in a "quote\""""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.aio.resource import AsyncResource, async_raw

from ...operations import models as operations

if TYPE_CHECKING:
    from ... import models

__all__ = ["AsyncModels", "AsyncModelsRaw"]


class AsyncModels(AsyncResource):
    """Members of every kind, with texts that hold \"\"\"quotes\"\"\", a \\, {{ braces }} and {% tags %} and end in
    a "quote\""""

    async def put(self, body: models.Animal) -> models.Animal:
        """Send and get a model.

        A model with members of every kind.

        `PUT /v1/models` (Models_Put)

        Args:
            body: The animal.

        Returns:
            The animal.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.PUT, body=body)

    async def get_food(self) -> models.Food:
        """Get food.

        A union, whose variants are told apart by a tag.

        `GET /v1/models/food` (Models_GetFood)

        Returns:
            The food.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return await self._call(operations.GET_FOOD)

    @property
    def raw(self) -> AsyncModelsRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return AsyncModelsRaw(self)


class AsyncModelsRaw:
    """The methods of `AsyncModels` with the HTTP response beside the value."""

    def __init__(self, models: AsyncModels) -> None:
        self.put = async_raw(models, AsyncModels.put)
        self.get_food = async_raw(models, AsyncModels.get_food)
