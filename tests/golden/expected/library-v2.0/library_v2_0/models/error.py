# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Error: Body of every unsuccessful answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET

from .error_error import ErrorError

__all__ = ["Error"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Error(Model):
    """Body of every unsuccessful answer.

    Attributes:
        error: What went wrong.
    """

    error: ErrorError

    _members: ClassVar[Mapping[str, str]] = {
        "error": "error",
    }

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        model.error = member("error", ErrorError.decode, get("error", UNSET))
        return model
