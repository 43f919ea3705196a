# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Audiobook: A book that is read aloud."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field

from iotcentral._core.decoding import integer, member, optional, to_datetime, wrong
from iotcentral._core.model import new
from iotcentral._core.types import UNSET, Unset

from .medium import Medium
from .person import Person

__all__ = ["Audiobook"]

_decode_changed_at = optional(to_datetime)
_decode_speaker = optional(Person.decode)


@define(kw_only=True, eq=False, repr=False)
class Audiobook(Medium):
    """A book that is read aloud.

    Attributes:
        created_at: Time of the making. Read-only.
        changed_at: Time of the last change; null if there was none. Read-only.
        form: Form of the medium; decides what else there is.
        price: Price in euros; null if it is not for sale. At least 0.
        lent: Number of copies that are lent now. Read-only.
        seconds: Length in seconds.
        speaker: Who reads.
    """

    form: str = field(default="audiobook", init=False)
    seconds: int
    speaker: Person | None | Unset = UNSET

    _members: ClassVar[Mapping[str, str]] = {
        "createdAt": "created_at",
        "changedAt": "changed_at",
        "form": "form",
        "price": "price",
        "lent": "lent",
        "seconds": "seconds",
        "speaker": "speaker",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"createdAt", "changedAt", "lent"})

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value = get("createdAt", UNSET)
        model.created_at = value if value is UNSET else member("createdAt", to_datetime, value)
        value = get("changedAt", UNSET)
        model.changed_at = value if value is UNSET else member("changedAt", _decode_changed_at, value)
        value = get("form", UNSET)
        if value != "audiobook":
            raise cls.wrong("form", '"audiobook"', value)
        model.form = value
        value = get("price", UNSET)
        if type(value) is not float and type(value) is not int and value is not UNSET and value is not None:
            raise cls.wrong("price", "a number", value)
        model.price = value
        value = get("lent", UNSET)
        if type(value) is not int and value is not UNSET:
            value = member("lent", integer, value)
        model.lent = value
        value = get("seconds", UNSET)
        if type(value) is not int:
            value = member("seconds", integer, value)
        model.seconds = value
        value = get("speaker", UNSET)
        model.speaker = value if value is UNSET else member("speaker", _decode_speaker, value)
        return model
