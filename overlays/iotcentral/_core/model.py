"""Base of the generated models, which keep the whole content that they are decoded from.

A model keeps the object that it was decoded from. So members that the document does not name and the order of members
are preserved, and a date-time that was not changed is written back with all of its digits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import Enum
from importlib import import_module
from math import isfinite
from typing import Any, ClassVar, Protocol, Self, TypeVar, cast

from attrs import define, field

from ..errors import DecodingError
from .decoding import copied, moment, wrong
from .types import UNSET, Unset

__all__ = ["Model", "OpenEnum", "Variants", "holds_secret", "new", "to_json"]

M = TypeVar("M", bound="Model")

_PLAIN = (str, Unset, int, float, type(None))
"""Types of values with nothing inside."""


class _New(Protocol):
    def __call__(self, cls: type[M], /) -> M: ...


new: _New = object.__new__
"""Creates a model without its constructor; for `decode`, which sets every member itself."""

_NOTHING: Mapping[str, Any] = {}


@define(eq=False, repr=False)
class Model:
    """Object of the API.

    Models are created by their constructors (keywords only, without the read-only members) or by `from_dict`.
    `additional_properties` holds the members that the API document does not name.
    """

    _members: ClassVar[Mapping[str, str]] = {}
    """JSON name → attribute, in the order of the document."""
    _read_only: ClassVar[frozenset[str]] = frozenset()
    """JSON names of the members that a request must not carry."""
    _secrets: ClassVar[frozenset[str]] = frozenset()
    """JSON names of the members that are never shown."""

    _additional: dict[str, Any] | None = field(default=None, kw_only=True, alias="additional_properties")
    _source: Mapping[str, Any] = field(default=_NOTHING, init=False)

    @classmethod
    def from_dict(cls, content: Mapping[str, Any]) -> Self:
        """Create the model from parsed JSON content.

        Args:
            content: the members by their JSON names.

        Raises:
            DecodingError: a required member is missing, or a member has the wrong type; the error names the place.
        """
        try:
            return cls.decode(copied(content))
        except DecodingError as error:
            raise error.inside(cls.__name__) from None

    @classmethod
    def decode(cls, data: dict[str, Any]) -> Self:
        """Create the model as `from_dict` does, from content that it may keep without a copy; errors have an incomplete path."""
        raise wrong(f"the content of one of the kinds of {cls.__name__}", data)

    @property
    def additional_properties(self) -> dict[str, Any]:
        """The members that the API document does not name; changes to it are written back."""
        if self._additional is None:
            self._additional = {key: value for key, value in self._source.items() if key not in self._members}
        return self._additional

    def to_dict(self) -> dict[str, Any]:
        """Return the whole content as JSON values, read-only members included, in the order in which it came."""
        return self._encode(read_only=True)

    def to_body(self) -> dict[str, Any]:
        """Return the body of a request: the content without the read-only members, at every depth."""
        return self._encode(read_only=False)

    def _encode(self, *, read_only: bool) -> dict[str, Any]:
        source, members, additional = self._source, self._members, self.additional_properties
        content: dict[str, Any] = {}
        for key in {**source, **members, **additional}:  # as received, then the rest as documented
            if key in members:
                value = getattr(self, members[key])
                if value is not UNSET and (read_only or key not in self._read_only):
                    content[key] = _encode(value, source.get(key), read_only)
            elif key in additional:
                content[key] = _encode(additional[key], None, read_only)
        return content

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Model) or type(other) is not type(self):
            return NotImplemented
        return self.additional_properties == other.additional_properties and all(
            getattr(self, name) == getattr(other, name) for name in self._members.values()
        )

    def __repr__(self) -> str:
        shown = [
            f"{name}={'***' if key in self._secrets else repr(getattr(self, name))}"
            for key, name in self._members.items()
            if getattr(self, name) is not UNSET
        ]
        if self.additional_properties:
            # an unnamed member may be a secret, so only the names are shown
            shown.append(f"additional_properties=<{', '.join(map(str, self.additional_properties))}>")
        return f"{type(self).__name__}({', '.join(shown)})"

    def _holds_secret(self) -> bool:
        for key, name in self._members.items():
            member = getattr(self, name)
            if key in self._secrets:
                if member is not UNSET and member is not None:
                    return True
            elif holds_secret(member):
                return True
        return holds_secret(self.additional_properties)

    @classmethod
    def wrong(cls, key: str, expected: str, value: Any) -> DecodingError:
        """Return the error for the member `key`, whose value has the wrong form."""
        return wrong(expected, value, secret=key in cls._secrets and value is not UNSET).inside(key)


def holds_secret(value: object) -> bool:
    """Return whether a model, or one at any depth of a value, has a value for a secret member."""
    if isinstance(value, _PLAIN):  # first, since most values are, and exports look at each
        return False
    if isinstance(value, Model):
        return value._holds_secret()  # pyright: ignore[reportPrivateUsage]
    if isinstance(value, Mapping):
        return any(map(holds_secret, cast("Mapping[str, object]", value).values()))
    return isinstance(value, list | tuple) and any(map(holds_secret, cast("Sequence[object]", value)))


def to_json(value: Any) -> Any:
    """Return the JSON form of a request's content: models, mappings, lists, dates, plain values.

    Raises:
        TypeError: a value in it has no JSON form.
    """
    return _encode(value, None, read_only=False)


def _encode(value: Any, received: Any, read_only: bool) -> Any:
    """Return the JSON form of a member's value; `received` is what the member was decoded from, if it was."""
    if value is None or (isinstance(value, str | int) and not isinstance(value, Enum)):
        return value
    if isinstance(value, float):
        if not isfinite(value):
            # it would be sent as null, which clears the member in a merge patch
            raise TypeError(f"{value!r} has no JSON form; use a finite number, or None for null")
        return value
    if isinstance(value, Model):
        return value.to_dict() if read_only else value.to_body()
    if isinstance(value, Mapping):
        members = cast("Mapping[str, Any]", value)
        return {key: _encode(item, None, read_only) for key, item in members.items()}
    if isinstance(value, list | tuple):
        return [_encode(item, None, read_only) for item in cast("Sequence[Any]", value)]
    if isinstance(value, datetime):
        return received if isinstance(received, str) and _unchanged(received, value) else _timestamp(value)
    return _plain(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    kind = type(value).__name__
    if kind == "UUID":
        return str(value)
    hint = "write it as ISO 8601 text (PT1H)" if isinstance(value, timedelta) else "use JSON values, models or dates"
    raise TypeError(f"{value!r} of type {kind} has no JSON form; {hint}")


def _unchanged(received: str, value: datetime) -> bool:
    try:
        return moment(received) == value
    except ValueError:
        return False


def _timestamp(value: datetime) -> str:
    """Return a date-time as the service writes it; one without a time zone is taken as local time."""
    return (value if value.tzinfo else value.astimezone()).isoformat().replace("+00:00", "Z")


class Variants(dict[str, Callable[[Any], Any]]):
    """Decoders of a discriminated union by tag; a variant's module is loaded when its tag first occurs.

    Args:
        module: `__name__` of the union's module, which the other module names are relative to.
        variants: tag → `module:Class`.
        unknown: `module:Class` of the class whose `decode` is used for an unknown tag.
    """

    def __init__(self, module: str, variants: Mapping[str, str], unknown: str) -> None:
        super().__init__()
        self._package = module.rpartition(".")[0]
        self._variants = variants
        self._unknown = unknown

    def __missing__(self, tag: Any) -> Callable[[Any], Any]:
        known = self._variants.get(tag)
        module, _, name = (known or self._unknown).partition(":")
        decode: Callable[[Any], Any] = getattr(import_module(module, self._package), name).decode
        if known:
            self[tag] = decode  # unknown tags are not cached, since there is no end to them
        return decode


class OpenEnum:
    """Known values of an open enumeration: any string is accepted where it is used."""

    KNOWN: ClassVar[tuple[str, ...]] = ()
    """The values that the API document names."""
