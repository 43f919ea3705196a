"""Base of the generated models, which keep the whole content that they are decoded from.

A model keeps the object that it was decoded from. So members that the document does not name and the order of members
are preserved, and a date-time that was not changed is written back with all of its digits.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from copy import copy
from datetime import date, datetime, timedelta
from enum import Enum
from importlib import import_module
from math import isfinite
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, Self, TypeVar, cast

from attrs import define, field, fields_dict

from ..errors import DecodingError, MissingMemberError, UsageError
from .decoding import copied, moment, wrong
from .types import UNSET, Unset

__all__ = [
    "ABSENT",
    "Model",
    "OpenEnum",
    "Variants",
    "given_bool",
    "given_float",
    "given_int",
    "given_str",
    "holds_secret",
    "new",
    "shown_fields",
    "to_json",
]

M = TypeVar("M", bound="Model")

_PLAIN = (str, Unset, int, float, type(None))
"""Types of values with nothing inside."""


class _New(Protocol):
    def __call__(self, cls: type[M], /) -> M: ...


new: _New = object.__new__
"""Creates a model without its constructor; for `decode`, which sets every member itself."""

ABSENT: Any = UNSET
"""`UNSET` for members that every answer holds: their type is for reading, and does not name it."""

_NOTHING: Mapping[str, Any] = {}

_ETAG = "etag"
MASKED = b"*****"
_MASKED = MASKED.decode()
"""What the service shows instead of a secret, or of the key within a connection string."""


@define(eq=False, repr=False, getstate_setstate=False)
class Model:
    """Object of the API.

    Models are created by their constructors (keywords only, without the read-only members) or by `from_dict`.
    `additional_properties` holds the members that the API document does not name.

    An answer may hold null where the document has a member absent: the attribute is `UNSET`, and `to_dict` has the null
    again. A member that every answer holds by the document, but this one did not, has no value: reading it raises
    `MissingMemberError`.
    """

    _members: ClassVar[Mapping[str, str]] = {}
    """JSON name → attribute, in the order of the document."""
    _read_only: ClassVar[frozenset[str]] = frozenset()
    """JSON names of the members that a request must not carry."""
    _secrets: ClassVar[frozenset[str]] = frozenset()
    """JSON names of the members that are never shown."""
    _free_form: ClassVar[tuple[str, ...]] = ()
    """JSON names of which content has one wherever it holds a value of any form; "" if it always can."""

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

    def replace(self, **changes: Any) -> Self:
        """Return a copy with other values, which keeps everything else: read-only and unknown members, nulls, their order.

        `attrs.evolve` would lose all of these, since it calls the constructor.

        Args:
            changes: the new values by the names of the attributes; `UNSET` removes a member, and
                `additional_properties=` replaces all members that the API document does not name.

        Raises:
            UsageError: there is no such attribute, or it is read-only.
        """
        other = copy(self)
        other._additional = None if self._additional is None else dict(self._additional)
        keys = {name: key for key, name in self._members.items()}
        for name, value in changes.items():
            if name == "additional_properties":
                other._additional = dict(value or {})
                continue
            self._check_writable(name)
            setattr(other, name, value)
            if value is UNSET and keys[name] in other._source:  # a null that was read is gone as well
                other._source = {key: item for key, item in other._source.items() if key != keys[name]}
        return other

    def _check_writable(self, name: str) -> None:
        attributes = fields_dict(type(self))
        names = [known for known in self._members.values() if attributes[known].init]
        if name not in names:
            reason = "is set by the service" if name in self._members.values() else "is not an attribute"
            raise UsageError(
                f"{type(self).__name__}.replace: {name} {reason}; it can be {', '.join([*names, 'additional_properties'])}"
            )

    def content(self) -> Self:
        """Return a copy without what belongs to the stored version: etags and read-only members, at every depth.

        It is what can be sent to another application, and compared with what that one has.
        """
        other = copy(self)
        own = self._read_only | {_ETAG}
        other._source = {
            key: value for key, value in self._source.items() if key not in own or key not in self._members
        }
        other._additional = dict(self._additional_content())
        for key, name in self._members.items():
            setattr(other, name, UNSET if key in own else _content(getattr(self, name, UNSET)))
        return other

    def _additional_content(self) -> dict[str, Any]:
        """Return the members that the API document does not name, without an etag, unless it names none at all."""
        additional = {key: _content(value) for key, value in self.additional_properties.items()}
        if self._members:
            additional.pop(_ETAG, None)
        return additional

    if not TYPE_CHECKING:  # type checkers know the attributes

        def __getattr__(self, name: str) -> Any:
            for key, attribute in self._members.items():
                if attribute == name:
                    raise MissingMemberError(type(self).__name__, key, name)
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}", name=name, obj=self)

    def _encode(self, *, read_only: bool) -> dict[str, Any]:
        source, members, additional = self._source, self._members, self.additional_properties
        content: dict[str, Any] = {}
        for key in {**source, **members, **additional}:  # as received, then the rest as documented
            if key in members:
                value = getattr(self, members[key], UNSET)
                if value is UNSET:
                    if read_only and source.get(key, UNSET) is None:  # a null that stands for an absent member
                        content[key] = None
                elif read_only or key not in self._read_only:
                    content[key] = _encode(value, source.get(key), read_only)
            elif key in additional:
                content[key] = _encode(additional[key], None, read_only)
        return content

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Model) or type(other) is not type(self):
            return NotImplemented
        return self.additional_properties == other.additional_properties and all(
            getattr(self, name, UNSET) == getattr(other, name, UNSET) for name in self._members.values()
        )

    def __repr__(self) -> str:
        from .showing import MASK

        shown = [
            f"{name}={MASK if key in self._secrets else repr(self._visible(name))}"
            for key, name in self._members.items()
            if getattr(self, name, UNSET) is not UNSET
        ]
        if self.additional_properties:
            # an unnamed member may be a secret, so only the names are shown
            shown.append(f"additional_properties=<{', '.join(map(str, self.additional_properties))}>")
        return f"{type(self).__name__}({', '.join(shown)})"

    def _holds_secret(self) -> bool:
        for key, name in self._members.items():
            member = getattr(self, name, UNSET)
            if key in self._secrets:
                if member is not UNSET and member is not None:
                    return True
            elif holds_secret(member):
                return True
        return holds_secret(self.additional_properties)

    def _visible(self, name: str) -> Any:
        from .showing import masked

        return masked(getattr(self, name))

    def _shown(self) -> dict[str, Any]:
        """Return what a table shows: attribute → value, with secrets masked."""
        from .showing import MASK

        shown = {
            name: MASK if key in self._secrets else self._visible(name)
            for key, name in self._members.items()
            if getattr(self, name, UNSET) is not UNSET
        }
        if self.additional_properties:
            shown["additional_properties"] = f"<{', '.join(map(str, self.additional_properties))}>"
        return shown

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        """Print the `repr`, for IPython and Hypothesis, which would print all fields, secrets included."""
        printer.text("…" if cycle else repr(self))

    def _repr_html_(self) -> str:
        """Return the table that notebooks show."""
        from .showing import fields_table

        return fields_table(type(self).__name__, self._shown())

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


def given_str(value: str | Unset) -> str:
    """Return an argument of a constructor; `UNSET` leaves out a member that every answer holds."""
    return cast("str", value)


def given_bool(value: bool | Unset) -> bool:
    """Return an argument of a constructor, as `given_str` does."""
    return cast("bool", value)


def given_int(value: int | Unset) -> int:
    """Return an argument of a constructor, as `given_str` does."""
    return cast("int", value)


def given_float(value: float | Unset) -> float:
    """Return an argument of a constructor, as `given_str` does."""
    return cast("float", value)


def shown_fields(item: Any) -> Mapping[str, Any]:
    """Return the fields of an item of a list for a table: those of a model or of an object, else the item itself."""
    from .showing import masked

    if isinstance(item, Model):
        return item._shown()  # pyright: ignore[reportPrivateUsage]  # of this module's own class
    return masked(item) if isinstance(item, dict) else {"": item}


def to_json(value: Any) -> Any:
    """Return the JSON form of a request's content: models, mappings, lists, dates, plain values.

    Raises:
        TypeError: a value in it has no JSON form.
        ValueError: a secret in it is masked, as the service shows it.
    """
    _refuse_masked(value, "")
    return _encode(value, None, read_only=False)


def refuse_masked(content: Any, decode: Callable[[Any], Any]) -> None:
    """Refuse the masks of secrets in JSON that stands for a model; what is none of the model is left to the service.

    Raises:
        ValueError: a secret in it is masked, as the service shows it.
    """
    try:
        model = decode(content)
    except DecodingError:
        return
    _refuse_masked(model, "")


def _refuse_masked(value: Any, path: str) -> None:
    """Refuse the masks of secrets, which would be stored in place of the secrets."""
    if isinstance(value, Model):
        for key, name in value._members.items():  # pyright: ignore[reportPrivateUsage]  # of this module's own class
            member, place = getattr(value, name, UNSET), f"{path or type(value).__name__}.{key}"
            if key in value._secrets and isinstance(member, str) and _MASKED in member:  # pyright: ignore[reportPrivateUsage]
                raise ValueError(
                    f"{place} is masked, as the service shows a secret ({_MASKED}), and would be stored so; "
                    "give the secret itself, or send a patch without it"
                )
            _refuse_masked(member, place)
        _refuse_masked(value.additional_properties, path or type(value).__name__)
    elif isinstance(value, Mapping):
        for key, item in cast("Mapping[str, Any]", value).items():
            if isinstance(item, Model | Mapping | list):
                _refuse_masked(item, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for index, item in enumerate(cast("Sequence[Any]", value)):
            if isinstance(item, Model | Mapping | list):
                _refuse_masked(item, f"{path}[{index}]")


def _content(value: Any) -> Any:
    """Return the value of a member without what belongs to the stored version."""
    if isinstance(value, Model):
        return value.content()
    if isinstance(value, list):
        return [_content(item) for item in cast("Sequence[Any]", value)]
    if isinstance(value, dict):
        return {key: _content(item) for key, item in cast("dict[str, Any]", value).items()}
    return value


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
