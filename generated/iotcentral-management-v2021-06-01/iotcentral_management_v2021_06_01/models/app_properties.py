# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""AppProperties: What IoT Central itself knows of an application."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import ABSENT, Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["AppProperties"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class AppProperties(Model):
    """What IoT Central itself knows of an application.

    Attributes:
        application_id: Id of the application, assigned by the service. It stays the same for as long as the
            application is there. Read-only.
        display_name: Name of the application shown to people. When left out on creation, the name of the resource.
        subdomain: The first label of the application's address, `https://{subdomain}.azureiotcentral.com`, and so
            at most 63 lower-case letters, digits and hyphens; no other application has it. When left out on
            creation, the name of the resource in lower case.
        template: Name of the application template that the application is made from, in the form
            `<manifestId>@<version>`, as the list of templates has it. When left out, `iotc-pnp-preview@1.0.0`, an
            application without content. It cannot be changed later.
        state: Whether the application is in use. Known values: see `AppState`. Read-only.
    """

    application_id: str = field(default=ABSENT, init=False)
    display_name: str | Unset = UNSET
    subdomain: str | Unset = UNSET
    template: str | Unset = UNSET
    state: str = field(default=ABSENT, init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "applicationId": "application_id",
        "displayName": "display_name",
        "subdomain": "subdomain",
        "template": "template",
        "state": "state",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"applicationId", "state"})

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("applicationId")
        if type(value) is str:
            model.application_id = value
        elif value is not None:
            raise cls.wrong("applicationId", "a string", value)
        value = get("displayName")
        if type(value) is str:
            model.display_name = value
        elif value is not None:
            raise cls.wrong("displayName", "a string", value)
        else:
            model.display_name = UNSET
        value = get("subdomain")
        if type(value) is str:
            model.subdomain = value
        elif value is not None:
            raise cls.wrong("subdomain", "a string", value)
        else:
            model.subdomain = UNSET
        value = get("template")
        if type(value) is str:
            model.template = value
        elif value is not None:
            raise cls.wrong("template", "a string", value)
        else:
            model.template = UNSET
        value = get("state")
        if type(value) is str:
            model.state = value
        elif value is not None:
            raise cls.wrong("state", "a string", value)
        return model
