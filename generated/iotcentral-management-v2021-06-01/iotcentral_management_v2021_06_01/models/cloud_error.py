# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""CloudError: Body of every unsuccessful answer, in the form that all of Azure Resource Manager uses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .cloud_error_body import CloudErrorBody

__all__ = ["CloudError"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class CloudError(Model):
    """Body of every unsuccessful answer, in the form that all of Azure Resource Manager uses. It wraps what went
    wrong in a single member.

    Attributes:
        error: What went wrong, as a code for programs and a message for people.
    """

    error: CloudErrorBody | Unset = UNSET

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
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("error")
        model.error = UNSET if value is None else member("error", CloudErrorBody.decode, value)
        return model
