# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Device: A device registered in the application: who it is, which template describes it and whether it may connect."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field

from iotcentral._core.decoding import member, only_texts, texts, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

if TYPE_CHECKING:
    import builtins

    from .device_patch import DevicePatch

__all__ = ["Device"]


@define(kw_only=True, eq=False, repr=False)
class Device(Model):
    """A device registered in the application: who it is, which template describes it and whether it may connect.

    Attributes:
        id: Unique, case-sensitive id of the device within the application, taken from the URL when the device is
            created. Read-only.
        etag: Opaque tag of the stored version, renewed by each change. Returned on reads; send it back unchanged to
            guard an update against conflicts.
        display_name: Name shown for the device in the application, at most 148 characters.
        template: Id of the device template that describes the device. Absent means that the device is not assigned
            to any template; this is not the id of the DTDL model.
        enabled: Whether the device may connect. False blocks it, or marks it as waiting for approval when it has
            registered by itself.
        provisioned: Whether the device has been provisioned and so can connect. Set by the service; false until
            provisioning completes. Read-only.
        simulated: Whether the application simulates the device. A simulated device with a template is provisioned
            without hardware, sends sample data and answers commands.
        organizations: Id of the organization that the device belongs to, as a list of at most one entry. Absent
            means the root organization.
    """

    id: str | Unset = field(default=UNSET, init=False)
    etag: str | Unset = UNSET
    display_name: str | Unset = UNSET
    template: str | Unset = UNSET
    enabled: bool | Unset = UNSET
    provisioned: bool | Unset = field(default=UNSET, init=False)
    simulated: bool | Unset = UNSET
    organizations: list[str] | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "etag": "etag",
        "displayName": "display_name",
        "template": "template",
        "enabled": "enabled",
        "provisioned": "provisioned",
        "simulated": "simulated",
        "organizations": "organizations",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"id", "provisioned"})

    @classmethod
    def patch_class(cls) -> builtins.type[DevicePatch]:
        """Return the class of the merge patches of this model."""
        from .device_patch import DevicePatch

        return DevicePatch

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value = get("id", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("id", "a string", value)
        model.id = value
        value = get("etag", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("etag", "a string", value)
        model.etag = value
        value = get("displayName", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("displayName", "a string", value)
        model.display_name = value
        value = get("template", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("template", "a string", value)
        model.template = value
        value = get("enabled", UNSET)
        if type(value) is not bool and value is not UNSET:
            raise cls.wrong("enabled", "true or false", value)
        model.enabled = value
        value = get("provisioned", UNSET)
        if type(value) is not bool and value is not UNSET:
            raise cls.wrong("provisioned", "true or false", value)
        model.provisioned = value
        value = get("simulated", UNSET)
        if type(value) is not bool and value is not UNSET:
            raise cls.wrong("simulated", "true or false", value)
        model.simulated = value
        value = get("organizations", UNSET)
        if value is not UNSET and not only_texts(value):
            value = member("organizations", texts, value)
        model.organizations = value
        return model
