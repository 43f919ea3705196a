# Generated from the API document by `nox -s generate`. Do not edit: change spec/ or generator/ and generate again.
"""Protection: A means against copies."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, ClassVar, Self

from attrs import define, field
from attrs.setters import NO_OP

from iotcentral._core.decoding import wrong
from iotcentral._core.model import Model, Variants, new
from iotcentral._core.types import UNSET

if TYPE_CHECKING:
    import builtins

    from .protection_patch import ProtectionPatch

__all__ = ["Protection", "UnknownProtection"]


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class Protection(Model):
    """A means against copies.

    One of several kinds, told apart by `scheme`: `Watermark`, `Drm`; `UnknownProtection` stands for a kind that
    this package does not know.

    Attributes:
        scheme: Name of the means.
    """

    scheme: str = field(default="", init=False)

    _members: ClassVar[Mapping[str, str]] = {
        "scheme": "scheme",
    }

    @classmethod
    def patch_class(cls) -> builtins.type[ProtectionPatch]:
        """Return the class of the merge patches of this model."""
        from .protection_patch import ProtectionPatch

        return ProtectionPatch

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        tag = data.get("scheme", UNSET)
        if type(tag) is not str:
            raise cls.wrong("scheme", "a string", tag)
        variant: Self = _VARIANTS[tag](data)
        return variant


@define(kw_only=True, eq=False, repr=False, getstate_setstate=False, on_setattr=NO_OP)
class UnknownProtection(Protection):
    """A `Protection` of a kind that this package does not know; its content is kept as it came.

    Attributes:
        scheme: The kind.
    """

    scheme: str

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        if type(data) is not dict:
            raise wrong("an object", data)
        model = new(cls)
        model._source = data
        model._additional = None
        get = data.get
        value: Any  # type checkers infer a variable from a limited number of assignments
        value = get("scheme", UNSET)
        if type(value) is str:
            model.scheme = value
        else:
            raise cls.wrong("scheme", "a string", value)
        return model


_VARIANTS = Variants(
    __name__,
    {
        "watermark": ".watermark:Watermark",
        "drm@v2": ".drm:Drm",
    },
    unknown=".protection:UnknownProtection",
)
