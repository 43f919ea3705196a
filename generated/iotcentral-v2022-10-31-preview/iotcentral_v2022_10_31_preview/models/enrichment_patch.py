# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""EnrichmentPatch: Changes to `Enrichment`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["EnrichmentPatch"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class EnrichmentPatch(Model):
    """Changes to `Enrichment`: absent members stay as they are, null clears a member.

    Attributes:
        target: Id of the device template or interface that defines the property named by `path`; omitted for system
            properties.
        path: Property to copy from the device, or a system property such as `$displayName` or `$simulated`; a
            missing property adds nothing.
        value: Fixed value of any JSON type to add to every message; used without `path` and `target`.
    """

    target: str | None | Unset = UNSET
    path: str | None | Unset = UNSET
    value: Any = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "target": "target",
        "path": "path",
        "value": "value",
    }
    _free_form: ClassVar[tuple[str, ...]] = ("value",)

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("target", UNSET)
        if type(value) is str or value is None:
            model.target = value
        elif value is not UNSET:
            raise cls.wrong("target", "a string", value)
        else:
            model.target = UNSET
        value = get("path", UNSET)
        if type(value) is str or value is None:
            model.path = value
        elif value is not UNSET:
            raise cls.wrong("path", "a string", value)
        else:
            model.path = UNSET
        model.value = get("value", UNSET)
        return model
