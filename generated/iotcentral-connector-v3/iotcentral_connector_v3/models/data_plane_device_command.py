# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DataPlaneDeviceCommand: A command call on a device: what the caller sends, and what the service adds once the device has answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import integer, member, wrong
from iotcentral._core.model import ABSENT, Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["DataPlaneDeviceCommand"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DataPlaneDeviceCommand(Model):
    """A command call on a device: what the caller sends, and what the service adds once the device has answered.

    Attributes:
        id: Id of this call, assigned by the service and never sent by the caller. Read-only.
        connection_timeout: Seconds to wait for a disconnected device to connect, from 0 to 30. The default is 0: an
            offline device fails at once.
        response_timeout: Seconds to wait for the device to answer after it has the command, from 5 to 30. The
            default is 30.
        request: Argument passed to the device, any JSON value matching the request schema of the command. Omit it
            when the command takes none.
        response: Payload that the device answered with, any JSON value matching the response schema of the command.
            Read-only.
        response_code: Status code chosen by the device for its answer, for example 200; not the HTTP status of the
            call. Read-only.
    """

    id: str = field(default=ABSENT, init=False)
    connection_timeout: int | Unset = UNSET
    response_timeout: int | Unset = UNSET
    request: Any = UNSET
    response: Any = field(default=UNSET, init=False)
    response_code: int | Unset = field(default=UNSET, init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "connectionTimeout": "connection_timeout",
        "responseTimeout": "response_timeout",
        "request": "request",
        "response": "response",
        "responseCode": "response_code",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"id", "response", "responseCode"})
    _free_form: ClassVar[tuple[str, ...]] = (
        "request",
        "response",
    )

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("id")
        if type(value) is str:
            model.id = value
        elif value is not None:
            raise cls.wrong("id", "a string", value)
        value = get("connectionTimeout")
        if type(value) is int:
            model.connection_timeout = value
        elif value is not None:
            model.connection_timeout = member("connectionTimeout", integer, value)
        else:
            model.connection_timeout = UNSET
        value = get("responseTimeout")
        if type(value) is int:
            model.response_timeout = value
        elif value is not None:
            model.response_timeout = member("responseTimeout", integer, value)
        else:
            model.response_timeout = UNSET
        model.request = get("request", UNSET)
        model.response = get("response", UNSET)
        value = get("responseCode")
        if type(value) is int:
            model.response_code = value
        elif value is not None:
            model.response_code = member("responseCode", integer, value)
        else:
            model.response_code = UNSET
        return model
