# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DeviceProperties: Property values by name, with one nested object per component."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.containers import MapModel
from iotcentral._core.decoding import wrong
from iotcentral._core.model import new

if TYPE_CHECKING:
    import builtins

    from .device_properties_patch import DevicePropertiesPatch

__all__ = ["DeviceProperties"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DeviceProperties(MapModel[Any]):
    """Property values by name, with one nested object per component. What the service returns also carries
    `$metadata` at each level, telling when a value changed and how far a desired value has been accepted.
    """

    _members: ClassVar[Mapping[str, str]] = {}
    _free_form: ClassVar[tuple[str, ...]] = ("",)

    @classmethod
    def patch_class(cls) -> builtins.type[DevicePropertiesPatch]:
        """Return the class of the merge patches of this model."""
        from .device_properties_patch import DevicePropertiesPatch

        return DevicePropertiesPatch

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        return model
