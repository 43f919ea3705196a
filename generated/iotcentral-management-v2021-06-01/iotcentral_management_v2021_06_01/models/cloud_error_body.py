# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""CloudErrorBody: What went wrong, with the causes that led to it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_list, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["CloudErrorBody"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class CloudErrorBody(Model):
    """What went wrong, with the causes that led to it.

    Attributes:
        code: Short machine-readable name of the error, such as `ResourceNotFound`, `ResourceGroupNotFound` or
            `AuthorizationFailed`. Read-only.
        message: Explanation in English for people. Its wording may change, so programs should test the code
            instead. Read-only.
        target: What the error is about, such as the member of the body that is wrong. Often absent. Read-only.
        details: Further errors that led to this one, each in the same form. Often absent.
    """

    code: str | Unset = field(default=UNSET, init=False)
    message: str | Unset = field(default=UNSET, init=False)
    target: str | Unset = field(default=UNSET, init=False)
    details: list[CloudErrorBody] | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "code": "code",
        "message": "message",
        "target": "target",
        "details": "details",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"code", "message", "target"})

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("code")
        if type(value) is str:
            model.code = value
        elif value is not None:
            raise cls.wrong("code", "a string", value)
        else:
            model.code = UNSET
        value = get("message")
        if type(value) is str:
            model.message = value
        elif value is not None:
            raise cls.wrong("message", "a string", value)
        else:
            model.message = UNSET
        value = get("target")
        if type(value) is str:
            model.target = value
        elif value is not None:
            raise cls.wrong("target", "a string", value)
        else:
            model.target = UNSET
        value = get("details")
        model.details = UNSET if value is None else member("details", to_list(CloudErrorBody.decode), value)
        return model
