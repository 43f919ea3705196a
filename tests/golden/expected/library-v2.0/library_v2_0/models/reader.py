# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Reader: Somebody who borrows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import integer, member, optional, to_map, wrong
from iotcentral._core.model import ABSENT, Model, new
from iotcentral._core.types import UNSET, Unset

from .address import Address
from .settings import Settings

if TYPE_CHECKING:
    import builtins

    from .reader_patch import ReaderPatch

__all__ = ["Reader"]

_decode_contacts = to_map(Address.decode)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Reader(Model):
    """Somebody who borrows.

    Attributes:
        id: Number of the reader. Read-only.
        name: What the reader is called.
        password: What the reader logs in with.
        access_token: What programs of the reader log in with.
        token_count: Number of tokens.
        contacts: Addresses, by kind.
        settings: What the reader set.
        guardian: Who answers for a child.
        level: How much may be borrowed. 1 to 5.
        additional_properties_: A member that is called like a part of every model.
        source: How the reader heard of the library.
    """

    id: int = field(default=ABSENT, init=False)
    name: str
    password: str | Unset = UNSET
    access_token: str | None | Unset = UNSET
    token_count: int | Unset = UNSET
    contacts: dict[str, Address] | Unset = UNSET
    settings: Settings | Unset = UNSET
    guardian: Reader | None | Unset = UNSET
    level: int | Unset = UNSET
    additional_properties_: str | Unset = UNSET
    source: str | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "id": "id",
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
    _read_only: ClassVar[frozenset[str]] = frozenset({"id"})
    _free_form: ClassVar[tuple[str, ...]] = (
        "guardian",
        "settings",
    )
    _secrets: ClassVar[frozenset[str]] = frozenset({"password", "accessToken"})

    @classmethod
    def patch_class(cls) -> builtins.type[ReaderPatch]:
        """Return the class of the merge patches of this model."""
        from .reader_patch import ReaderPatch

        return ReaderPatch

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
        if type(value) is int:
            model.id = value
        else:
            model.id = member("id", integer, value)
        value = get("name", UNSET)
        if type(value) is str:
            model.name = value
        else:
            raise cls.wrong("name", "a string", value)
        value = get("password")
        if type(value) is str:
            model.password = value
        elif value is not None:
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
        value = get("tokenCount")
        if type(value) is int:
            model.token_count = value
        elif value is not None:
            model.token_count = member("tokenCount", integer, value)
        else:
            model.token_count = UNSET
        value = get("contacts")
        model.contacts = UNSET if value is None else member("contacts", _decode_contacts, value)
        value = get("settings")
        model.settings = UNSET if value is None else member("settings", Settings.decode, value)
        value = get("guardian", UNSET)
        model.guardian = UNSET if value is UNSET else member("guardian", optional(Reader.decode), value)
        value = get("level")
        if type(value) is int:
            model.level = value
        elif value is not None:
            model.level = member("level", integer, value)
        else:
            model.level = UNSET
        value = get("additional_properties")
        if type(value) is str:
            model.additional_properties_ = value
        elif value is not None:
            raise cls.wrong("additional_properties", "a string", value)
        else:
            model.additional_properties_ = UNSET
        value = get("source")
        if type(value) is str:
            model.source = value
        elif value is not None:
            raise cls.wrong("source", "a string", value)
        else:
            model.source = UNSET
        return model
