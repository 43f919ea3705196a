# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Enrichment: Extra data added to each exported message: give either `value`, or `path` with an optional `target`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

if TYPE_CHECKING:
    import builtins

    from .enrichment_patch import EnrichmentPatch

__all__ = ["Enrichment"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Enrichment(Model):
    """Extra data added to each exported message: give either `value`, or `path` with an optional `target`.

    Attributes:
        target: Id of the device template or interface that defines the property named by `path`; omitted for system
            properties.
        path: Property to copy from the device, or a system property such as `$displayName` or `$simulated`; a
            missing property adds nothing.
        value: Fixed value of any JSON type to add to every message; used without `path` and `target`.
    """

    target: str | Unset = UNSET
    path: str | Unset = UNSET
    value: Any = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "target": "target",
        "path": "path",
        "value": "value",
    }
    _free_form: ClassVar[tuple[str, ...]] = ("value",)

    @classmethod
    def patch_class(cls) -> builtins.type[EnrichmentPatch]:
        """Return the class of the merge patches of this model."""
        from .enrichment_patch import EnrichmentPatch

        return EnrichmentPatch

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("target")
        if type(value) is str:
            model.target = value
        elif value is not None:
            raise cls.wrong("target", "a string", value)
        else:
            model.target = UNSET
        value = get("path")
        if type(value) is str:
            model.path = value
        elif value is not None:
            raise cls.wrong("path", "a string", value)
        else:
            model.path = UNSET
        model.value = get("value", UNSET)
        return model
