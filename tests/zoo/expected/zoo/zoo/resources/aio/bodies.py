# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Request bodies of every media type and form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from iotcentral._core.aio.resource import AsyncResource, async_raw
from iotcentral._core.types import UNSET, Unset

from ...operations import bodies as operations

if TYPE_CHECKING:
    from ... import models

__all__ = ["AsyncBodies", "AsyncBodiesRaw"]


class AsyncBodies(AsyncResource):
    """Request bodies of every media type and form."""

    async def send_optional(self, body: models.Cage | Unset = UNSET) -> None:
        """Send a body or none.

        A body that may be left out.

        `POST /v1/bodies/optional` (Bodies_SendOptional)

        Args:
            body: A cage.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(operations.SEND_OPTIONAL, body=body)

    async def send_inline(self, body: models.BodiesSendInlineBody) -> None:
        """Send an object that is written out.

        An object whose class is named after the operation.

        `POST /v1/bodies/inline` (Bodies_SendInline)

        Args:
            body: An object.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(operations.SEND_INLINE, body=body)

    async def send_array(self, body: Sequence[models.Cage]) -> None:
        """Send an array.

        An array of objects.

        `POST /v1/bodies/array` (Bodies_SendArray)

        Args:
            body: Cages.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(operations.SEND_ARRAY, body=body)

    async def send_matrix(self, body: Sequence[Sequence[float]]) -> None:
        """Send an array of arrays.

        An array of arrays.

        `POST /v1/bodies/matrix` (Bodies_SendMatrix)

        Args:
            body: Numbers.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(operations.SEND_MATRIX, body=body)

    async def send_map(self, body: Mapping[str, models.Cage]) -> None:
        """Send a map.

        An object with members of any name.

        `POST /v1/bodies/map` (Bodies_SendMap)

        Args:
            body: Cages by their names.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(operations.SEND_MAP, body=body)

    async def send_scalar(self, body: str | None) -> None:
        """Send a text as JSON.

        A JSON text or null, under a media type of a vendor.

        `POST /v1/bodies/scalar` (Bodies_SendScalar)

        Args:
            body: A text.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(operations.SEND_SCALAR, body=body)

    async def send_anything(self, body: Any) -> None:
        """Send any JSON.

        JSON without a schema.

        `POST /v1/bodies/anything` (Bodies_SendAnything)

        Args:
            body: Any value.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(operations.SEND_ANYTHING, body=body)

    async def send_text(self, body: str) -> None:
        """Send a text.

        A text that is sent as it is.

        `POST /v1/bodies/text` (Bodies_SendText)

        Args:
            body: A text.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(operations.SEND_TEXT, body=body)

    async def send_bytes(self, body: bytes) -> None:
        """Send bytes.

        Bytes that are sent as they are.

        `POST /v1/bodies/bytes` (Bodies_SendBytes)

        Args:
            body: Bytes.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(operations.SEND_BYTES, body=body)

    async def send_image(self, body: bytes) -> None:
        """Send an image.

        Content without a schema.

        `POST /v1/bodies/image` (Bodies_SendImage)

        Args:
            body: An image.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(operations.SEND_IMAGE, body=body)

    @property
    def raw(self) -> AsyncBodiesRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return AsyncBodiesRaw(self)


class AsyncBodiesRaw:
    """The methods of `AsyncBodies` with the HTTP response beside the value."""

    def __init__(self, bodies: AsyncBodies) -> None:
        self.send_optional = async_raw(bodies, AsyncBodies.send_optional)
        self.send_inline = async_raw(bodies, AsyncBodies.send_inline)
        self.send_array = async_raw(bodies, AsyncBodies.send_array)
        self.send_matrix = async_raw(bodies, AsyncBodies.send_matrix)
        self.send_map = async_raw(bodies, AsyncBodies.send_map)
        self.send_scalar = async_raw(bodies, AsyncBodies.send_scalar)
        self.send_anything = async_raw(bodies, AsyncBodies.send_anything)
        self.send_text = async_raw(bodies, AsyncBodies.send_text)
        self.send_bytes = async_raw(bodies, AsyncBodies.send_bytes)
        self.send_image = async_raw(bodies, AsyncBodies.send_image)
