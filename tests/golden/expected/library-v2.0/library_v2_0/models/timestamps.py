# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Timestamps: When something was made and changed."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import member, optional, to_datetime, wrong
from iotcentral._core.model import Model, new
from iotcentral._core.types import UNSET, Unset

__all__ = ["Timestamps"]

_decode_changed_at = optional(to_datetime)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Timestamps(Model):
    """When something was made and changed.

    Attributes:
        created_at: Time of the making. Read-only.
        changed_at: Time of the last change; null if there was none. Read-only.
    """

    created_at: datetime.datetime | Unset = field(default=UNSET, init=False)
    changed_at: datetime.datetime | None | Unset = field(default=UNSET, init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "createdAt": "created_at",
        "changedAt": "changed_at",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"createdAt", "changedAt"})

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("createdAt")
        model.created_at = UNSET if value is None else member("createdAt", to_datetime, value)
        value = get("changedAt", UNSET)
        model.changed_at = UNSET if value is UNSET else member("changedAt", _decode_changed_at, value)
        return model
