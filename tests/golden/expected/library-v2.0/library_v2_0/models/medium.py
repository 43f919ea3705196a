# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Medium: One form in which a book is lent."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import integer, member, optional, to_datetime, wrong
from iotcentral._core.model import Model, Variants, new
from iotcentral._core.types import UNSET, Unset

if TYPE_CHECKING:
    import builtins

    from .medium_patch import MediumPatch

__all__ = ["Medium", "UnknownMedium"]

_decode_changed_at = optional(to_datetime)


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Medium(Model):
    """One form in which a book is lent.

    One of several kinds, told apart by `form`: `Hardcover`, `Ebook`, `Audiobook`; `UnknownMedium` stands for a kind
    that this package does not know.

    Attributes:
        created_at: Time of the making. Read-only.
        changed_at: Time of the last change; null if there was none. Read-only.
        form: Form of the medium; decides what else there is.
        price: Price in euros; null if it is not for sale. At least 0.
        lent: Number of copies that are lent now. Read-only.
    """

    created_at: datetime.datetime | Unset = field(default=UNSET, init=False)
    changed_at: datetime.datetime | None | Unset = field(default=UNSET, init=False)
    form: str = field(default="", init=False)
    price: float | None | Unset = UNSET
    lent: int | Unset = field(default=UNSET, init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "createdAt": "created_at",
        "changedAt": "changed_at",
        "form": "form",
        "price": "price",
        "lent": "lent",
    }
    _read_only: ClassVar[frozenset[str]] = frozenset({"createdAt", "changedAt", "lent"})

    @classmethod
    def patch_class(cls) -> builtins.type[MediumPatch]:
        """Return the class of the merge patches of this model."""
        from .medium_patch import MediumPatch

        return MediumPatch

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        tag = data.get("form", UNSET)
        if type(tag) is not str:
            raise cls.wrong("form", "a string", tag)
        variant: Self = _VARIANTS[tag](data)
        return variant


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class UnknownMedium(Medium):
    """A `Medium` of a kind that this package does not know; its content is kept as it came.

    Attributes:
        form: The kind.
    """

    form: str

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
        value = get("form", UNSET)
        if type(value) is str:
            model.form = value
        else:
            raise cls.wrong("form", "a string", value)
        value = get("price", UNSET)
        if type(value) is int or type(value) is float or value is None:
            model.price = value
        elif value is not UNSET:
            raise cls.wrong("price", "a number", value)
        else:
            model.price = UNSET
        value = get("lent")
        if type(value) is int:
            model.lent = value
        elif value is not None:
            model.lent = member("lent", integer, value)
        else:
            model.lent = UNSET
        return model


_VARIANTS = Variants(
    __name__,
    {
        "hardcover": ".hardcover:Hardcover",
        "ebook": ".ebook:Ebook",
        "audiobook": ".audiobook:Audiobook",
    },
    unknown=".medium:UnknownMedium",
)
