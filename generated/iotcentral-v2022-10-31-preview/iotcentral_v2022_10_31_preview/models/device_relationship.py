# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DeviceRelationship: Link from a parent device, such as a gateway, to one child device that connects through it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import ABSENT, Model, new
from iotcentral._core.types import UNSET, Unset

if TYPE_CHECKING:
    import builtins

    from .device_relationship_patch import DeviceRelationshipPatch

__all__ = ["DeviceRelationship"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DeviceRelationship(Model):
    """Link from a parent device, such as a gateway, to one child device that connects through it.

    Attributes:
        id: Id of the relationship, set by the service from the request path. Read-only.
        source: Id of the parent device, normally the gateway; it is the device named in the request path.
        target: Id of the child device that is reached through the parent.
    """

    id: str = field(default=ABSENT, init=False)
    source: str | Unset = UNSET
    target: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "source": "source",
        "target": "target",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"id"})

    @classmethod
    def patch_class(cls) -> builtins.type[DeviceRelationshipPatch]:
        """Return the class of the merge patches of this model."""
        from .device_relationship_patch import DeviceRelationshipPatch

        return DeviceRelationshipPatch

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
        value = get("source")
        if type(value) is str:
            model.source = value
        elif value is not None:
            raise cls.wrong("source", "a string", value)
        else:
            model.source = UNSET
        value = get("target")
        if type(value) is str:
            model.target = value
        elif value is not None:
            raise cls.wrong("target", "a string", value)
        else:
            model.target = UNSET
        return model
