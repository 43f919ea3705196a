# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Drm: A lock."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import integer, member, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET, Unset

from .protection import Protection

__all__ = ["Drm"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Drm(Protection):
    """A lock.

    Attributes:
        scheme: Name of the means.
        license_key: Key of the lock.
        devices: Number of devices that may open it. At least 1. Default: `1`.
    """

    scheme: str = field(default="drm@v2", init=False)
    license_key: str
    devices: int | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "scheme": "scheme",
        "licenseKey": "license_key",
        "devices": "devices",
    }
    _secrets: ClassVar[frozenset[str]] = frozenset({"licenseKey"})

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("scheme", UNSET)
        if value == "drm@v2":
            model.scheme = value
        else:
            raise cls.wrong("scheme", '"drm@v2"', value)
        value = get("licenseKey", UNSET)
        if type(value) is str:
            model.license_key = value
        else:
            raise cls.wrong("licenseKey", "a string", value)
        value = get("devices")
        if type(value) is int:
            model.devices = value
        elif value is not None:
            model.devices = member("devices", integer, value)
        else:
            model.devices = UNSET
        return model
