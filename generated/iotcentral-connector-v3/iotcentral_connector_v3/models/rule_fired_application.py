# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""RuleFiredApplication: The application whose rule fired."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["RuleFiredApplication"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
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
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("id", UNSET)
        if type(value) is str:
            model.id = value
        else:
            raise cls.wrong("id", "a string", value)
        value = get("displayName")
        if type(value) is str:
            model.display_name = value
        elif value is not None:
            raise cls.wrong("displayName", "a string", value)
        else:
            model.display_name = UNSET
        value = get("subdomain", UNSET)
        if type(value) is str:
            model.subdomain = value
        else:
            raise cls.wrong("subdomain", "a string", value)
        value = get("host", UNSET)
        if type(value) is str:
            model.host = value
        else:
            raise cls.wrong("host", "a string", value)
        return model
