# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""ProtectionPatch: Changes to `Protection`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import integer, member, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["ProtectionPatch"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class ProtectionPatch(Model):
    """Changes to `Protection`: absent members stay as they are, null clears a member.

    Attributes:
        scheme: Name of the means.
        text: What is printed on each page.
        license_key: Key of the lock.
        devices: Number of devices that may open it. At least 1.
    """

    scheme: str | Unset = UNSET
    text: str | None | Unset = UNSET
    license_key: str | None | Unset = UNSET
    devices: int | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "scheme": "scheme",
        "text": "text",
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
        value = get("scheme")
        if type(value) is str:
            model.scheme = value
        elif value is not None:
            raise cls.wrong("scheme", "a string", value)
        else:
            model.scheme = UNSET
        value = get("text", UNSET)
        if type(value) is str or value is None:
            model.text = value
        elif value is not UNSET:
            raise cls.wrong("text", "a string", value)
        else:
            model.text = UNSET
        value = get("licenseKey", UNSET)
        if type(value) is str or value is None:
            model.license_key = value
        elif value is not UNSET:
            raise cls.wrong("licenseKey", "a string", value)
        else:
            model.license_key = UNSET
        value = get("devices", UNSET)
        if type(value) is int or value is None:
            model.devices = value
        elif value is not UNSET:
            model.devices = member("devices", integer, value)
        else:
            model.devices = UNSET
        return model
