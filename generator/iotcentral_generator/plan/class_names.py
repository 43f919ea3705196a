"""Class names of the schemas of a document, their modules, and the attributes of their members."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from ..document.nodes import Node, Schema
from ..document.schemas import SCHEMAS
from . import names
from .naming import Wanted, assign

__all__ = ["ClassName", "MemberNames", "class_names"]


class ClassName(NamedTuple):
    """The names of the class of a schema.

    Attributes:
        public: its name in `models`.
        local: its name in the modules of the models, which have further names.
        module: its module.
        unknown: for a union, the name of the class of unknown variants.
    """

    public: str
    local: str
    module: str
    unknown: str = ""


def class_names(schemas: Mapping[str, Schema], attributes: Collection[str]) -> dict[str, ClassName]:
    """Return the names of the classes of all schemas.

    Args:
        schemas: the schemas by name.
        attributes: the attributes of all models, which hide classes of the same names in annotations.
    """
    wanted = [Wanted(names.class_name(name), schema.get("x-name", "")) for name, schema in schemas.items()]
    public = assign(wanted, "exports")
    unions = [name for name, schema in schemas.items() if "discriminator" in schema]
    named = dict(zip(schemas, public, strict=True))
    unknown = assign([Wanted(f"Unknown{named[name]}") for name in unions], "classes", public)
    local = assign([Wanted(_as_annotation(name)) for name in public], "classes", {*unknown, *attributes})
    # importing a module sets its name in the package, so it must not be that of a class
    modules = assign([Wanted(names.module(name), place="model") for name in public], "modules", set(public))
    unknown_of = dict(zip(unions, unknown, strict=True))
    return {
        name: ClassName(public_name, local_name, module, unknown_of.get(name, ""))
        for name, public_name, local_name, module in zip(schemas, public, local, modules, strict=True)
    }


def _as_annotation(name: str) -> str:
    """Return a name of a class that attrs takes for one; what begins with `ClassVar` is not a member to it."""
    return f"Schema{name}" if name.startswith("ClassVar") else name


class MemberNames:
    """Attributes of the members of all models.

    A union and its variants, and a model and its merge patch, name a member of theirs alike.
    """

    def __init__(self, document: Node) -> None:
        self._schemas: dict[str, Schema] = document["components"]["schemas"]
        self._family: dict[str, str] = {}
        for name, schema in self._schemas.items():
            for relative in _relatives(name, schema, self._schemas):
                self._join(name, relative)
        families: dict[str, dict[str, Schema]] = {}
        for name, schema in self._schemas.items():
            members = families.setdefault(self._root(name), {})
            for key, member in schema.get("properties", {}).items():
                if "x-name" in member:
                    members[key] = member
                else:
                    members.setdefault(key, member)
        self._names = {family: _assigned(members) for family, members in families.items()}

    @property
    def attributes(self) -> set[str]:
        """The attributes of all models."""
        return {name for members in self._names.values() for name in members.values()}

    def of(self, schema: str, key: str) -> str:
        """Return the attribute of a member of a schema."""
        return self._names[self._root(schema)][key]

    def _root(self, name: str) -> str:
        while name in self._family:
            name = self._family[name]
        return name

    def _join(self, one: str, other: str) -> None:
        roots = self._root(one), self._root(other)
        if roots[0] != roots[1]:
            self._family[roots[1]] = roots[0]


def _relatives(name: str, schema: Schema, schemas: Mapping[str, Schema]) -> Iterator[str]:
    for reference in schema.get("discriminator", {}).get("mapping", {}).values():
        yield reference.removeprefix(SCHEMAS)
    if schemas.get(f"{name}Patch", {}).get("x-merge-patch"):
        yield f"{name}Patch"


def _assigned(members: Mapping[str, Schema]) -> dict[str, str]:
    wanted = [Wanted(names.attribute(key), member.get("x-name", "")) for key, member in members.items()]
    return dict(zip(members, assign(wanted, "members"), strict=True))
