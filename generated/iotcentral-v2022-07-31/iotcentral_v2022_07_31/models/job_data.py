# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""JobData: What a job does on each device; `type` tells the kinds apart, and one job uses only one kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, Variants, new
from iotcentral._core.types import UNSET

__all__ = ["JobData", "UnknownJobData"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class JobData(Model):
    """What a job does on each device; `type` tells the kinds apart, and one job uses only one kind.

    One of several kinds, told apart by `type`: `CloudPropertyJobData`, `CommandJobData`,
    `DeviceTemplateMigrationJobData`, `PropertyJobData`; `UnknownJobData` stands for a kind that this package does
    not know.

    Attributes:
        type: Kind of work: `property`, `cloudProperty`, `command`, `deviceTemplateMigration` or, in the preview,
            `deviceManifestMigration`.
    """

    type: str = field(default="", init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "type": "type",
    }
    _free_form: ClassVar[tuple[str, ...]] = ("value",)

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        tag = data.get("type", UNSET)
        if type(tag) is not str:
            raise cls.wrong("type", "a string", tag)
        variant: Self = _VARIANTS[tag](data)
        return variant


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class UnknownJobData(JobData):
    """A `JobData` of a kind that this package does not know; its content is kept as it came.

    Attributes:
        type: The kind.
    """

    type: str

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
        if type(value) is str:
            model.type = value
        else:
            raise cls.wrong("type", "a string", value)
        return model


_VARIANTS = Variants(
    __name__,
    {
        "cloudProperty": ".cloud_property_job_data:CloudPropertyJobData",
        "command": ".command_job_data:CommandJobData",
        "deviceTemplateMigration": ".device_template_migration_job_data:DeviceTemplateMigrationJobData",
        "property": ".property_job_data:PropertyJobData",
    },
    unknown=".job_data:UnknownJobData",
)
