# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""DeviceManifestMigrationJobData: Assigns another deployment manifest to each IoT Edge device of the group."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET

from .job_data import JobData

__all__ = ["DeviceManifestMigrationJobData"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class DeviceManifestMigrationJobData(JobData):
    """Assigns another deployment manifest to each IoT Edge device of the group.

    Attributes:
        type: Kind of work: `property`, `cloudProperty`, `command`, `deviceTemplateMigration` or, in the preview,
            `deviceManifestMigration`.
        manifest: Id of the deployment manifest that the devices are to get. At least 1 character.
    """

    type: str = field(default="deviceManifestMigration", init=False)
    manifest: str

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
        "manifest": "manifest",
    }

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("type", UNSET)
        if value == "deviceManifestMigration":
            model.type = value
        else:
            raise cls.wrong("type", '"deviceManifestMigration"', value)
        value = get("manifest", UNSET)
        if type(value) is str:
            model.manifest = value
        else:
            raise cls.wrong("manifest", "a string", value)
        return model
