# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DeploymentManifest: An IoT Edge deployment manifest: which modules run on an edge device, and how they are configured."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import mapping, member, only_texts, texts, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

if TYPE_CHECKING:
    import builtins

    from .deployment_manifest_patch import DeploymentManifestPatch

__all__ = ["DeploymentManifest"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DeploymentManifest(Model):
    """An IoT Edge deployment manifest: which modules run on an edge device, and how they are configured.

    Attributes:
        id: Unique id of the deployment manifest, taken from the path on creation. Read-only.
        display_name: Name of the deployment manifest shown to people; at least one character. At least 1 character.
        data: Content of the IoT Edge manifest, with `modulesContent` holding the desired properties of the agent,
            the hub and the modules.
        etag: Version mark set by the service, to be sent back unchanged on a write to detect conflicting changes.
        organizations: The one organization that the manifest belongs to, given by its id in a list of exactly one.
            Exactly 1 item.
    """

    id: str | Unset = field(default=UNSET, init=False)
    display_name: str | Unset = UNSET
    data: dict[str, Any]
    etag: str | Unset = UNSET
    organizations: list[str] | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "displayName": "display_name",
        "data": "data",
        "etag": "etag",
        "organizations": "organizations",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"id"})
    _free_form: ClassVar[tuple[str, ...]] = ("data",)

    @classmethod
    def patch_class(cls) -> builtins.type[DeploymentManifestPatch]:
        """Return the class of the merge patches of this model."""
        from .deployment_manifest_patch import DeploymentManifestPatch

        return DeploymentManifestPatch

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
        else:
            model.id = UNSET
        value = get("displayName")
        if type(value) is str:
            model.display_name = value
        elif value is not None:
            raise cls.wrong("displayName", "a string", value)
        else:
            model.display_name = UNSET
        model.data = member("data", mapping, get("data", UNSET))
        value = get("etag")
        if type(value) is str:
            model.etag = value
        elif value is not None:
            raise cls.wrong("etag", "a string", value)
        else:
            model.etag = UNSET
        value = get("organizations")
        if only_texts(value):
            model.organizations = value
        elif value is not None:
            model.organizations = member("organizations", texts, value)
        else:
            model.organizations = UNSET
        return model
