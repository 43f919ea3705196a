# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DataExportError: One problem that the service met while exporting data to a destination."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["DataExportError"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DataExportError(Model):
    """One problem that the service met while exporting data to a destination.

    Attributes:
        code: Short code that names the kind of problem; set by the service. Read-only.
        message: Explanation of the problem for a person to read; set by the service. Read-only.
    """

    code: str | Unset = field(default=UNSET, init=False)
    message: str | Unset = field(default=UNSET, init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "code": "code",
        "message": "message",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"code", "message"})

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
        return model
