# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Request bodies of every media type and form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from iotcentral._core.sync.resource import Resource, raw
from iotcentral._core.types import UNSET, Unset

from ..operations import bodies as operations

if TYPE_CHECKING:
    from .. import models

__all__ = ["Bodies", "BodiesRaw"]


class Bodies(Resource):
    """Request bodies of every media type and form."""

    def send_optional(self, body: models.Cage | Unset = UNSET) -> None:
        """Send a body or none.

        A body that may be left out.

        `POST /v1/bodies/optional` (Bodies_SendOptional)

        Args:
            body: A cage.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.SEND_OPTIONAL, body=body)

    def send_inline(self, body: models.BodiesSendInlineBody) -> None:
        """Send an object that is written out.

        An object whose class is named after the operation.

        `POST /v1/bodies/inline` (Bodies_SendInline)

        Args:
            body: An object.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.SEND_INLINE, body=body)

    def send_array(self, body: Sequence[models.Cage]) -> None:
        """Send an array.

        An array of objects.

        `POST /v1/bodies/array` (Bodies_SendArray)

        Args:
            body: Cages.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.SEND_ARRAY, body=body)

    def send_matrix(self, body: Sequence[Sequence[float]]) -> None:
        """Send an array of arrays.

        An array of arrays.

        `POST /v1/bodies/matrix` (Bodies_SendMatrix)

        Args:
            body: Numbers.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.SEND_MATRIX, body=body)

    def send_map(self, body: Mapping[str, models.Cage]) -> None:
        """Send a map.

        An object with members of any name.

        `POST /v1/bodies/map` (Bodies_SendMap)

        Args:
            body: Cages by their names.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.SEND_MAP, body=body)

    def send_scalar(self, body: str | None) -> None:
        """Send a text as JSON.

        A JSON text or null, under a media type of a vendor.

        `POST /v1/bodies/scalar` (Bodies_SendScalar)

        Args:
            body: A text.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.SEND_SCALAR, body=body)

    def send_anything(self, body: Any) -> None:
        """Send any JSON.

        JSON without a schema.

        `POST /v1/bodies/anything` (Bodies_SendAnything)

        Args:
            body: Any value.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.SEND_ANYTHING, body=body)

    def send_text(self, body: str) -> None:
        """Send a text.

        A text that is sent as it is.

        `POST /v1/bodies/text` (Bodies_SendText)

        Args:
            body: A text.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.SEND_TEXT, body=body)

    def send_bytes(self, body: bytes) -> None:
        """Send bytes.

        Bytes that are sent as they are.

        `POST /v1/bodies/bytes` (Bodies_SendBytes)

        Args:
            body: Bytes.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.SEND_BYTES, body=body)

    def send_image(self, body: bytes) -> None:
        """Send an image.

        Content without a schema.

        `POST /v1/bodies/image` (Bodies_SendImage)

        Args:
            body: An image.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.SEND_IMAGE, body=body)

    @property
    def raw(self) -> BodiesRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return BodiesRaw(self)


class BodiesRaw:
    """The methods of `Bodies` with the HTTP response beside the value."""

    def __init__(self, bodies: Bodies) -> None:
        self.send_optional = raw(bodies, Bodies.send_optional)
        self.send_inline = raw(bodies, Bodies.send_inline)
        self.send_array = raw(bodies, Bodies.send_array)
        self.send_matrix = raw(bodies, Bodies.send_matrix)
        self.send_map = raw(bodies, Bodies.send_map)
        self.send_scalar = raw(bodies, Bodies.send_scalar)
        self.send_anything = raw(bodies, Bodies.send_anything)
        self.send_text = raw(bodies, Bodies.send_text)
        self.send_bytes = raw(bodies, Bodies.send_bytes)
        self.send_image = raw(bodies, Bodies.send_image)
