# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""RuleFiredApplication: The application whose rule fired."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["RuleFiredApplication"]


@define(kw_only=True, eq=False, repr=False)
class RuleFiredApplication(Model):
    """The application whose rule fired.

    Attributes:
        id: Id of the application, a GUID.
        display_name: Name of the application that people see.
        subdomain: Subdomain of the application, by which actions name it.
        host: Host name of the application.
    """

    id: str
    display_name: str | Unset = UNSET
    subdomain: str
    host: str

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
        "displayName": "display_name",
        "subdomain": "subdomain",
        "host": "host",
    }

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value = get("id", UNSET)
        if type(value) is not str:
            raise cls.wrong("id", "a string", value)
        model.id = value
        value = get("displayName", UNSET)
        if type(value) is not str and value is not UNSET:
            raise cls.wrong("displayName", "a string", value)
        model.display_name = value
        value = get("subdomain", UNSET)
        if type(value) is not str:
            raise cls.wrong("subdomain", "a string", value)
        model.subdomain = value
        value = get("host", UNSET)
        if type(value) is not str:
            raise cls.wrong("host", "a string", value)
        model.host = value
        return model
