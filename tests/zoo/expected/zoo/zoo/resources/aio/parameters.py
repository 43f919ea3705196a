# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Parameters in every place, of every type and style."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from iotcentral._core.aio.resource import AsyncResource, async_raw
from iotcentral._core.operation import comma_separated, joined
from iotcentral._core.types import UNSET, Unset

from ...operations import parameters as operations

if TYPE_CHECKING:
    import datetime
    import uuid

    from ... import models

__all__ = ["AsyncParameters", "AsyncParametersRaw"]


class AsyncParameters(AsyncResource):
    """Parameters in every place, of every type and style."""

    async def send(
        self,
        text: str,
        whole: int,
        several: Sequence[str],
        *,
        plain: str,
        shared: int | Unset = UNSET,
        force: Literal[True] | Unset = UNSET,
        number: float | Unset = UNSET,
        flag: bool | Unset = UNSET,
        day: datetime.date | Unset = UNSET,
        moment: datetime.datetime | Unset = UNSET,
        unique: uuid.UUID | Unset = UNSET,
        colour: models.Colour | Literal["red", 'light "blue"', "a\\b"] | Unset = UNSET,
        legs: models.Legs | Literal[2, 4, -1] | Unset = UNSET,
        exploded: Sequence[str] | Unset = UNSET,
        commas: Sequence[models.Taste | Literal["sweet", "sour"]] | Unset = UNSET,
        spaces: Sequence[int] | Unset = UNSET,
        pipes: Sequence[str] | Unset = UNSET,
        x_text: str | Unset = UNSET,
        x_whole: int | Unset = UNSET,
        x_flag: bool | Unset = UNSET,
        x_day: datetime.date | Unset = UNSET,
        x_several: Sequence[str] | Unset = UNSET,
    ) -> None:
        """Send parameters.

        Parameters of every type, in every place.

        `GET /v1/parameters/{text}/{whole}/{several}/a%20b` (Parameters_Send)

        Args:
            text: A text.
            whole: A whole number.
            several: Several values, with commas between them.
            plain: A text.
            shared: Of the operation.
            force: This or nothing.
            number: A number.
            flag: Yes or no.
            day: A date.
            moment: A time.
            unique: A UUID.
            colour: One of several.
            legs: One of several.
            exploded: Each value on its own.
            commas: Values of an enumeration, with commas between them.
            spaces: Values with spaces between them.
            pipes: Values with bars between them.
            x_text: A text.
            x_whole: A whole number.
            x_flag: Yes or no.
            x_day: A date.
            x_several: Several values, with commas between them.

        Raises:
            iotcentral.ApiError: the service answered with an error; there is a subclass for each status.
            iotcentral.TransportError: no answer arrived.
        """
        return await self._call(
            operations.SEND,
            path={"text": text, "whole": whole, "several": comma_separated(several)},
            query={
                "shared": shared,
                "force": force,
                "plain": plain,
                "number": number,
                "flag": flag,
                "day": day,
                "moment": moment,
                "unique": unique,
                "colour": colour,
                "legs": legs,
                "exploded": exploded,
                "commas": comma_separated(commas),
                "spaces": joined(" ", spaces),
                "pipes": joined("|", pipes),
            },
            headers={
                "X-Text": x_text,
                "X-Whole": x_whole,
                "X-Flag": x_flag,
                "X-Day": x_day,
                "X-Several": comma_separated(x_several),
            },
        )

    @property
    def raw(self) -> AsyncParametersRaw:
        """The same methods, each of which gives the HTTP response beside the value; of a list, the first page."""
        return AsyncParametersRaw(self)


class AsyncParametersRaw:
    """The methods of `AsyncParameters` with the HTTP response beside the value."""

    def __init__(self, parameters: AsyncParameters) -> None:
        self.send = async_raw(parameters, AsyncParameters.send)
