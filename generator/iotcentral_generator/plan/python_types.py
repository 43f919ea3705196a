"""Python types of schemas: annotation and decoder, from the engine's description of a type."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from openapi_python_client.parser.properties import (
    AnyProperty,
    EnumProperty,
    ModelProperty,
    Property,
)
from openapi_python_client.parser.properties.boolean import BooleanProperty
from openapi_python_client.parser.properties.const import ConstProperty
from openapi_python_client.parser.properties.date import DateProperty
from openapi_python_client.parser.properties.datetime import DateTimeProperty
from openapi_python_client.parser.properties.float import FloatProperty
from openapi_python_client.parser.properties.int import IntProperty
from openapi_python_client.parser.properties.list_property import ListProperty
from openapi_python_client.parser.properties.none import NoneProperty
from openapi_python_client.parser.properties.string import StringProperty
from openapi_python_client.parser.properties.union import UnionProperty
from openapi_python_client.parser.properties.uuid import UuidProperty

from ..engine import raw_name
from ..problems import GenerationError, Problem
from .class_names import ClassName
from .source import literal

__all__ = ["BYTES", "TEXT", "PythonType", "PythonTypes", "union"]


@dataclass(frozen=True)
class PythonType:
    """The type that a schema has in generated code.

    Attributes:
        annotation: the type annotation, without `Unset`.
        decoder: the expression for its decoder.
        accepts: the type that methods take for it, seen from outside of the models, if that is another.
        scalar: `str`, `bool`, `int`, `float` or `any` where the model checks the value itself, else "".
        constant: the only value that is allowed, if there is one.
        fixed: whether there is only one value that is allowed, which may be null.
        content: whether the content is text or bytes as it is sent, rather than JSON.
        nullable: whether null is allowed.
        classes: the models and enumerations that the annotation and the decoder name.
        decoding_functions: the functions of the runtime's `decoding` module that the decoder names.
        modules: the modules of the standard library that the annotation names.
    """

    annotation: str
    decoder: str
    accepts: str = ""
    scalar: str = ""
    constant: str | float | bool | None = None
    fixed: bool = False
    content: bool = False
    nullable: bool = False
    classes: frozenset[str] = frozenset()
    decoding_functions: frozenset[str] = frozenset()
    modules: frozenset[str] = frozenset()

    @property
    def accepted(self) -> str:
        """The type that methods take."""
        return self.accepts or self.annotation

    @property
    def is_list(self) -> bool:
        """Whether this is an array; parameters of that type accept any sequence."""
        return self.annotation.startswith("list[")

    @property
    def item(self) -> str:
        """The annotation of an array's items."""
        return self.annotation.removesuffix(" | None").removeprefix("list[").removesuffix("]")

    def or_none(self) -> PythonType:
        """Return the same type with null allowed."""
        if self.scalar == "any":
            return self
        return replace(
            self,
            annotation=f"{self.annotation} | None",
            accepts=f"{self.accepted} | None",
            decoder=f"optional({self.decoder})",
            nullable=True,
            decoding_functions=self.decoding_functions | {"optional"},
        )


def _plain(annotation: str, decoder: str, scalar: str = "", module: str | None = None, accepts: str = "") -> PythonType:
    return PythonType(
        annotation,
        decoder,
        accepts,
        scalar,
        decoding_functions=frozenset({decoder}),
        modules=frozenset({module} if module else ()),
    )


TEXT = PythonType("str", "TEXT", content=True)
"""The type of content that is text."""

BYTES = PythonType("bytes", "BYTES", content=True)
"""The type of content that is neither JSON nor text."""

_STRING = _plain("str", "text", "str")
_ANY = _plain("Any", "anything", "any")
_OBJECT = _plain("dict[str, Any]", "mapping", accepts="Mapping[str, Any]")
_PLAIN_TYPES: dict[type[object], PythonType] = {
    StringProperty: _STRING,
    AnyProperty: _ANY,
    BooleanProperty: _plain("bool", "boolean", "bool"),
    IntProperty: _plain("int", "integer", "int"),
    FloatProperty: _plain("float", "number", "float"),
    DateTimeProperty: _plain("datetime.datetime", "to_datetime", module="datetime"),
    DateProperty: _plain("datetime.date", "to_date", module="datetime"),
    UuidProperty: _plain("uuid.UUID", "to_uuid", module="uuid"),
}


class PythonTypes:
    """Conversion of the engine's properties to Python types.

    Args:
        class_of: returns the schema for the engine's name of a class, and the names of its class; None for an unnamed one.
        is_open: returns whether an enumeration accepts any string.
        values: returns the values of an enumeration.
    """

    def __init__(
        self,
        class_of: Callable[[str], tuple[str, ClassName] | None],
        is_open: Callable[[str], bool],
        values: Callable[[str], list[str | int]],
    ) -> None:
        self._class_of = class_of
        self._is_open = is_open
        self._values = values

    def of(self, prop: Any) -> PythonType:
        """Return the Python type of a property.

        Raises:
            GenerationError: the property has no Python type.
        """
        plain = _PLAIN_TYPES.get(type(prop))
        if plain is not None:
            return plain
        if isinstance(prop, ConstProperty):
            return _constant(prop.value.raw_value)
        if isinstance(prop, NoneProperty):
            return _constant(None)
        if isinstance(prop, EnumProperty):
            return self._enumeration(prop)
        if isinstance(prop, ListProperty):
            return self._list(prop)
        if isinstance(prop, ModelProperty):
            return self._object(prop)
        if isinstance(prop, UnionProperty):
            return self._nullable(prop)
        raise _inexpressible(prop, f"a {type(prop).__name__} has no Python type")

    def _enumeration(self, prop: EnumProperty) -> PythonType:
        found = self._class_of(str(prop.class_info.name))
        if found is None:
            raise _inexpressible(prop, "the enumeration has no name; make it a schema of the components")
        if self._is_open(found[0]):
            return _STRING
        name = found[1].local
        functions = frozenset({"to_enum"})
        literals = ", ".join(map(literal, self._values(found[0])))
        accepts = f"models.{found[1].public} | Literal[{literals}]"
        return PythonType(name, f"to_enum({name})", accepts, classes=frozenset({name}), decoding_functions=functions)

    def _list(self, prop: ListProperty) -> PythonType:
        item = self.of(prop.inner_property)
        if item == _STRING:
            return _plain("list[str]", "texts", accepts="Sequence[str]")
        if item == _ANY:
            return _plain("list[Any]", "sequence", accepts="Sequence[Any]")
        return _container("list[{}]", "Sequence[{}]", "to_list", item)

    def _object(self, prop: ModelProperty) -> PythonType:
        found = self._class_of(str(prop.class_info.name))
        if found is not None:
            name = found[1].local
            return PythonType(name, f"{name}.decode", f"models.{found[1].public}", classes=frozenset({name}))
        values = prop.additional_properties
        if values is None or isinstance(values, AnyProperty):
            return _OBJECT
        value = self.of(values)
        return _container("dict[str, {}]", "Mapping[str, {}]", "to_map", value)

    def _nullable(self, prop: UnionProperty) -> PythonType:
        """Return the type of a union of one schema and null; other unions are discriminated, and objects here."""
        inner = [p for p in prop.inner_properties if not isinstance(p, NoneProperty)]
        if len(inner) == len(prop.inner_properties) or len(inner) != 1:
            raise _inexpressible(prop, "a union needs a discriminator with a mapping")
        return self.of(inner[0]).or_none()


def union(types: Iterable[PythonType]) -> PythonType:
    """Return the type of a value that has one of several types."""
    distinct = list({each.annotation: each for each in types}.values())
    if len(distinct) == 1:
        return distinct[0]
    return PythonType(
        " | ".join(each.annotation for each in distinct),
        "",
        classes=frozenset[str]().union(*(each.classes for each in distinct)),
        modules=frozenset[str]().union(*(each.modules for each in distinct)),
    )


def _container(annotation: str, accepts: str, function: str, content: PythonType) -> PythonType:
    return PythonType(
        annotation.format(content.annotation),
        f"{function}({content.decoder})",
        accepts.format(content.accepted),
        classes=content.classes,
        decoding_functions=content.decoding_functions | {function},
        modules=content.modules,
    )


def _constant(value: str | float | bool | None) -> PythonType:
    """Return the type of a schema that allows one value."""
    if isinstance(value, str):
        kind = replace(_STRING, accepts=f"Literal[{literal(value)}]")
    elif isinstance(value, float):
        kind = _PLAIN_TYPES[FloatProperty]
    else:
        annotation = "None" if value is None else f"Literal[{value}]"
        kind = PythonType(annotation, "", scalar="none" if value is None else type(value).__name__)
    functions = frozenset({"constant"})
    return replace(
        kind, decoder=f"constant({literal(value)})", constant=value, fixed=True, decoding_functions=functions
    )


def _inexpressible(prop: Property, reason: str) -> GenerationError:
    return GenerationError([Problem("S202", f"`{raw_name(prop)}`: {reason}")])
