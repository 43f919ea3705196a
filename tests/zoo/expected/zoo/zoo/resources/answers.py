# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Successes of every status, media type and form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from iotcentral._core.sync.resource import Resource, raw

from ..operations import answers as operations

if TYPE_CHECKING:
    from .. import models

__all__ = ["Answers", "AnswersRaw"]


class Answers(Resource):
    """Successes of every status, media type and form."""

    def get_inline(self) -> models.AnswersGetInlineResponse:
        """Get an object that is written out.

        An object whose class is named after the operation.

        `GET /v1/answers/inline` (Answers_GetInline)

        Returns:
            An object.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.GET_INLINE)

    def get_either(self) -> models.Cage | models.AnswersGetEither202Response:
        """Get one of two bodies.

        Two successes with different bodies.

        `GET /v1/answers/either` (Answers_GetEither)

        Returns:
            A cage.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.GET_EITHER)

    def get_maybe(self) -> models.Cage | None:
        """Get a body or none.

        Two successes, one of them without a body.

        `GET /v1/answers/maybe` (Answers_GetMaybe)

        Returns:
            A cage.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.GET_MAYBE)

    def get_default(self) -> models.Cage:
        """Get the default.

        No success is named, so the default is one.

        `GET /v1/answers/default` (Answers_GetDefault)

        Returns:
            A cage.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.GET_DEFAULT)

    def get_range(self) -> models.Cage | None:
        """Get any success.

        A range of statuses beside a single one.

        `GET /v1/answers/range` (Answers_GetRange)

        Returns:
            There is none.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.GET_RANGE)

    def get_array(self) -> list[models.AnswersGetArrayResponseItem]:
        """Get an array.

        An array of objects that are written out.

        `GET /v1/answers/array` (Answers_GetArray)

        Returns:
            Objects.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.GET_ARRAY)

    def get_map(self) -> dict[str, list[models.Cage]]:
        """Get a map.

        Arrays by name, under a media type with a suffix.

        `GET /v1/answers/map` (Answers_GetMap)

        Returns:
            Cages.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.GET_MAP)

    def get_scalar(self) -> int | None:
        """Get a number.

        A JSON number or null.

        `GET /v1/answers/scalar` (Answers_GetScalar)

        Returns:
            A number.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.GET_SCALAR)

    def get_text(self) -> str:
        """Get a text.

        A text as it comes.

        `GET /v1/answers/text` (Answers_GetText)

        Returns:
            A text.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.GET_TEXT)

    def get_bytes(self) -> bytes:
        """Get bytes.

        Bytes as they come.

        `GET /v1/answers/bytes` (Answers_GetBytes)

        Returns:
            Bytes.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.GET_BYTES)

    def get_image(self) -> bytes:
        """Get an image.

        An image of any type, without a schema.

        `GET /v1/answers/image` (Answers_GetImage)

        Returns:
            An image.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return self._call(operations.GET_IMAGE)

    def get_several(self) -> models.Cage:
        """Get one content in several media types.

        Several media types of one schema, of which JSON is asked for.

        `GET /v1/answers/several` (Answers_GetSeveral)

        Returns:
            A cage.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
            iotcentral.DecodingError: the answer is not what the API document says.
        """
        return self._call(operations.GET_SEVERAL)

    @property
    def raw(self) -> AnswersRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return AnswersRaw(self)


class AnswersRaw:
    """The methods of `Answers` with the HTTP response beside the value."""

    def __init__(self, answers: Answers) -> None:
        self.get_inline = raw(answers, Answers.get_inline)
        self.get_either = raw(answers, Answers.get_either)
        self.get_maybe = raw(answers, Answers.get_maybe)
        self.get_default = raw(answers, Answers.get_default)
        self.get_range = raw(answers, Answers.get_range)
        self.get_array = raw(answers, Answers.get_array)
        self.get_map = raw(answers, Answers.get_map)
        self.get_scalar = raw(answers, Answers.get_scalar)
        self.get_text = raw(answers, Answers.get_text)
        self.get_bytes = raw(answers, Answers.get_bytes)
        self.get_image = raw(answers, Answers.get_image)
        self.get_several = raw(answers, Answers.get_several)
