# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DeploymentManifestPatch: Changes to `DeploymentManifest`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import mapping, member, optional, texts, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["DeploymentManifestPatch"]

_decode_data = optional(mapping)
_decode_organizations = optional(texts)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DeploymentManifestPatch(Model):
    """Changes to `DeploymentManifest`: absent members stay as they are, null clears a member.

    Attributes:
        display_name: Name of the deployment manifest shown to people; at least one character. At least 1 character.
        data: Content of the IoT Edge manifest, with `modulesContent` holding the desired properties of the agent,
            the hub and the modules.
        etag: Version mark set by the service, to be sent back unchanged on a write to detect conflicting changes.
        organizations: The one organization that the manifest belongs to, given by its id in a list of exactly one.
            Exactly 1 item.
    """

    display_name: str | None | Unset = UNSET
    data: dict[str, Any] | None | Unset = UNSET
    etag: str | None | Unset = UNSET
    organizations: list[str] | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "displayName": "display_name",
        "data": "data",
        "etag": "etag",
        "organizations": "organizations",
    }
    _free_form: ClassVar[tuple[str, ...]] = ("data",)

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("displayName", UNSET)
        if type(value) is str or value is None:
            model.display_name = value
        elif value is not UNSET:
            raise cls.wrong("displayName", "a string", value)
        else:
            model.display_name = UNSET
        value = get("data", UNSET)
        model.data = UNSET if value is UNSET else member("data", _decode_data, value)
        value = get("etag", UNSET)
        if type(value) is str or value is None:
            model.etag = value
        elif value is not UNSET:
            raise cls.wrong("etag", "a string", value)
        else:
            model.etag = UNSET
        value = get("organizations", UNSET)
        model.organizations = UNSET if value is UNSET else member("organizations", _decode_organizations, value)
        return model
