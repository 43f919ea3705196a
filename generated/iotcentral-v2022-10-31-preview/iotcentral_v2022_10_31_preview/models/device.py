# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Device: A device registered in the application: who it is, which template describes it and whether it may connect."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, only_texts, texts, wrong
from iotcentral._core.model import ABSENT, Model, given_bool, given_str, new
from iotcentral._core.types import UNSET, Unset

from .deployment_manifest import DeploymentManifest

if TYPE_CHECKING:
    import builtins

    from .device_patch import DevicePatch

__all__ = ["Device"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
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
        type: Kinds of the device, chosen at creation and fixed afterwards. The only value is `iotEdge`; absent
            means an ordinary IoT device. Known values: see `DeviceType`.
        deployment_manifest: Deployment manifest assigned to an IoT Edge device, returned only when the request asks
            for `expand=deploymentManifest`.
    """

    id: str = field(default=ABSENT, init=False)
    etag: str = field(default=ABSENT, converter=given_str)
    display_name: str = field(default=ABSENT, converter=given_str)
    template: str | Unset = UNSET
    enabled: bool = field(default=ABSENT, converter=given_bool)
    provisioned: bool = field(default=ABSENT, init=False)
    simulated: bool = field(default=ABSENT, converter=given_bool)
    organizations: list[str] | Unset = UNSET
    type: list[str] | Unset = UNSET
    deployment_manifest: DeploymentManifest | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "etag": "etag",
        "displayName": "display_name",
        "template": "template",
        "enabled": "enabled",
        "provisioned": "provisioned",
        "simulated": "simulated",
        "organizations": "organizations",
        "type": "type",
        "deploymentManifest": "deployment_manifest",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"id", "provisioned"})
    _free_form: ClassVar[tuple[str, ...]] = ("deploymentManifest",)

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
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("id")
        if type(value) is str:
            model.id = value
        elif value is not None:
            raise cls.wrong("id", "a string", value)
        value = get("etag")
        if type(value) is str:
            model.etag = value
        elif value is not None:
            raise cls.wrong("etag", "a string", value)
        value = get("displayName")
        if type(value) is str:
            model.display_name = value
        elif value is not None:
            raise cls.wrong("displayName", "a string", value)
        value = get("template")
        if type(value) is str:
            model.template = value
        elif value is not None:
            raise cls.wrong("template", "a string", value)
        else:
            model.template = UNSET
        value = get("enabled")
        if type(value) is bool:
            model.enabled = value
        elif value is not None:
            raise cls.wrong("enabled", "true or false", value)
        value = get("provisioned")
        if type(value) is bool:
            model.provisioned = value
        elif value is not None:
            raise cls.wrong("provisioned", "true or false", value)
        value = get("simulated")
        if type(value) is bool:
            model.simulated = value
        elif value is not None:
            raise cls.wrong("simulated", "true or false", value)
        value = get("organizations")
        if only_texts(value):
            model.organizations = value
        elif value is not None:
            model.organizations = member("organizations", texts, value)
        else:
            model.organizations = UNSET
        value = get("type")
        if only_texts(value):
            model.type = value
        elif value is not None:
            model.type = member("type", texts, value)
        else:
            model.type = UNSET
        value = get("deploymentManifest")
        model.deployment_manifest = (
            UNSET if value is None else member("deploymentManifest", DeploymentManifest.decode, value)
        )
        return model
