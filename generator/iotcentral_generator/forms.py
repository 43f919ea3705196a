"""Forms: how a schema's type is written in Python and decoded, from the engine's description of it."""

from __future__ import annotations

from collections.abc import Callable
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

from .engine import raw_name
from .problems import GenerationError, Problem

__all__ = ["Form", "Forms"]


@dataclass(frozen=True)
class Form:
    """The Python form of a type.

    Attributes:
        annotation: the type as it is written, without `Unset`.
        decoder: an expression for what decodes it.
        scalar: `str`, `bool`, `int`, `float` or `any` where the model checks the value itself, else "".
        constant: the one value that is allowed, if there is one.
        classes: the models and enumerations that the annotation and the decoder name.
        helpers: the functions of `iotcentral._core.decoding` that the decoder names.
        modules: the modules of the standard library that the annotation names.
    """

    annotation: str
    decoder: str
    scalar: str = ""
    constant: str | None = None
    nullable: bool = False
    classes: frozenset[str] = frozenset()
    helpers: frozenset[str] = frozenset()
    modules: frozenset[str] = frozenset()

    @property
    def is_list(self) -> bool:
        """Whether this is an array; parameters of that type take any sequence."""
        return self.annotation.startswith("list[")

    @property
    def item(self) -> str:
        """The annotation of an array's items."""
        return self.annotation.removeprefix("list[").removesuffix("]")

    def or_none(self) -> Form:
        """Return the form of the same, or null."""
        if self.scalar == "any":
            return self
        return replace(
            self,
            annotation=f"{self.annotation} | None",
            decoder=f"optional({self.decoder})",
            nullable=True,
            helpers=self.helpers | {"optional"},
        )


_TEXT = Form("str", "text", "str", helpers=frozenset({"text"}))
_ANY = Form("Any", "anything", "any", helpers=frozenset({"anything"}))
_OBJECT = Form("dict[str, Any]", "mapping", helpers=frozenset({"mapping"}))
_PLAIN: dict[type[object], Form] = {
    StringProperty: _TEXT,
    AnyProperty: _ANY,
    BooleanProperty: Form("bool", "boolean", "bool", helpers=frozenset({"boolean"})),
    IntProperty: Form("int", "integer", "int", helpers=frozenset({"integer"})),
    FloatProperty: Form("float", "number", "float", helpers=frozenset({"number"})),
    DateTimeProperty: Form(
        "datetime.datetime", "to_datetime", helpers=frozenset({"to_datetime"}), modules=frozenset({"datetime"})
    ),
    DateProperty: Form("datetime.date", "to_date", helpers=frozenset({"to_date"}), modules=frozenset({"datetime"})),
    UuidProperty: Form("uuid.UUID", "to_uuid", helpers=frozenset({"to_uuid"}), modules=frozenset({"uuid"})),
}


class Forms:
    """Gives the forms of the engine's properties.

    Args:
        name: gives the name in the document for the engine's name of a class, None if it is no named schema.
        is_open: says whether an enumeration accepts any string.
    """

    def __init__(self, name: Callable[[str], str | None], is_open: Callable[[str], bool]) -> None:
        self._name = name
        self._is_open = is_open

    def of(self, prop: Any) -> Form:
        """Return the form of a property.

        Raises:
            GenerationError: there is none.
        """
        plain = _PLAIN.get(type(prop))
        if plain is not None:
            return plain
        if isinstance(prop, ConstProperty):
            return replace(_TEXT, constant=str(prop.value.raw_value))
        if isinstance(prop, EnumProperty):
            return self._enumeration(prop)
        if isinstance(prop, ListProperty):
            return self._list(prop)
        if isinstance(prop, ModelProperty):
            return self._object(prop)
        if isinstance(prop, UnionProperty):
            return self._union(prop)
        raise _inexpressible(prop, f"a {type(prop).__name__} has no Python form")

    def _enumeration(self, prop: EnumProperty) -> Form:
        name = self._name(str(prop.class_info.name))
        if name is None:
            raise _inexpressible(prop, "an enumeration needs a `title`")
        if self._is_open(name):
            return _TEXT
        return Form(name, f"to_enum({name})", classes=frozenset({name}), helpers=frozenset({"to_enum"}))

    def _list(self, prop: ListProperty) -> Form:
        item = self.of(prop.inner_property)
        if item == _TEXT:
            return Form("list[str]", "texts", helpers=frozenset({"texts"}))
        if item == _ANY:
            return Form("list[Any]", "sequence", helpers=frozenset({"sequence"}))
        return Form(
            f"list[{item.annotation}]",
            f"to_list({item.decoder})",
            classes=item.classes,
            helpers=item.helpers | {"to_list"},
            modules=item.modules,
        )

    def _object(self, prop: ModelProperty) -> Form:
        name = self._name(str(prop.class_info.name))
        if name is not None:
            return Form(name, f"{name}.decode", classes=frozenset({name}))
        values = prop.additional_properties
        if values is None or isinstance(values, AnyProperty):
            return _OBJECT
        value = self.of(values)
        return Form(
            f"dict[str, {value.annotation}]",
            f"to_map({value.decoder})",
            classes=value.classes,
            helpers=value.helpers | {"to_map"},
            modules=value.modules,
        )

    def _union(self, prop: UnionProperty) -> Form:
        inner = [p for p in prop.inner_properties if not isinstance(p, NoneProperty)]
        if len(inner) == len(prop.inner_properties) or len(inner) != 1:
            raise _inexpressible(prop, "a union needs a discriminator with a mapping")
        form = self.of(inner[0])
        return form.or_none()


def _inexpressible(prop: Property, reason: str) -> GenerationError:
    return GenerationError([Problem("S202", f"`{raw_name(prop)}`: {reason}")])
