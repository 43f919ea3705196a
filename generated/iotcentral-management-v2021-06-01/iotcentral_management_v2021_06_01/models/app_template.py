# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""AppTemplate: A template that applications can be made from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, to_list, wrong
from iotcentral._core.model import ABSENT, Model, new
from iotcentral._core.types import UNSET, Unset

from .app_template_locations import AppTemplateLocations

__all__ = ["AppTemplate"]

_decode_locations = to_list(AppTemplateLocations.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class AppTemplate(Model):
    """A template that applications can be made from. An application gives its `name` as `template`.

    Attributes:
        manifest_id: Id of the template, such as `iotc-pnp-preview`. Read-only.
        manifest_version: Version of the template, such as `1.0.0`. Read-only.
        name: Name of the template, `<manifestId>@<manifestVersion>`, as an application gives it. Read-only.
        title: Heading under which the template is shown to people. Read-only.
        order: Place of the template among those that people are shown; the lowest comes first. Read-only.
        description: What an application made from the template contains, in English for people. Read-only.
        industry: Industry that the template is for, such as `Retail`. Read-only.
        locations: Where applications can be made from the template. Read-only.
    """

    manifest_id: str = field(default=ABSENT, init=False)
    manifest_version: str = field(default=ABSENT, init=False)
    name: str = field(default=ABSENT, init=False)
    title: str = field(default=ABSENT, init=False)
    order: float | Unset = field(default=UNSET, init=False)
    description: str | Unset = field(default=UNSET, init=False)
    industry: str | Unset = field(default=UNSET, init=False)
    locations: list[AppTemplateLocations] | Unset = field(default=UNSET, init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "manifestId": "manifest_id",
        "manifestVersion": "manifest_version",
        "name": "name",
        "title": "title",
        "order": "order",
        "description": "description",
        "industry": "industry",
        "locations": "locations",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset(
        {"manifestId", "manifestVersion", "name", "title", "order", "description", "industry", "locations"}
    )

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("manifestId")
        if type(value) is str:
            model.manifest_id = value
        elif value is not None:
            raise cls.wrong("manifestId", "a string", value)
        value = get("manifestVersion")
        if type(value) is str:
            model.manifest_version = value
        elif value is not None:
            raise cls.wrong("manifestVersion", "a string", value)
        value = get("name")
        if type(value) is str:
            model.name = value
        elif value is not None:
            raise cls.wrong("name", "a string", value)
        value = get("title")
        if type(value) is str:
            model.title = value
        elif value is not None:
            raise cls.wrong("title", "a string", value)
        value = get("order")
        if type(value) is int or type(value) is float:
            model.order = value
        elif value is not None:
            raise cls.wrong("order", "a number", value)
        else:
            model.order = UNSET
        value = get("description")
        if type(value) is str:
            model.description = value
        elif value is not None:
            raise cls.wrong("description", "a string", value)
        else:
            model.description = UNSET
        value = get("industry")
        if type(value) is str:
            model.industry = value
        elif value is not None:
            raise cls.wrong("industry", "a string", value)
        else:
            model.industry = UNSET
        value = get("locations")
        model.locations = UNSET if value is None else member("locations", _decode_locations, value)
        return model
