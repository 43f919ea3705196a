# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""ReaderPatch: Changes to `Reader`: absent members stay as they are, null clears a member."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define
from attrs.setters import NO_OP

from iotcentral._core.decoding import integer, member, optional, to_map, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

from .address_patch import AddressPatch
from .settings_patch import SettingsPatch

__all__ = ["ReaderPatch"]

_decode_contacts = optional(to_map(optional(AddressPatch.decode)))
_decode_settings = optional(SettingsPatch.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class ReaderPatch(Model):
    """Changes to `Reader`: absent members stay as they are, null clears a member.

    Attributes:
        name: What the reader is called.
        password: What the reader logs in with.
        access_token: What programs of the reader log in with.
        token_count: Number of tokens.
        contacts: Addresses, by kind.
        settings: What the reader set.
        guardian: Who answers for a child.
        level: How much may be borrowed.
        additional_properties_: A member that is called like a part of every model.
        source: How the reader heard of the library.
    """

    name: str | None | Unset = UNSET
    password: str | None | Unset = UNSET
    access_token: str | None | Unset = UNSET
    token_count: int | None | Unset = UNSET
    contacts: dict[str, AddressPatch | None] | None | Unset = UNSET
    settings: SettingsPatch | None | Unset = UNSET
    guardian: ReaderPatch | None | Unset = UNSET
    level: int | None | Unset = UNSET
    additional_properties_: str | None | Unset = UNSET
    source: str | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "name": "name",
        "password": "password",
        "accessToken": "access_token",
        "tokenCount": "token_count",
        "contacts": "contacts",
        "settings": "settings",
        "guardian": "guardian",
        "level": "level",
        "additional_properties": "additional_properties_",
        "source": "source",
    }
    _free_form: ClassVar[tuple[str, ...]] = (
        "guardian",
        "settings",
    )
    _secrets: ClassVar[frozenset[str]] = frozenset({"password", "accessToken"})

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("name", UNSET)
        if type(value) is str or value is None:
            model.name = value
        elif value is not UNSET:
            raise cls.wrong("name", "a string", value)
        else:
            model.name = UNSET
        value = get("password", UNSET)
        if type(value) is str or value is None:
            model.password = value
        elif value is not UNSET:
            raise cls.wrong("password", "a string", value)
        else:
            model.password = UNSET
        value = get("accessToken", UNSET)
        if type(value) is str or value is None:
            model.access_token = value
        elif value is not UNSET:
            raise cls.wrong("accessToken", "a string", value)
        else:
            model.access_token = UNSET
        value = get("tokenCount", UNSET)
        if type(value) is int or value is None:
            model.token_count = value
        elif value is not UNSET:
            model.token_count = member("tokenCount", integer, value)
        else:
            model.token_count = UNSET
        value = get("contacts", UNSET)
        model.contacts = UNSET if value is UNSET else member("contacts", _decode_contacts, value)
        value = get("settings", UNSET)
        model.settings = UNSET if value is UNSET else member("settings", _decode_settings, value)
        value = get("guardian", UNSET)
        model.guardian = UNSET if value is UNSET else member("guardian", optional(ReaderPatch.decode), value)
        value = get("level", UNSET)
        if type(value) is int or value is None:
            model.level = value
        elif value is not UNSET:
            model.level = member("level", integer, value)
        else:
            model.level = UNSET
        value = get("additional_properties", UNSET)
        if type(value) is str or value is None:
            model.additional_properties_ = value
        elif value is not UNSET:
            raise cls.wrong("additional_properties", "a string", value)
        else:
            model.additional_properties_ = UNSET
        value = get("source", UNSET)
        if type(value) is str or value is None:
            model.source = value
        elif value is not UNSET:
            raise cls.wrong("source", "a string", value)
        else:
            model.source = UNSET
        return model
